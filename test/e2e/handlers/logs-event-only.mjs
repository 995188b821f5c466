import { hold } from './hold.mjs';

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  return hold(event);
};
