import { hangsUpLegA, showsMeetingLeg } from '../evidence/legs.js';
import type { SeenEvent } from '../evidence/seen.js';
import type { NotJoinedCode } from '../failure.js';
import { type Against, legsProblem, type Records, showsOthersLeg } from './against.js';
import { gapIn } from './completeness.js';
import { sequenceOf } from './history.js';
import type { Reply } from './reply.js';

/** The end of the call by a HANGUP of LEG-A; null where the records show none. */
export function hangUpIn(records: Records): Against | null {
  const { timeline, history, replies, run } = records;
  const seen = history.events.find(({ event }) => hangsUpLegA(event));
  if (seen === undefined) return null;
  const { event } = seen;
  const mayHaveJoined = showsMeetingLeg(event) && !showsOthersLeg(event, history, run);
  const legs = mayHaveJoined ? 'leg-shown' : legsProblem(event, history, run);
  const why = gapIn(timeline, history, replies) ?? legs;
  return { code: whoEndedIt(seen, records), error: null, seen, answer: null, ended: seen, why };
}

/** That the caller hung up is said only where the handler's replies can be believed, and none of them is a Hangup. */
function whoEndedIt({ event }: SeenEvent, { timeline, history, replies }: Records): NotJoinedCode {
  const since = replies.since(history.update === null ? 0 : sequenceOf(history.update.event));
  const asked = new Set(since.map(({ seen }) => seen.requestId));
  const hangsUp = ({ answer }: Reply) => answer?.actions?.includes('Hangup') === true;
  const reported = history.events.some(
    ({ event: { type, actionType } }) => type === 'ACTION_SUCCESSFUL' && actionType === 'Hangup',
  );
  if (reported || (replies.borneOut && since.some(hangsUp))) return 'CALL_ENDED_BY_HANDLER';
  if (timeline.troubles.some(({ requestId }) => requestId !== null && asked.has(requestId))) return 'HANDLER_FAILED';
  // A person who hangs up leaves no error of SIP behind.
  const sipCode = event.parameters['SipResponseCode'] ?? 0;
  return replies.borneOut && (sipCode === 0 || sipCode === '0') ? 'CALLER_HUNG_UP' : 'ENDED_BEFORE_JOIN';
}
