import { EXIT_CODES } from '../exit-codes.js';
import { sameId } from '../facts/ids.js';
import { asFailure, Failure } from '../failure.js';
import { holderIn, type Logbook, takeHold } from '../journal/logbook.js';
import { type Attempt, lastAttempt, mayBeDelivered, meetingIdOf, type RunRecord } from '../journal/record.js';
import type { Progress } from '../outcome/progress.js';
import { LeftBehind } from '../outcome/use-case.js';
import type { Aws } from '../ports/aws.js';
import { deliveredBy } from '../proof/delivered.js';
import { findEvidence } from '../proof/find-evidence.js';
import { sentThere } from '../undo/sent-there.js';
import { standing, UNDO_MS, undoInTime } from '../undo/undo.js';
import { type Judgement, judgeLeftover } from './judge-leftover.js';
import { isReached, type RunsReach, requireReached } from './ports.js';
import type { CleanupItem, KeptItem, RunsCleanupResult } from './result.js';
import { owesCleanup, readRecord, requireRun } from './summary.js';

export interface CleanupRequest {
  /** Null: every run that left something. */
  runId: string | null;
  /** Nothing is removed without it. */
  yes: boolean;
  timeoutMs: number;
}

/** What one cleanup has come to know so far. */
interface Sweep {
  request: CleanupRequest;
  reach: RunsReach;
  progress: Progress;
  signal: AbortSignal;
  interrupt: AbortSignal;
  result: RunsCleanupResult;
}

/** One attempt that left something, and the AWS it is in. */
interface Leavings {
  runId: string;
  attempt: Attempt;
  aws: Aws;
  /** Where it is written down; null where nothing is removed. */
  logbook: Logbook | null;
}

/** As long as an asked-for meeting nobody was told of can last: it has ended by itself then. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/**
 * Removes what dead runs left, where no caller can be in it; what is kept is told with the reason. Runs that are under way,
 * and those of another endpoint, are left alone. Throws LeftBehind with the result where something could not be removed.
 */
export async function cleanUp(
  request: CleanupRequest,
  reach: RunsReach,
  progress: Progress,
  signal: AbortSignal,
  interrupt: AbortSignal,
): Promise<RunsCleanupResult> {
  const result: RunsCleanupResult = { removed: [], kept: [], failed: [] };
  const sweep: Sweep = { request, reach, progress, signal, interrupt, result };
  const { runId } = request;
  if (runId !== null) await requireReached(runId, reach, lastAttempt(requireRun(runId, reach.journal).record).asked);
  try {
    await cleanRuns(runId === null ? reach.journal.runIds().toSorted() : [runId], sweep);
  } catch (error) {
    // What was removed by then is told, whatever cut the rest short.
    if (!signal.aborted || result.removed.length + result.failed.length === 0) throw error;
    throw new LeftBehind(cutShort(interrupt), result);
  }
  if (result.failed.length === 0) return result;
  throw new LeftBehind(notRemoved(result), result);
}

async function cleanRuns(runIds: string[], sweep: Sweep): Promise<void> {
  const { request, reach, progress, signal, result } = sweep;
  let elsewhere = 0;
  for (const id of runIds) {
    signal.throwIfAborted();
    const record = readRecord(id, reach.journal, progress);
    if (record === null) continue;
    if (!record.attempts.some(owesCleanup)) {
      if (request.runId !== null) result.kept.push(...joinedItems(record));
      continue;
    }
    if (await isReached(reach, lastAttempt(record).asked)) await cleanRun(record, sweep);
    else elsewhere += 1;
  }
  if (elsewhere > 0) {
    progress.warn(
      `${elsewhere === 1 ? 'A run' : `${elsewhere} runs`} of another endpoint left something, and was left alone.`,
    );
  }
}

function cutShort(interrupt: AbortSignal): Failure {
  return interrupt.aborted
    ? new Failure('INTERRUPTED', 'Interrupted: not every run was looked at.', { tryThis: ['chime-join runs cleanup'] })
    : new Failure('TIMED_OUT', 'The time was up before every run was looked at.', {
        tryThis: ['chime-join runs cleanup --yes --timeout 10m'],
      });
}

/** Of a run that did its work nothing is left over; who names it is told what there is all the same. */
function joinedItems(record: RunRecord): KeptItem[] {
  const attempt = lastAttempt(record);
  const isIn = attempt.verdict?.verdict === 'JOINED' || attempt.verdict?.verdict === 'ACCEPTED';
  return isIn ? keptItems(record.runId, attempt, 'the run did its work: the caller is in it, or may be', null) : [];
}

