import { isUpdate, join, respond } from './hold.mjs';

const PAUSE = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } };

/** Keeps what the update brought in its attributes, and joins when the running pause has ended; all of it is logged. @param {any} event */
function answerTo(event) {
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') return respond([PAUSE]);
  if (isUpdate(event)) {
    const { JoinToken: kept, MeetingId: place } = event.ActionData.Parameters.Arguments;
    return { SchemaVersion: '1.0', TransactionAttributes: { kept, place } };
  }
  const { kept, place } = event.CallDetails.TransactionAttributes ?? {};
  if (event.InvocationEventType !== 'ACTION_SUCCESSFUL' || event.ActionData.Type !== 'Pause') return respond([]);
  if (kept === undefined) return respond([PAUSE]);
  const update = { ...event, ActionData: { Parameters: { Arguments: { JoinToken: kept, MeetingId: place } } } };
  return respond([join(update)]);
}

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const answer = answerTo(event);
  console.log(JSON.stringify(answer));
  return answer;
};
