import { createContext, runInContext } from 'node:vm';
import type { Parameters } from './action.js';

export interface DigitPattern {
  test(digits: string): boolean;
}

/** Real time. What is not decided by then does not fit: AWS's own engine would not wait either. */
const WITHIN_MS = 100;

/**
 * The InputDigitsRegex of an action. It is the handler's own, and may be one that takes for ever on some digits, so it is
 * tried where it can be stopped. Undefined where there is none, or one that Java can read and JavaScript cannot: then every
 * digit fits.
 */
export function patternOf({ InputDigitsRegex }: Parameters): DigitPattern | undefined {
  if (typeof InputDigitsRegex !== 'string' || InputDigitsRegex === '') return undefined;
  let pattern: RegExp;
  try {
    pattern = new RegExp(InputDigitsRegex);
  } catch {
    return undefined;
  }
  return { test: (digits) => fits(pattern, digits) };
}

function fits(pattern: RegExp, digits: string): boolean {
  try {
    return runInContext('pattern.test(digits)', createContext({ pattern, digits }), { timeout: WITHIN_MS }) === true;
  } catch {
    return false;
  }
}
