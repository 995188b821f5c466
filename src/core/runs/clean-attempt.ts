import { cleanupCommand, confirmed } from '../catalogue/command-line.js';
import { WOULD_BE_REMOVED } from '../catalogue/remarks.js';
import { sameId } from '../facts/ids.js';
import { asFailure } from '../failure.js';
import type { Logbook } from '../journal/logbook.js';
import { type Attempt, existingMeeting, mayBeDelivered, meetingIdOf } from '../journal/record.js';
import type { Progress } from '../outcome/progress.js';
import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import { concludeFrom } from '../proof/conclusion.js';
import { deliveredBy } from '../proof/delivered.js';
import { findEvidence } from '../proof/find-evidence.js';
import { isCallKnownOver } from '../undo/call-over.js';
import { judgeUnsent } from '../undo/judge-unsent.js';
import type { Judgement } from '../undo/judgement.js';
import { isKnownUnsent } from '../undo/records-settled.js';
import { seatsOfCall, sentThere } from '../undo/sent-there.js';
import { standing } from '../undo/standing.js';
import { placeOf, undoInTime } from '../undo/undo.js';
import { judgeLeftover } from './judge-leftover.js';
import { namedByAnotherCall } from './other-call.js';
import type { RunsReach } from './ports.js';
import type { CleanupItem, KeptItem, RunsCleanupResult } from './result.js';

/** What one cleanup has come to know so far. */
export interface Sweep {
  reach: RunsReach;
  progress: Progress;
  signal: AbortSignal;
  result: RunsCleanupResult;
}

/** One attempt that left something. */
interface Owing {
  runId: string;
  attempt: Attempt;
  /** Where it is written down; null where nothing is removed. */
  logbook: Logbook | null;
}

/** The same, and the AWS it is in. */
interface Leavings extends Owing {
  aws: Aws;
}

/** `gone`: it is not there any more. `callOver`: no update can bring this call there any more. */
type Judged = (Judgement & { callOver?: boolean }) | 'gone';

/** As long as an asked-for meeting whose id nobody learned can last: it has ended by itself then. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** Removes what the attempt left, or says why it is kept. */
export async function cleanAttempt(owing: Owing, sweep: Sweep): Promise<void> {
  const { runId, attempt, logbook } = owing;
  const { reach, result } = sweep;
  try {
    const leavings = { ...owing, aws: await reach.awsOf(attempt.asked) };
    const judged = keepForOthers(leavings, await judgeAttempt(leavings, sweep), sweep);
    if (judged === 'gone') {
      logbook?.note({ type: 'undone', attempt: attempt.attempt, undone: [], leftovers: [] });
    } else if (!judged.remove) {
      result.kept.push(...keptItems(runId, attempt, judged.reason, judged.tryAgainAt));
    } else if (logbook === null) {
      result.kept.push(...keptItems(runId, attempt, WOULD_BE_REMOVED, null));
    } else await remove(leavings, logbook, sweep);
  } catch (error) {
    if (sweep.signal.aborted) throw error;
    const { message, cause } = asFailure(error);
    result.failed.push(...itemsOf(runId, attempt).map((item) => ({ ...item, reason: cause ?? message })));
  }
}

async function remove({ runId, attempt, aws }: Leavings, logbook: Logbook, sweep: Sweep): Promise<void> {
  const { result, reach } = sweep;
  const over = logbook.takenOver();
  if (over !== null) {
    result.kept.push(...keptItems(runId, attempt, over.message, null));
    return;
  }
  const { attempt: number, made } = attempt;
  // Should this process die now, no run goes on with a meeting that is half removed.
  const command = confirmed(cleanupCommand(runId));
  const leftNow = itemsOf(runId, attempt).map(({ runId: _, ...item }) => ({ ...item, command }));
  logbook.note({ type: 'undone', attempt: number, undone: [], leftovers: leftNow });
  const { undone, leftovers } = await undoInTime(made, placeOf(runId, attempt), { ...aws, clock: reach.clock });
  logbook.note({ type: 'undone', attempt: number, undone, leftovers });
  result.removed.push(...undone.map((one) => ({ ...one, runId })));
  for (const { command: _, ...one } of leftovers) {
    if (isDoubtful(one, attempt)) {
      const reason = 'it may have been there before the run, so it is never removed unasked: look yourself';
      result.kept.push({ ...one, runId, reason, tryAgainAt: null });
    } else {
      const reason =
        one.meetingId === null ? 'AWS did not tell its id' : 'AWS refused to remove it, or did not answer in time';
      result.failed.push({ ...one, runId, reason });
    }
  }
}

