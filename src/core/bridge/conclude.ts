import { EXIT_CODES } from '../exit-codes.js';
import { failureRecord } from '../journal/failure-record.js';
import type { Attempt } from '../journal/record.js';
import { verdictEntry } from '../journal/verdict-entry.js';
import type { Outcome } from '../outcome/outcome.js';
import { redact } from '../redact.js';
import { redactFailure } from '../redact-failure.js';
import { type Ending, withoutRecords } from '../run/ending.js';
import { madeAnything } from '../run/made.js';
import type { BridgeResult } from '../run/result.js';
import { namingEarlierRun } from '../undo/bridged-before.js';
import { endedFailure } from '../undo/ended-failure.js';
import { type Left, leftAfter, NOTHING_LEFT, nothingBegun, resultOf } from '../undo/result-of.js';
import { attemptIn, isOut, type Run } from './run.js';
import { nameEarlier, undoFailed } from './undo-failed.js';

/** Undoes what the verdict allows, says what is left, and writes the answer down. No secret is in what it gives. */
export async function conclude(run: Run, reached: Ending): Promise<Outcome<BridgeResult>> {
  const ending = await namingEarlier(run, unlessTakenOver(run, reached));
  run.logbook?.note(verdictEntry(ending));
  nameEarlier(run);
  if (ending.verdict === 'FAILED' && !isOut(run)) return answer(run, ending, await undoFailed(run));
  return concludeWithout(run, ending);
}

async function namingEarlier(run: Run, ending: Ending): Promise<Ending> {
  const { request, ports } = run;
  const call = attemptIn(run)?.call ?? request.call;
  return { ...ending, failure: ending.failure && (await namingEarlierRun(ending.failure, call, request, ports)) };
}

/** The same, where nothing is undone. */
export function concludeWithout(run: Run, ending: Ending): Outcome<BridgeResult> {
  const attempt = attemptIn(run);
  const left = attempt === null ? NOTHING_LEFT : leftAfter(run.request.runId, attempt, ending);
  return answer(run, ending, left);
}

/** What this process knows of its own failure is not the run's any more where another one has gone on with it. */
function unlessTakenOver({ logbook }: Run, ending: Ending): Ending {
  if (ending.verdict !== 'FAILED' && ending.verdict !== 'NOT_JOINED') return ending;
  const failure = logbook?.takenOver() ?? null;
  return failure === null ? ending : withoutRecords('UNCONFIRMED', failure);
}

function answer(run: Run, ending: Ending, left: Left): Outcome<BridgeResult> {
  const { request, progress, prepared, secrets, logbook } = run;
  const attempt = attemptIn(run);
  const isSent = hasSent(run, attempt);
  const wrongCaller = run.interrupt.aborted ? prepared : null;
  const failure = endedFailure(ending, { runId: request.runId, attempt, left, isSent, wrongCaller });
  const isUsage = failure?.exitCode === EXIT_CODES.usage.code;
  const result =
    attempt === null
      ? nothingBegun(request, ending)
      : resultOf(request.runId, attempt, ending, { left, meeting: prepared?.meeting ?? null });
  const outcome = {
    ...redact({ result: isUsage ? null : result, ...progress.summary() }, secrets),
    failure: failure === null ? null : redactFailure(failure, secrets),
  };
  if (outcome.result !== null) {
    const { warnings, requestIds } = outcome;
    const record = outcome.failure === null ? null : failureRecord(outcome.failure);
    logbook?.note({ type: 'ended', result: outcome.result, failure: record, warnings, requestIds });
  }
  return outcome;
}

function hasSent({ prepared, progress }: Run, attempt: Attempt | null): boolean {
  const isMade = attempt !== null && madeAnything(attempt.made);
  return prepared !== null || isMade || progress.summary().requestIds.length > 0;
}
