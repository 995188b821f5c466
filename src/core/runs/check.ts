import { failed } from '../catalogue/failed.js';
import { EXIT_CODES } from '../exit-codes.js';
import { failureOf } from '../journal/failure-record.js';
import { type Logbook, takeHold } from '../journal/logbook.js';
import { type Attempt, lastAttempt, mayBeDelivered } from '../journal/record.js';
import { endingOf, verdictEntry } from '../journal/verdict-entry.js';
import type { Progress } from '../outcome/progress.js';
import { FailedWith } from '../outcome/use-case.js';
import { concludeFrom, warnOfLeave } from '../proof/conclusion.js';
import { deliveredBy } from '../proof/delivered.js';
import { findEvidence } from '../proof/find-evidence.js';
import { type Ending, withoutRecords } from '../run/ending.js';
import { PROVE } from '../run/plan.js';
import type { BridgeResult } from '../run/result.js';
import { leftAfter, resultOf } from '../undo/result-of.js';
import { type RunsReach, requireReached, type Stops } from './ports.js';
import { requireRun } from './summary.js';

export interface CheckRequest {
  runId: string;
  /** How long to look, in ms. */
  waitMs: number;
  timeoutMs: number;
  /** Empty: where the run looked. */
  logGroups: string[];
}

/** What one check is given. */
interface Checking {
  request: CheckRequest;
  reach: RunsReach;
  progress: Progress;
  stops: Stops;
}

/**
 * Reads the evidence of a run again and says what it shows; nothing is sent but reads. Throws RUN_NOT_FOUND, RUN_UNDER_WAY,
 * JOURNAL_UNUSABLE; a verdict that is no success is a failure with its result.
 */
export async function checkRun(
  request: CheckRequest,
  reach: RunsReach,
  progress: Progress,
  stops: Stops,
): Promise<BridgeResult> {
  const { runId, timeoutMs } = request;
  const known = requireRun(runId, reach.journal).record;
  // Of a run that is under way, or in words of another version, nothing may be said: not even that it sent no update.
  const logbook = takeHold(runId, reach.journal, reach.clock, {
    purpose: 'check',
    lastsMs: timeoutMs,
    lost: ({ message }) => progress.warn(message),
  });
  try {
    const attempt = lastAttempt(logbook.record ?? known);
    const checking = { request, reach, progress, stops };
    const ending = mayBeDelivered(attempt) ? await lookAndNote(checking, attempt, logbook) : neverDelivered(attempt);
    const result = resultOf(runId, attempt, ending, { left: leftAfter(runId, attempt, ending) });
    if (ending.failure === null) return result;
    throw new FailedWith(ending.failure, result);
  } finally {
    logbook.release();
  }
}

/** What it finds is written down: a cleanup, and the same run asked for again, then know it too. */
async function lookAndNote(checking: Checking, attempt: Attempt, logbook: Logbook): Promise<Ending> {
  const { request, reach } = checking;
  await requireReached(request.runId, reach, attempt.asked);
  const ending = await look(checking, attempt);
  // Finding no evidence does not downgrade an earlier ACCEPTED.
  if (ending.verdict === 'UNCONFIRMED' && attempt.verdict?.verdict === 'ACCEPTED') return ending;
  logbook.note(verdictEntry(ending));
  return ending;
}

async function look({ request, reach, progress, stops }: Checking, attempt: Attempt): Promise<Ending> {
  const { runId, waitMs, logGroups } = request;
  const { applications, records } = await reach.awsOf(attempt.asked);
  const ports = { applications, records, clock: reach.clock };
  const delivered = deliveredBy(runId, attempt, waitMs, reach.digest);
  const where = logGroups.length > 0 ? { ...delivered, logGroups } : delivered;
  const proof = await progress.perform(PROVE, (within) =>
    findEvidence(where, { ports, progress: within, signal: stops.signal }),
  );
  warnOfLeave(proof, progress);
  const ending = concludeFrom(proof, where, stops.interrupt.aborted);
  // What was proved once stays proved: logs are kept for a while only.
  const known = attempt.verdict;
  if (ending.verdict !== 'UNCONFIRMED' || known === null) return ending;
  if (known.verdict !== 'JOINED' && known.verdict !== 'NOT_JOINED') return ending;
  // A join may have come after what was found then.
  if (known.verdict === 'NOT_JOINED' && ending.likely === 'joined') return ending;
  progress.warn('The records do not show it any more; this is what they showed before.');
  return endingOf(known);
}

function neverDelivered({ ended }: Attempt): Ending {
  if (ended !== null && ended.failure !== null) return withoutRecords('FAILED', failureOf(ended.failure));
  const failure = failed('INTERRUPTED.unsent-run', {}, { exitCode: EXIT_CODES.failed.code });
  return withoutRecords('FAILED', failure);
}
