import { hangsUpLegA, showsMeetingLeg } from '../evidence/legs.js';
import type { SeenEvent } from '../evidence/seen.js';
import type { NotJoinedCode } from '../failure.js';
import { type Against, legsProblem, type Records, showsOthersLeg } from './against.js';
import { gapIn } from './completeness.js';
import { failureIn } from './failed-join.js';
import { sequenceOf } from './history.js';
import { refusalIn } from './refused-join.js';
import type { Reply } from './reply.js';

/** The strongest of what speaks against the join: the end of the call, a failure, a refusal; null where nothing does. */
export function againstJoin(records: Records): Against | null {
  const hangUp = hangUpIn(records);
  if (hangUp === null) return failureIn(records) ?? refusalIn(records);
  // What failed before the call ended is the cause of its not joining; the end makes it certain.
  const failure = failureIn(records);
  return failure === null ? hangUp : { ...failure, ended: hangUp.seen, why: hangUp.why };
}

function hangUpIn(records: Records): Against | null {
  const { timeline, history, replies, run } = records;
  const seen = history.events.find(({ event }) => hangsUpLegA(event));
  if (seen === undefined) return null;
  const { event } = seen;
  const mayHaveJoined = showsMeetingLeg(event) && !showsOthersLeg(event, history, run);
  const legs = mayHaveJoined ? 'leg-shown' : legsProblem(event, history, run);
  const why = gapIn(timeline, history, replies) ?? legs;
  return { code: whoEndedIt(seen, records), error: null, seen, answer: null, ended: seen, why };
}

/** The caller's own hang-up is said only where the handler's replies are known to hold none. */
function whoEndedIt({ event }: SeenEvent, { timeline, history, replies }: Records): NotJoinedCode {
  const since = replies.since(history.update === null ? 0 : sequenceOf(history.update.event));
  const asked = new Set(since.map(({ seen }) => seen.requestId));
  const hangsUp = ({ answer }: Reply) => answer?.actions?.includes('Hangup') === true;
  const reported = history.events.some(
    ({ event: { type, actionType } }) => type === 'ACTION_SUCCESSFUL' && actionType === 'Hangup',
  );
  if (reported || (replies.borneOut && since.some(hangsUp))) return 'CALL_ENDED_BY_HANDLER';
  if (timeline.troubles.some(({ requestId }) => requestId !== null && asked.has(requestId))) return 'HANDLER_FAILED';
  const code = event.parameters['SipResponseCode'] ?? 0;
  return replies.borneOut && (code === 0 || code === '0') ? 'CALLER_HUNG_UP' : 'ENDED_BEFORE_JOIN';
}
