/** `explain`, asked as a command asks it. */

import { explain } from '../../../src/core/explain/explain.js';
import type { ExplainResult } from '../../../src/core/explain/result.js';
import type { Progress } from '../../../src/core/outcome/progress.js';
import { FailedWith } from '../../../src/core/outcome/use-case.js';

export const quiet = { warn: () => {} } as unknown as Progress;

/** The answer, known or not. */
export function asked(text: string, operation: string | null = null): ExplainResult {
  try {
    return explain({ text, operation }, quiet);
  } catch (error) {
    if (error instanceof FailedWith) return error.result as ExplainResult;
    throw error;
  }
}

export const idsOf = (text: string, operation: string | null = null) =>
  asked(text, operation).explanations.map(({ id }) => id);
