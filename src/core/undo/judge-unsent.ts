import type { CallEvent } from '../evidence/call-event.js';
import { hangsUpLegA, mayHaveMeetingLeg } from '../evidence/legs.js';
import { latestSeen, logDelayOf } from '../evidence/seen.js';
import { readTimeline } from '../evidence/timeline.js';
import { holdsId, sameId } from '../facts/ids.js';
import { asFailure } from '../failure.js';
import { type Attempt, meetingIdOf } from '../journal/record.js';
import { withinTime } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { RecordPage } from '../ports/records.js';
import { awaitLogGroups } from '../proof/application.js';
import type { WholeCall } from '../proof/find-call.js';
import type { LookPorts, Watching } from '../proof/ports.js';
import { afterItsEnd, type Judgement, keep } from './judgement.js';
import { recordsSettledAt } from './records-settled.js';

/** What an attempt made whose update was not delivered, as its journal has it. */
export interface Unsent {
  runId: string;
  attempt: Attempt;
  /** When its meeting ends by itself, ms since the epoch; null where that is not known. */
  endsBy: number | null;
  /** The journal cannot have lost an update of it. */
  isKnown: boolean;
}

const DAY_MS = 24 * 60 * 60_000;
const MAX_RECORDS = 50;

/**
 * What an attempt left whose update was not delivered. A journal that was restored from a backup lacks the update that was
 * sent, so what the attempt left is removed only if the call's own records, and recent ones, do not show a meeting.
 */
export async function judgeUnsent(
  { runId, attempt, endsBy, isKnown }: Unsent,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Judgement> {
  const { callId, transactionId, sipMediaApplicationId } = attempt.call;
  // An update needs both.
  if (transactionId === null || sipMediaApplicationId === null) return { remove: true };
  const whole: WholeCall = { callId, transactionId, sipMediaApplicationId };
  const pages = await readNewest(whole, attempt.asked.logGroups, { ports, progress, signal });
  signal.throwIfAborted();
  const isRead = pages.length > 0 && pages.every((page) => page !== null && page.failure === null);
  const { events } = readTimeline(pages.flatMap((page) => page?.records ?? []));
  const ofCall = events.filter(({ event }) => sameId(event.transactionId, transactionId));
  const latest = latestSeen(ofCall);
  if (ofCall.some(({ event }) => hangsUpLegA(event))) return { remove: true };
  if (!isKnown && (latest === null || !isRead))
    return keep(
      `no record of the call can be read, so the caller may be in it, although run ${runId} has no update in its journal`,
      afterItsEnd(endsBy, ports.clock.now()),
    );
  const isBridged = latest !== null && mayHaveMeetingLeg(latest.event);
  if (isBridged || ofCall.some(({ event }) => namesMeeting(event, meetingIdOf(attempt))))
    return keep(`the call's records show it in a meeting, though run ${runId} has no update in its journal`);
  const settledAt = recordsSettledAt(attempt, logDelayOf(ofCall));
  return isKnown || ports.clock.now() >= settledAt
    ? { remove: true }
    : keep("the call's records come late, so the newest ones may not be in the log yet", settledAt);
}

/** The call's newest records, group by group; null where a group cannot be read. */
async function readNewest(
  call: WholeCall,
  asked: readonly string[],
  watching: Watching,
): Promise<(RecordPage | null)[]> {
  const { ports, signal } = watching;
  const groups = asked.length > 0 ? asked : await awaitLogGroups(call, 0, watching);
  const bounds = { containing: [call.transactionId], since: ports.clock.now() - DAY_MS, newestFirst: true };
  return Promise.all(
    groups.map((group) => ports.records.read({ group, ...bounds, atMost: MAX_RECORDS }, signal).catch(() => null)),
  );
}

/** Only an update of the run's own can have told the call of its meeting; an argument may be JSON. */
function namesMeeting(event: CallEvent, meetingId: string | null): boolean {
  const named = [event.parameters['MeetingId'], ...Object.values(event.arguments ?? {})];
  return meetingId !== null && named.some((value) => holdsId(value, meetingId));
}

/** Undo has five seconds in all. */
const LOOK_AGAIN_MS = 2_000;

/** The same just before a run undoes it: since its first look an update of an earlier process may have brought the caller in. Null: it may go. */
export async function whyKept(unsent: Unsent, ports: LookPorts, progress: Progress): Promise<string | null> {
  const judged = await withinTime(LOOK_AGAIN_MS, ports.clock, null, (signal) =>
    judgeUnsent(unsent, ports, progress, signal).catch((error: unknown) => keep(asFailure(error).message)),
  );
  return judged.remove ? null : judged.reason;
}
