import { setTimeout as after } from 'node:timers/promises';
import type { Clock } from '../core/ports/clock.js';

/** The machine's own clock. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => after(ms, undefined, { signal }).catch(() => undefined),
};

/** Resolves when it is the caller's turn; false where the signal aborted first. */
export type Pace = (signal: AbortSignal) => Promise<boolean>;

/** Never more than `perSecond` turns within any one second; the first ones are immediate, the order is the callers'. */
export function pace(perSecond: number, clock: Clock): Pace {
  const turns: number[] = [];
  return async (signal) => {
    const now = clock.now();
    const earliest = (turns.at(-perSecond) ?? Number.NEGATIVE_INFINITY) + 1_000;
    const turn = Math.max(now, earliest);
    turns.push(turn);
    if (turns.length > perSecond) turns.shift();
    if (turn > now) await clock.sleep(turn - now, signal);
    return !signal.aborted;
  };
}
