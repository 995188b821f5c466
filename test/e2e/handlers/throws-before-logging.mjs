import { hold, isUpdate } from './hold.mjs';

/** @param {any} event */
export const handler = async (event) => {
  if (isUpdate(event)) throw new RangeError('nothing was logged before this');
  return hold(event);
};
