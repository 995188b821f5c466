import { failed } from '../catalogue/failed.js';
import type { CallEvent } from '../evidence/call-event.js';
import { legA } from '../evidence/legs.js';
import { logDelayOf, type SeenEvent } from '../evidence/seen.js';
import { holdsId, isGuid, sameId } from '../facts/ids.js';
import type { Failure } from '../failure.js';
import { latestEvent, stateProblem } from './call-state.js';
import { otherApplication, type WholeCall } from './named-call.js';

/** What an update of an earlier process of the run would name. */
export interface OwnNames {
  runId: string;
  /** The meeting that the run made. */
  meetingId: string | null;
}

/** What a call's events show before its update. */
interface ShownBefore {
  /** What is wrong with the ids that name the call; null: nothing that the events show. */
  wrongId: Failure | null;
  /** They name the call's SMA. */
  showsApplication: boolean;
  /** What forbids the join. */
  problem: Failure | null;
  sentBefore: boolean;
  sequence: number | null;
  logDelayMs: number | null;
  callId: string | null;
}

/** `found`: events that name the call's id, as their own or as that of a leg. */
export function shownBefore(found: SeenEvent[], call: WholeCall, own: OwnNames | null): ShownBefore {
  const events = found.filter(({ event }) => sameId(event.transactionId, call.transactionId));
  const shown = events.flatMap(({ event: { sipMediaApplicationId: id } }) => (id !== null && isGuid(id) ? [id] : []));
  const wrongId = events.length === 0 ? isCallId(call.transactionId, found) : otherThan(call, shown);
  const latest = latestEvent(events);
  const phone = latest === null ? null : (legA(latest)?.callId ?? null);
  return {
    wrongId,
    showsApplication: shown.length > 0,
    problem: wrongId ?? stateProblem(events),
    sentBefore: own !== null && events.some(({ event }) => isOwnUpdate(event, own)),
    sequence: latest?.sequence ?? null,
    logDelayMs: events.length === 0 ? null : logDelayOf(events),
    callId: phone !== null && isGuid(phone) ? phone : null,
  };
}

function otherThan({ transactionId, sipMediaApplicationId }: WholeCall, shown: string[]): Failure | null {
  const [other] = shown;
  if (other === undefined || shown.some((id) => sameId(id, sipMediaApplicationId))) return null;
  return otherApplication(transactionId, other, sipMediaApplicationId);
}

function isOwnUpdate({ type, arguments: args }: CallEvent, { runId, meetingId }: OwnNames): boolean {
  if (type !== 'CALL_UPDATE_REQUESTED') return false;
  return Object.entries(args ?? {}).some(([name, value]) => {
    if (/run_?id/i.test(name) && value === runId) return true;
    return meetingId !== null && holdsId(value, meetingId);
  });
}

function isCallId(id: string, found: SeenEvent[]): Failure {
  const transactionId = latestEvent(found)?.transactionId ?? '';
  return failed('CALL_NOT_FOUND.is-call-id', { id, transactionId }, { delivery: 'refused' });
}
