// Fails first, for want of a MeetingId, and joins when it is told of the failure.
import { hold, isUpdate, join, respond } from './hold.mjs';

/** @type {any} */
let update;

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  if (isUpdate(event)) {
    update = event;
    return respond([join(event, { MeetingId: undefined })]);
  }
  if (event.InvocationEventType === 'ACTION_FAILED') return respond([join(update)]);
  return hold(event);
};