function notRemoved({ failed }: RunsCleanupResult): Failure {
  const what = failed.length === 1 ? 'One thing' : `${failed.length} things`;
  return new Failure('UNAVAILABLE', `${what} that earlier runs left could not be removed.`, {
    cause: failed[0]?.reason ?? null,
    exitCode: EXIT_CODES.leftBehind.code,
    tryThis: ['chime-join runs cleanup --yes'],
  });
}

async function cleanRun(record: RunRecord, sweep: Sweep): Promise<void> {
  const { reach, request, progress, result } = sweep;
  const { runId } = record;
  const owing = record.attempts.filter(owesCleanup);
  const holder = holderIn(record.claims, reach.journal, reach.clock.now());
  if (holder !== null) {
    for (const attempt of owing) result.kept.push(...keptItems(runId, attempt, 'the run is under way', null));
    return;
  }
  if (!request.yes) {
    for (const attempt of owing) await cleanAttempt(runId, attempt, null, sweep);
    return;
  }
  let logbook: Logbook;
  try {
    logbook = takeHold(runId, reach.journal, reach.clock, {
      purpose: 'cleanup',
      // What it removes when its time is up it goes on removing.
      lastsMs: request.timeoutMs + UNDO_MS,
      lost: ({ message, cause }) => progress.warn(`${message} ${cause ?? ''}`),
    });
  } catch (error) {
    const { message } = asFailure(error);
    for (const attempt of owing) result.kept.push(...keptItems(runId, attempt, message, null));
    return;
  }
  try {
    // What was written between the first look and the hold counts.
    for (const attempt of (logbook.record?.attempts ?? []).filter(owesCleanup))
      await cleanAttempt(runId, attempt, logbook, sweep);
  } finally {
    logbook.release();
  }
}

async function cleanAttempt(runId: string, attempt: Attempt, logbook: Logbook | null, sweep: Sweep): Promise<void> {
  const { reach, result } = sweep;
  try {
    const leavings = { runId, attempt, aws: await reach.awsOf(attempt.asked), logbook };
    const judged = keepForOthers(leavings, await judgeAttempt(leavings, sweep), sweep);
    if (judged === 'gone') {
      logbook?.tell({ type: 'undone', attempt: attempt.attempt, undone: [], leftovers: [] });
    } else if (!judged.remove) {
      result.kept.push(...keptItems(runId, attempt, judged.reason, judged.tryAgainAt));
    } else if (logbook === null) {
      tellOfBrowsers(leavings, sweep);
      result.kept.push(...keptItems(runId, attempt, 'it may be removed, and --yes was not given', null));
    } else await remove(leavings, logbook, sweep);
  } catch (error) {
    if (sweep.signal.aborted) throw error;
    const { message, cause } = asFailure(error);
    result.failed.push(...itemsOf(runId, attempt).map((item) => ({ ...item, reason: cause ?? message })));
  }
}

async function remove(leavings: Leavings, logbook: Logbook, sweep: Sweep): Promise<void> {
  const { runId, attempt, aws } = leavings;
  const over = logbook.takenOver();
  if (over !== null) {
    sweep.result.kept.push(...keptItems(runId, attempt, over.message, null));
    return;
  }
  tellOfBrowsers(leavings, sweep);
  // Should this process die now, no run goes on with a meeting that is half removed.
  const standingNow = standing(attempt.made, attempt.asked);
  logbook.tell({ type: 'undone', attempt: attempt.attempt, undone: [], leftovers: standingNow });
  const { undone, leftovers } = await undoInTime(attempt.made, attempt.asked, { ...aws, clock: sweep.reach.clock });
  logbook.tell({ type: 'undone', attempt: attempt.attempt, undone, leftovers });
  sweep.result.removed.push(...undone.map((one) => ({ ...one, runId })));
  for (const { command, ...one } of leftovers) {
    if (isDoubtful(one, attempt)) {
      const reason = 'it may have been there before the run, so it is never removed unasked: look yourself';
      sweep.result.kept.push({ ...one, runId, reason, tryAgainAt: null });
    } else {
      const reason =
        command === null
          ? 'AWS did not tell its id'
          : `AWS refused to remove it, or did not answer in time: ${command}`;
      sweep.result.failed.push({ ...one, runId, reason });
    }
  }
}