/** Trying again does not remove it: undoing leaves alone what could not be told from somebody else's. */
function isDoubtful({ kind, attendeeId }: Omit<CleanupItem, 'runId'>, { made }: Attempt): boolean {
  if (kind !== 'attendee' || made.doubtful.length === 0) return false;
  const its = made.attendees.find((one) => sameId(one.attendeeId, attendeeId));
  return its === undefined || made.doubtful.includes(its.externalUserId);
}

/** Whatever is known of its own caller: what it left may hold another run's by now. */
function keepForOthers({ runId, attempt }: Leavings, judged: Judged, { reach }: Sweep): Judged {
  if (judged === 'gone' || !judged.remove) return judged;
  const { made, call } = attempt;
  const overCall = judged.callOver === true ? call.transactionId : null;
  const undoing = { runId, attempt: attempt.attempt, made, meetingId: existingMeeting(attempt), overCall };
  const other = sentThere(undoing, reach.journal);
  const reason = `run ${other} sent its caller there too, and they may be in it`;
  return other === null ? judged : { remove: false, reason, tryAgainAt: null };
}

async function judgeAttempt(leavings: Leavings, sweep: Sweep): Promise<Judged> {
  const { runId, attempt, aws } = leavings;
  const { reach, signal } = sweep;
  const delivered = mayBeDelivered(attempt);
  const meetingId = meetingIdOf(attempt);
  if (meetingId === null) {
    const age = reach.clock.now() - attempt.begunAt;
    return delivered || age < FORGOTTEN_AFTER_MS ? { remove: true } : 'gone';
  }
  const there = await findMeeting(meetingId, { ...aws, clock: reach.clock }, signal);
  if (there === null) {
    const ended = await hasEnded(attempt, aws, signal);
    // Nobody was ever sent to a stray: what is left of the attempt is removed, and what is gone is no hindrance.
    return ended === 'gone' && attempt.made.strays.length > 0 ? { remove: true } : ended;
  }
  if (delivered) return judgeDelivered(leavings, there.date ?? reach.clock.now(), sweep);
  if (isCallKnownOver(attempt, reach.journal)) return { remove: true };
  const unsent = { runId, attempt, endsBy: endsByOf(runId, attempt), isKnown: isKnownUnsent(attempt) };
  return judgeUnsent(unsent, { ...aws, clock: reach.clock }, sweep.progress, signal);
}

async function judgeDelivered({ runId, attempt, aws }: Leavings, now: number, sweep: Sweep): Promise<Judged> {
  const { reach, progress, signal } = sweep;
  const delivered = deliveredBy(runId, attempt, 0, reach.digest);
  const proof = await findEvidence(delivered, { ports: { ...aws, clock: reach.clock }, progress, signal });
  signal.throwIfAborted();
  const { marks } = delivered;
  const ending = concludeFrom(proof, delivered, false);
  const endsBy = endsByOf(runId, attempt);
  const knownToBeOver = isCallKnownOver(attempt, reach.journal);
  const judged = judgeLeftover({ attempt, marks, ending, proof, knownToBeOver, now, endsBy });
  if (!judged.remove) return judged;
  const named = await namedByAnotherCall(attempt, delivered.logGroups, aws, signal);
  if (named !== null) return { remove: false, reason: named, tryAgainAt: null };
  if (existingMeeting(attempt) !== null) return { ...judged, callOver: true };
  const seats = await othersSeats(attempt, aws, sweep);
  const reason =
    seats === null ? 'who has a seat in it could not be read' : `others have ${seats} seats in it, and may be there`;
  return seats === 0 ? { ...judged, callOver: true } : { remove: false, reason, tryAgainAt: null };
}

