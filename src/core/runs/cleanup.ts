import { failed } from '../catalogue/failed.js';
import { runsElsewhere } from '../catalogue/remarks.js';
import { EXIT_CODES } from '../exit-codes.js';
import { asFailure, type Failure } from '../failure.js';
import { holderIn, type Logbook, takeHold } from '../journal/logbook.js';
import { type Attempt, lastAttempt, type RunRecord } from '../journal/record.js';
import type { Progress } from '../outcome/progress.js';
import { FailedWith } from '../outcome/use-case.js';
import { UNDO_MS } from '../undo/undo.js';
import { cleanAttempt } from './clean-attempt.js';
import { keptItems } from './cleanup-items.js';
import { isReached, type RunsReach, requireReached, type Stops } from './ports.js';
import type { RunsCleanupResult } from './result.js';
import { leavesAnything, owesCleanup, readRecord, requireRun } from './summary.js';
import type { Sweep } from './sweep.js';

export interface CleanupRequest {
  /** Null: every run that left something. */
  runId: string | null;
  /** Nothing is removed without it. */
  yes: boolean;
  timeoutMs: number;
}

/**
 * Removes what ended runs left, where it can hurt nobody by going; what is kept is reported with the reason. Runs that are under
 * way, and those of another endpoint, are left alone. Throws FailedWith with the result where something could not be removed.
 */
export async function cleanUp(
  request: CleanupRequest,
  reach: RunsReach,
  progress: Progress,
  { signal, interrupt }: Stops,
): Promise<RunsCleanupResult> {
  const result: RunsCleanupResult = { removed: [], kept: [], failed: [] };
  const sweep: Sweep = { reach, progress, signal, result };
  const { runId } = request;
  if (runId !== null) await requireReached(runId, reach, lastAttempt(requireRun(runId, reach.journal).record).asked);
  try {
    await cleanRuns(runId === null ? reach.journal.runIds().toSorted() : [runId], request, sweep);
  } catch (error) {
    // Whatever cut the rest short, what was removed by then is reported.
    if (!signal.aborted || result.removed.length + result.failed.length === 0) throw error;
    throw new FailedWith(cutShort(interrupt), result);
  }
  if (result.failed.length === 0) return result;
  throw new FailedWith(notRemoved(result), result);
}

async function cleanRuns(runIds: string[], request: CleanupRequest, sweep: Sweep): Promise<void> {
  const { reach, progress, signal } = sweep;
  let elsewhere = 0;
  for (const id of runIds) {
    signal.throwIfAborted();
    const record = readRecord(id, reach.journal, progress);
    // A run that joined has nothing to clean up; if the operator names it anyway, what it left is looked at too.
    const isOwed = request.runId === null ? owesCleanup : leavesAnything;
    if (record === null || !record.attempts.some(isOwed)) continue;
    if (await isReached(reach, lastAttempt(record).asked)) await cleanRun(record, isOwed, request, sweep);
    else elsewhere += 1;
  }
  if (elsewhere === 0) return;
  const runs = elsewhere === 1 ? 'one run' : `${elsewhere} runs`;
  progress.warn(runsElsewhere(runs));
}

function cutShort(interrupt: AbortSignal): Failure {
  return failed(interrupt.aborted ? 'INTERRUPTED.cleanup' : 'TIMED_OUT.cleanup');
}

function notRemoved({ failed: items }: RunsCleanupResult): Failure {
  const what = items.length === 1 ? 'One thing' : `${items.length} things`;
  const exitCode = EXIT_CODES.leftBehind.code;
  return failed('UNAVAILABLE.cleanup', { what, why: items[0]?.reason ?? null }, { exitCode });
}

async function cleanRun(
  record: RunRecord,
  isOwed: (attempt: Attempt) => boolean,
  request: CleanupRequest,
  sweep: Sweep,
): Promise<void> {
  const { reach, result } = sweep;
  const { runId } = record;
  const owing = record.attempts.filter(isOwed);
  const keepAll = (reason: string) => {
    for (const attempt of owing) result.kept.push(...keptItems(runId, attempt, reason, null));
  };
  if (holderIn(record.claims, reach.journal, reach.clock.now()) !== null) {
    keepAll('the run is under way');
    return;
  }
  if (!request.yes) {
    for (const attempt of owing) await cleanAttempt({ runId, attempt, logbook: null }, sweep);
    return;
  }
  let logbook: Logbook;
  try {
    logbook = takeCleanupHold(runId, request, sweep);
  } catch (error) {
    keepAll(asFailure(error).message);
    return;
  }
  try {
    // What was written between the first look and the hold counts.
    for (const attempt of (logbook.record?.attempts ?? []).filter(isOwed))
      await cleanAttempt({ runId, attempt, logbook }, sweep);
  } finally {
    logbook.release();
  }
}

function takeCleanupHold(runId: string, { timeoutMs }: CleanupRequest, { reach, progress }: Sweep): Logbook {
  return takeHold(runId, reach.journal, reach.clock, {
    purpose: 'cleanup',
    // What it is removing when its time is up it goes on removing.
    lastsMs: timeoutMs + UNDO_MS,
    lost: ({ message, cause }) => progress.warn(`${message} ${cause ?? ''}`),
  });
}
