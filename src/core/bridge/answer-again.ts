import { failureOf } from '../journal/failure-record.js';
import type { Attempt } from '../journal/record.js';
import { endingOf } from '../journal/verdict-entry.js';
import type { Outcome } from '../outcome/outcome.js';
import type { BridgeResult } from '../run/result.js';
import { concludeWithout } from './conclude.js';
import type { Run } from './run.js';

/** The answer of a run that has one. Nothing is sent. */
export function answerAgain(run: Run, attempt: Attempt): Outcome<BridgeResult> {
  const { progress } = run;
  const { verdict } = attempt;
  const ended = lastAnswer(attempt);
  progress.warn(`This run already finished at ${ended?.time ?? verdict?.time ?? ''}; nothing was sent.`);
  if (ended !== null) {
    for (const warning of ended.warnings) progress.warn(warning);
    progress.sent(...ended.requestIds);
    const failure = ended.failure === null ? null : failureOf(ended.failure);
    return { result: ended.result, failure, ...progress.summary() };
  }
  if (verdict === null) throw new Error('a run without a verdict has no answer');
  return concludeWithout(run, endingOf(verdict));
}

/** What was answered last; null where another verdict was reached since, by a check or by a process that died. */
function lastAnswer({ ended, verdict }: Attempt): Attempt['ended'] {
  return ended?.result.verdict === verdict?.verdict ? ended : null;
}