/** When its meeting ends by itself if nobody connects, in ms; null where that cannot be said. */
function endsByOf(runId: string, attempt: Attempt): number | null {
  const endsBy = standing(runId, attempt)[0]?.endsBy ?? null;
  return endsBy === null ? null : Date.parse(endsBy);
}

/** How many attendees of the run's own meeting are neither the run's nor another run's for its call; null where that cannot be read. */
async function othersSeats(attempt: Attempt, { attendees }: Aws, { reach, signal }: Sweep): Promise<number | null> {
  const meetingId = meetingIdOf(attempt) ?? '';
  const made = attempt.made.attendees.map(({ attendeeId }) => attendeeId);
  const own = [...made, ...seatsOfCall(attempt.call.transactionId ?? '', meetingId, reach.journal)];
  try {
    const { value } = await attendees.list(meetingId, signal);
    return value.filter(({ attendeeId }) => !own.some((id) => sameId(id, attendeeId))).length;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

/** Once is not believed: AWS can answer "not found" for something created seconds ago. */
const NOT_FOUND_TWICE_MS = 1_500;

/** Null: it has ended, or this account does not have it. */
async function findMeeting(
  meetingId: string,
  { meetings, clock }: Pick<Aws, 'meetings'> & { clock: Clock },
  signal: AbortSignal,
) {
  for (const isFirst of [true, false]) {
    try {
      return await meetings.find(meetingId, signal);
    } catch (error) {
      if (asFailure(error).code !== 'MEETING_NOT_FOUND') throw error;
    }
    if (isFirst) await clock.sleep(NOT_FOUND_TWICE_MS, signal);
    signal.throwIfAborted();
  }
  return null;
}

/** A meeting that is not found has ended, unless these credentials are another account's: that does not know its SMA either. */
async function hasEnded(attempt: Attempt, { applications }: Aws, signal: AbortSignal): Promise<Judged> {
  const { sipMediaApplicationId } = attempt.call;
  if (sipMediaApplicationId === null) return 'gone';
  try {
    await applications.find(sipMediaApplicationId, signal);
    return 'gone';
  } catch (error) {
    if (signal.aborted) throw error;
    const { code, message } = asFailure(error);
    if (code === 'APPLICATION_NOT_FOUND') {
      const reason =
        'neither it nor its SIP media application is known here: are these the credentials of its account?';
      return { remove: false, reason, tryAgainAt: null };
    }
    // Recording it as gone would let a re-run send the update again, so first make sure the caller is not in the meeting.
    if (!mayBeDelivered(attempt)) return 'gone';
    const reason = `it is not found, and whether in its own account is not known: ${message}`;
    return { remove: false, reason, tryAgainAt: null };
  }
}

export function keptItems(runId: string, attempt: Attempt, reason: string, tryAgainAt: number | null): KeptItem[] {
  const again = tryAgainAt === null ? null : new Date(tryAgainAt).toISOString();
  return itemsOf(runId, attempt).map((item) => ({ ...item, reason, tryAgainAt: again }));
}

function itemsOf(runId: string, attempt: Attempt): CleanupItem[] {
  const region = attempt.asked.meetingsRegion;
  const known = standing(runId, attempt).map(({ kind, meetingId, attendeeId }) => ({ kind, meetingId, attendeeId }));
  const unknown = { kind: 'meeting' as const, meetingId: null, attendeeId: null };
  const all = attempt.made.meeting.state === 'asked' ? [...known, unknown] : known;
  return all.map((item) => ({ ...item, region, runId }));
}
