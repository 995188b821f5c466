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

/** When a signal aborts by itself, at the latest: ms since the epoch. */
const ENDS = new WeakMap<AbortSignal, number>();

/** When this signal aborts by itself, at the latest, ms since the epoch; infinity where no time limit is known of it. */
export function endOf(signal: AbortSignal): number {
  return ENDS.get(signal) ?? Number.POSITIVE_INFINITY;
}

/** Aborts as soon as one of them does, and has the time limit of the one that ends first. */
export function anyOf(...signals: AbortSignal[]): AbortSignal {
  const any = AbortSignal.any(signals);
  ENDS.set(any, Math.min(...signals.map(endOf)));
  return any;
}

/** A wait of so long would outlast the time that is left. */
export function isInVain(ms: number, clock: Clock, signal: AbortSignal): boolean {
  return clock.now() + ms >= endOf(signal);
}

export function openDeadline(ms: number, clock: Clock, outer: AbortSignal | null): Deadline {
  const limit = new AbortController();
  const done = new AbortController();
  let expired = false;
  ENDS.set(limit.signal, clock.now() + ms);
  void clock.sleep(ms, done.signal).then(() => {
    if (done.signal.aborted) return;
    expired = true;
    limit.abort();
  });
  return {
    signal: outer === null ? limit.signal : anyOf(outer, limit.signal),
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
