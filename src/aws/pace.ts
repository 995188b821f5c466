import { setTimeout as after } from 'node:timers/promises';
import { type SentOperation, sendingOf } from '../core/facts/sending.js';
import { isInVain } from '../core/outcome/deadline.js';
import type { Clock } from '../core/ports/clock.js';

/** The machine's own clock: it begins with the wall clock, and goes on evenly whatever the wall clock is set to. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  sleep: (ms, signal) => after(ms, undefined, { signal }).catch(() => undefined),
};

/** Resolves when it is the caller's turn; false where the signal aborted first, or would before the turn came. */
export type Pace = (signal: AbortSignal) => Promise<boolean>;

/** Never more than `perSecond` turns within any one second; the first ones are immediate, the order is the callers'. */
export function pace(perSecond: number, clock: Clock): Pace {
  const turns: number[] = [];
  return async (signal) => {
    const now = clock.now();
    const earliest = (turns.at(-perSecond) ?? Number.NEGATIVE_INFINITY) + 1_000;
    const turn = Math.max(now, earliest);
    if (isInVain(turn - now, clock, signal)) return false;
    turns.push(turn);
    if (turns.length > perSecond) turns.shift();
    if (turn > now) await clock.sleep(turn - now, signal);
    return !signal.aborted;
  };
}

/** The pace of each operation, under AWS's quota of it, for everything that is sent over these ports. */
export function paces(clock: Clock): (operation: SentOperation) => Pace {
  const known = new Map<SentOperation, Pace>();
  return (operation) => {
    const there = known.get(operation) ?? pace(sendingOf(operation).perSecond, clock);
    known.set(operation, there);
    return there;
  };
}
