import { hold, isUpdate, join, respond } from './hold.mjs';

/** @type {any} */
let kept = null;

/** Joins without a meeting first, and as it should once that has failed; logs what fails, and nothing else. @param {any} event */
export const handler = async (event) => {
  if (isUpdate(event)) {
    kept = event;
    return respond([join(event, { MeetingId: undefined })]);
  }
  if (event.InvocationEventType !== 'ACTION_FAILED') return hold(event);
  console.log(JSON.stringify(event));
  return respond([join(kept)]);
};
