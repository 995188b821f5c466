/** What the checks of all targets are made of. Each throws what must not be. */
import { Failure } from '../../../src/core/failure.js';
import { FailedWith } from '../../../src/core/outcome/use-case.js';
import { PLAIN } from '../../../src/output/palette.js';
import { failureText } from '../../../src/output/views/failure.js';
import type { View } from '../../../src/output/views/view.js';
import { visibleJson } from '../../../src/output/visible.js';

export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

export function hold(condition: boolean, what: string): void {
  if (!condition) throw new Error(`broken: ${what}`);
}

export function same(one: unknown, other: unknown, what: string): void {
  hold(JSON.stringify(one) === JSON.stringify(other), what);
}

export function nothingUnseen(text: string, what: string): void {
  hold(!UNSEEN.test(text.replace(/[\n\t]/g, '')), `${what} shows what is not seen`);
}

/** Whether 16 characters of the secret, or all of a shorter one, stand in the text. */
export function tells(text: string, secret: string, length = 16): boolean {
  const size = Math.min(length, secret.length);
  for (let at = 0; at + size <= secret.length; at += 1) if (text.includes(secret.slice(at, at + size))) return true;
  return false;
}

/** A result, or the failure that there was instead; some failures leave a result too. */
export interface Ended<Result> {
  result: Result | null;
  failure: Failure | null;
}

/** What a use case gives, or the failure and the result that it leaves behind; anything else that is thrown is a defect. */
export function outcomeOf<Result>(work: () => Result): Ended<Result> {
  try {
    return { result: work(), failure: null };
  } catch (error) {
    if (error instanceof FailedWith) return { result: error.result, failure: error.failure };
    if (error instanceof Failure) return { result: null, failure: error };
    throw error;
  }
}

export function shownSafely<Result>({ result, failure }: Ended<Result>, view: View<Result> | null, what: string): void {
  if (failure !== null) nothingUnseen(failureText(failure, PLAIN), what);
  if (result !== null && view !== null) {
    const outcome = { result, failure, warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] };
    nothingUnseen(view.text(outcome, PLAIN), what);
  }
  nothingUnseen(visibleJson(JSON.stringify({ result, failure })), what);
}

export function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce((most: number, part: unknown) => Math.max(most, depthOf(part)), 0);
}
