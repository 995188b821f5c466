import { failureOf } from '../journal/failure-record.js';
import type { Logbook } from '../journal/logbook.js';
import { type Attempt, leavesSomething } from '../journal/record.js';
import { endingOf } from '../journal/verdict-entry.js';
import type { Outcome } from '../outcome/outcome.js';
import type { BridgeResult } from '../run/result.js';
import { conclude } from './conclude.js';
import type { Run } from './run.js';
import { ownAttempt } from './take-up.js';

/** The answer of a run that has one. What its process had no time for, undoing and telling, is done now. */
export async function answerAgain(run: Run, logbook: Logbook, attempt: Attempt): Promise<Outcome<BridgeResult>> {
  const { progress } = run;
  const { verdict, made, update } = attempt;
  const ended = lastAnswer(attempt);
  const when = ended?.time ?? verdict?.time ?? '';
  progress.warn(`This run had its answer already, at ${when}: nothing was sent.`);
  if (ended !== null && !(verdict?.verdict === 'NOT_JOINED' && owesUndo(attempt))) {
    for (const warning of ended.warnings) progress.warn(warning);
    progress.sent(...ended.requestIds);
    return {
      result: ended.result,
      failure: ended.failure === null ? null : failureOf(ended.failure),
      ...progress.summary(),
    };
  }
  if (verdict === null) throw new Error('a run without a verdict has no answer');
  ownAttempt(run, logbook, attempt);
  run.made = made;
  run.recalled = update?.marks ?? null;
  Object.assign(run.call, attempt.call);
  return conclude(run, endingOf(verdict));
}

/** What was told last; null where another verdict was reached since, and never told: by a check, or by a process that died. */
function lastAnswer({ ended, verdict }: Attempt): Attempt['ended'] {
  return ended?.result.verdict === verdict?.verdict ? ended : null;
}

/** Its process died while it took back what it had made. */
function owesUndo(attempt: Attempt): boolean {
  return attempt.leftovers === null && leavesSomething(attempt) && !attempt.asked.keepMeeting;
}
