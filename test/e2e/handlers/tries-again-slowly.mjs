import { hold, isUpdate, join, respond } from './hold.mjs';

/** @type {any} */
let kept = null;

/** The second try takes four seconds; events are logged, answers are not. @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  if (isUpdate(event)) {
    kept = event;
    return respond([join(event, { MeetingId: undefined })]);
  }
  if (event.InvocationEventType !== 'ACTION_FAILED') return hold(event);
  await new Promise((done) => setTimeout(done, 4_000));
  return respond([join(kept)]);
};
