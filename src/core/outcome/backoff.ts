/** A number from 0 up to, and without, 1: the world's randomness, which core has none of. */
export type Chance = () => number;

export interface Backoff {
  /** Before the second attempt, at most; it doubles with each further one. */
  baseMs: number;
  capMs: number;
}

/** Where AWS or the way to it failed. */
export const AFTER_TROUBLE: Backoff = { baseMs: 200, capMs: 10_000 };
/** Where AWS says that it is too much: a second is the window of its quotas. */
export const AFTER_THROTTLE: Backoff = { baseMs: 1_000, capMs: 10_000 };

/**
 * How long to wait before the attempt after attempt number `attempt` (from 1), in whole milliseconds. Full jitter: any time
 * up to the bound is as likely, so that many who failed together do not come back together. What the service asks for
 * (`retryAfterMs`, 0: nothing) is waited for in any case, and the jitter after that.
 */
export function pauseAfter(attempt: number, retryAfterMs: number, { baseMs, capMs }: Backoff, chance: Chance): number {
  const bound = Math.min(capMs, baseMs * 2 ** (attempt - 1));
  return retryAfterMs + Math.ceil(bound * chance());
}
