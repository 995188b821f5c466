import { hold, isUpdate } from './hold.mjs';

/** A handler whose error alone is logged, and repeats what it was sent. @param {any} event */
export const handler = async (event) => {
  if (!isUpdate(event)) return hold(event);
  throw new TypeError(`cannot join with ${event.ActionData.Parameters.Arguments.JoinToken}`);
};
