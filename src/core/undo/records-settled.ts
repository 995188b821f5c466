import type { Attempt } from '../journal/record.js';

/**
 * When the log would show an update that an attempt sent and its journal does not have, because the journal was restored from a
 * backup. Milliseconds since the epoch; `logDelayMs`: what the call's own records took to get into the log.
 */
export function recordsSettledAt({ begunAt, madeAt }: Pick<Attempt, 'begunAt' | 'madeAt'>, logDelayMs: number): number {
  return Math.max(begunAt, madeAt ?? 0) + 2 * logDelayMs;
}

/** The journal says how the attempt's update, or the whole attempt, ended: no line of it was lost in which an update is sent. */
export function isKnownUnsent({ update, ended }: Pick<Attempt, 'update' | 'ended'>): boolean {
  return update !== null || ended !== null;
}
