import type { Attempt } from '../journal/record.js';

/**
 * When the log would show an update that an attempt sent and its journal does not have, for example because the journal was
 * restored from a backup. Milliseconds since the epoch; `logDelayMs`: what the call's own records took to get into the log.
 */
export function recordsSettledAt({ begunAt, madeAt }: Attempt, logDelayMs: number): number {
  return Math.max(begunAt, madeAt ?? 0) + 2 * logDelayMs;
}