/** No trying again removes it: undoing leaves alone what could not be told from somebody else's. */
function isDoubtful({ kind, attendeeId }: Omit<CleanupItem, 'runId'>, { made }: Attempt): boolean {
  if (kind !== 'attendee' || made.doubtful.length === 0) return false;
  const its = made.attendees.find((one) => sameId(one.attendeeId, attendeeId));
  return its === undefined || made.doubtful.includes(its.externalUserId);
}

/** Ending a meeting disconnects whoever is in it, and of browsers nothing can be read. */
function tellOfBrowsers({ runId, attempt }: Leavings, { progress }: Sweep): void {
  const { addAttendees, meetingId } = attempt.asked;
  if (addAttendees.length === 0 || meetingId !== null) return;
  progress.warn(
    `The run ${runId} made ${addAttendees.length} browser attendees too: whether they are in the meeting cannot be seen.`,
  );
}

/** Whatever is known of its own caller: what it left may hold another run's by now. */
function keepForOthers({ runId, attempt }: Leavings, judged: Judgement | 'gone', { reach }: Sweep): Judgement | 'gone' {
  if (judged === 'gone' || !judged.remove) return judged;
  const { made, asked } = attempt;
  const takeback = { runId, attempt: attempt.attempt, made, meetingId: asked.meetingId };
  const other = sentThere(takeback, reach.journal);
  return other === null
    ? judged
    : { remove: false, reason: `the run ${other} sent its caller there too, who may be in it`, tryAgainAt: null };
}

async function judgeAttempt(leavings: Leavings, sweep: Sweep): Promise<Judgement | 'gone'> {
  const { attempt, aws } = leavings;
  const { reach, signal } = sweep;
  const delivered = mayBeDelivered(attempt);
  const age = reach.clock.now() - attempt.begunAt;
  const meetingId = meetingIdOf(attempt);
  if (meetingId === null) return delivered || age < FORGOTTEN_AFTER_MS ? { remove: true } : 'gone';
  const there = await findMeeting(meetingId, aws, signal);
  if (there === null) {
    const ended = await hasEnded(attempt, aws, signal);
    // Nobody was ever sent to a stray: what is left of the attempt is removed, and what is gone is no hindrance.
    return ended === 'gone' && attempt.made.strays.length > 0 ? { remove: true } : ended;
  }
  if (!delivered || attempt.verdict?.verdict === 'NOT_JOINED') return { remove: true };
  return judgeDelivered(leavings, there.date ?? reach.clock.now(), sweep);
}

async function judgeDelivered({ runId, attempt, aws }: Leavings, now: number, sweep: Sweep): Promise<Judgement> {
  const { reach, progress, signal, interrupt } = sweep;
  const delivered = deliveredBy(runId, attempt, 0, reach.digest);
  const finding = await findEvidence(delivered, { ...aws, clock: reach.clock }, progress, signal, interrupt);
  signal.throwIfAborted();
  const { marks } = delivered;
  const meetingMadeAt = attempt.asked.meetingId === null ? attempt.begunAt : null;
  const wasJoined = attempt.verdict?.verdict === 'JOINED';
  return judgeLeftover({ finding, marks, sentAt: marks.updatedAt, now, meetingMadeAt, wasJoined });
}

/** Null: it has ended, or this account does not have it. */
async function findMeeting(meetingId: string, { meetings }: Aws, signal: AbortSignal) {
  try {
    return await meetings.find(meetingId, signal);
  } catch (error) {
    if (asFailure(error).code === 'MEETING_NOT_FOUND') return null;
    throw error;
  }
}

/** A meeting that is not found has ended, unless these credentials are another account's: that does not know its SMA either. */
async function hasEnded(attempt: Attempt, { applications }: Aws, signal: AbortSignal): Promise<Judgement | 'gone'> {
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
    // Noted as gone it would be a run that may send its update anew: its caller must be known not to be in it.
    if (!mayBeDelivered(attempt)) return 'gone';
    return {
      remove: false,
      reason: `it is not found, and whether in its own account is not known: ${message}`,
      tryAgainAt: null,
    };
  }
}

function keptItems(runId: string, attempt: Attempt, reason: string, tryAgainAt: number | null): KeptItem[] {
  const again = tryAgainAt === null ? null : new Date(tryAgainAt).toISOString();
  return itemsOf(runId, attempt).map((item) => ({ ...item, reason, tryAgainAt: again }));
}

function itemsOf(runId: string, { made, asked }: Attempt): CleanupItem[] {
  return standing(made, asked).map(({ command: _, ...item }) => ({ ...item, runId }));
}
