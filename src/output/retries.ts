import type { Retry, RunEvent } from '../core/outcome/outcome.js';

/** More are not kept for one document: the first half of them and the last are, as of request ids. */
export const MOST_RETRIES = 100;

/** The retries among a run's events, for the envelope's `timing`. */
export interface RetryList {
  note(event: RunEvent): void;
  readonly kept: readonly Retry[];
}

export function gatherRetries(): RetryList {
  const kept: Retry[] = [];
  return {
    kept,
    note(event) {
      if (event.type !== 'retry') return;
      const { operation, attempt, reason, delayMs } = event;
      kept.push({ operation, attempt, reason, delayMs });
      if (kept.length > MOST_RETRIES) kept.splice(MOST_RETRIES / 2, 1);
    },
  };
}
