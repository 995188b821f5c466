import { hold, isUpdate, join, respond } from './hold.mjs';

const wait = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** Logs its event and an answer that is not filled yet; what it answers it does not log. @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  console.log(JSON.stringify(respond([])));
  if (!isUpdate(event)) return hold(event);
  await wait(2_500);
  return respond([join(event)]);
};
