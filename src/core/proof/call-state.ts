import { failed } from '../catalogue/failed.js';
import { filledIn, NO_IDS } from '../catalogue/fill-in.js';
import type { CallEvent } from '../evidence/call-event.js';
import { connectedLegB, hangsUpLegA } from '../evidence/legs.js';
import { latestSeen, type SeenEvent } from '../evidence/seen.js';
import type { Failure } from '../failure.js';

/** The last thing the handler was told of the call. */
export function latestEvent(events: SeenEvent[]): CallEvent | null {
  return latestSeen(events)?.event ?? null;
}

/** Why the call's records forbid a join, or null: it is over, bridged already, or an outbound call that still rings. */
export function stateProblem(events: SeenEvent[]): Failure | null {
  if (events.some(({ event }) => hangsUpLegA(event))) return withRecords(failed('CALL_ENDED.records'), events);
  const latest = latestEvent(events);
  if (latest === null) return null;
  if (connectedLegB(latest) !== undefined) return failed('CALL_BRIDGED.records');
  const rings = latest.type === 'RINGING' || latest.type === 'NEW_OUTBOUND_CALL';
  return rings ? failed('CALL_RINGING') : null;
}

/** The command that reads the records names their log group. */
function withRecords(failure: Failure, events: SeenEvent[]): Failure {
  return filledIn(failure, { ...NO_IDS, logGroup: latestSeen(events)?.group ?? null });
}
