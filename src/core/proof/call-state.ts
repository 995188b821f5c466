import { readLog } from '../catalogue/call/steps.js';
import type { CallEvent } from '../evidence/call-event.js';
import { connectedLegB, hangsUpLegA } from '../evidence/legs.js';
import { latestSeen, type SeenEvent } from '../evidence/seen.js';
import type { Failure } from '../failure.js';
import { callBridged, callEnded, callRinging } from '../run/check.js';

/** The last thing the handler was told of the call. */
export function latestEvent(events: SeenEvent[]): CallEvent | null {
  return latestSeen(events)?.event ?? null;
}

/** Why the call's records forbid a join, or null: it is over, bridged already, or an outbound call that still rings. */
export function stateProblem(events: SeenEvent[]): Failure | null {
  if (events.some(({ event }) => hangsUpLegA(event)))
    return withRecords(callEnded('The call has ended: its records show the hang-up.'), events);
  const latest = latestEvent(events);
  if (latest === null) return null;
  if (connectedLegB(latest) !== undefined)
    return callBridged('The call is bridged already: its records show a Connected LEG-B.');
  const rings = latest.type === 'RINGING' || latest.type === 'NEW_OUTBOUND_CALL';
  return rings ? callRinging() : null;
}

/** With the command that reads what was seen. */
function withRecords(failure: Failure, events: SeenEvent[]): Failure {
  const { code, message, tryThis } = failure;
  return failure.retold(code, message, { tryThis: [...tryThis, readLog(latestSeen(events)?.group ?? null)] });
}
