/** `explain`, asked as a command asks it. */

import { explain } from '../../../src/core/catalogue/explain.js';
import type { ExplainResult } from '../../../src/core/results/explain.js';
import { LeftBehind } from '../../../src/core/run/attempt.js';
import type { Progress } from '../../../src/core/run/progress.js';

export const quiet = { warn: () => {} } as unknown as Progress;

/** The answer, known or not. */
export function asked(text: string, operation: string | null = null): ExplainResult {
  try {
    return explain({ text, operation }, quiet);
  } catch (error) {
    if (error instanceof LeftBehind) return error.result as ExplainResult;
    throw error;
  }
}

export const idsOf = (text: string, operation: string | null = null) =>
  asked(text, operation).explanations.map(({ id }) => id);
