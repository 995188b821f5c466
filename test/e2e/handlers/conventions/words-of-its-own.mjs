// Names that say nothing of what stands under them, and a command of its own.
import { hold, isUpdate, respond } from '../hold.mjs';

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event, (key, value) => (/^(?:jt|JoinToken)$/.test(key) ? '***' : value)));
  if (!isUpdate(event)) return hold(event);
  const args = event.ActionData.Parameters.Arguments;
  if (args.command !== 'JOIN_CONFERENCE') return { SchemaVersion: '1.0' };
  return respond([{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: args.jt, MeetingId: args.mid } }]);
};
