import type { Clock } from '../ports/clock.js';

/** A time limit over an outer signal. */
export interface Deadline {
  /** Aborts when the time is up or the outer signal aborts. */
  signal: AbortSignal;
  /** The time is up; an outer abort alone does not make it so. */
  expired(): boolean;
  /** Must be called when the work is done: the timer would keep the process alive. */
  close(): void;
}

export function openDeadline(ms: number, clock: Clock, outer: AbortSignal | null): Deadline {
  const limit = new AbortController();
  const done = new AbortController();
  let expired = false;
  void clock.sleep(ms, done.signal).then(() => {
    if (done.signal.aborted) return;
    expired = true;
    limit.abort();
  });
  return {
    signal: outer === null ? limit.signal : AbortSignal.any([outer, limit.signal]),
    expired: () => expired,
    close: () => done.abort(),
  };
}

/** The work with a signal that aborts when the time is up or the outer signal aborts. */
export async function withinTime<T>(
  ms: number,
  clock: Clock,
  outer: AbortSignal | null,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = openDeadline(ms, clock, outer);
  try {
    return await work(deadline.signal);
  } finally {
    deadline.close();
  }
}
