import { EXIT_CODES } from '../exit-codes.js';
import type { Failure } from '../failure.js';
import type { Verdict } from '../verdict/verdict.js';
import { CATALOGUE } from './catalogue.js';
import { operationOf } from './operations.js';
import { generalCircumstances } from './worded.js';

/** A step that names something to type. */
const COMMAND = /\b(?:chime-join|aws) [a-z]/;

/**
 * The failure as it is told in the end: what it left after what happened, and a command to try next: its own, else first the
 * catalogue's, or the one that explains it.
 */
export function withWhatIsLeft(failure: Failure, left: string | null): Failure {
  if (failure.exitCode === EXIT_CODES.usage.code) return failure;
  const { code, message, tryThis, exitCode } = failure;
  const told = left === null ? message : `${message} ${left}`;
  return failure.changedTo(code, told, { tryThis: withCommand(tryThis, failure), exitCode });
}

function withCommand(steps: readonly string[], { code, operation }: Failure): string[] {
  // The order of its own steps is the safe one.
  if (steps.some((step) => COMMAND.test(step))) return [...steps];
  const entries = CATALOGUE.filter(({ recognised }) => recognised.failure === code);
  // What no request of AWS's answered is explained by the code itself: advice for an answer may name what just failed.
  const entry = (operation === null ? entries.find(({ id }) => id === `code.${code}`) : undefined) ?? entries[0];
  const theirs = entry?.steps(generalCircumstances(operation)).find((step) => COMMAND.test(step));
  return [theirs ?? `what it means: chime-join explain ${code}`, ...steps];
}

/** What a request that failed left, where it would have changed something. What may have happened, the message tells. */
export function leftByRequest({ operation, delivery }: Failure): string | null {
  if (operation === null || operationOf(operation).reads === true || delivery === 'unknown') return null;
  return 'That request changed nothing.';
}

/** What a run that did not join left: undone, or in place. */
export function leftByRun(
  verdict: Verdict,
  { standing, undone, leftovers }: { standing: unknown[]; undone: unknown[]; leftovers: unknown[] },
): string | null {
  if (verdict === 'JOINED' || verdict === 'ACCEPTED') return null;
  const inPlace = 'What this run created is left in place.';
  if (verdict === 'NOT_JOINED') return standing.length > 0 ? inPlace : null;
  if (verdict === 'UNCONFIRMED') return standing.length > 0 ? `${inPlace} The caller may be in the meeting.` : null;
  return `No update reached the call; ${whatWasMade(standing, undone, leftovers)}.`;
}

function whatWasMade(standing: unknown[], undone: unknown[], leftovers: unknown[]): string {
  if (leftovers.length > 0) return 'something that this run created is still there';
  if (undone.length > 0) return 'what this run had created was removed';
  return standing.length > 0 ? 'what this run had created is left in place' : 'nothing was created';
}
