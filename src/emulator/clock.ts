import type { Clock } from './world.js';

interface Timer {
  due: number;
  callback: () => void;
}

/** setTimeout takes no longer delay; a later timer is looked at again then. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** The emulator's clock over a wall clock (milliseconds since the epoch). Its timers never keep the process alive. */
export function createClock(wall: () => number = Date.now): Clock {
  // In order of making: among timers due at the same time, the first made fires first.
  const timers = new Set<Timer>();
  let ahead = 0;
  let wake: NodeJS.Timeout | undefined;

  const now = () => wall() + ahead;

  const earliest = () => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.due < first.due) first = timer;
    return first;
  };

  const rearm = () => {
    clearTimeout(wake);
    const next = earliest();
    if (next === undefined) return;
    wake = setTimeout(fireDue, Math.min(Math.max(0, next.due - now()), LONGEST_WAIT_MS));
    wake.unref();
  };

  const fireDue = () => {
    for (let next = earliest(); next !== undefined && next.due <= now(); next = earliest()) {
      timers.delete(next);
      next.callback();
    }
    rearm();
  };

  const after: Clock['after'] = (ms, callback) => {
    const timer = { due: now() + Math.max(0, ms), callback };
    timers.add(timer);
    rearm();
    return {
      cancel: () => {
        if (timers.delete(timer)) rearm();
      },
    };
  };

  return {
    now,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    advance: (ms) => {
      const target = now() + ms;
      // Step by step, so that each callback sees the time it asked for, and timers it makes get their turn.
      for (let next = earliest(); next !== undefined && next.due <= target; next = earliest()) {
        ahead += Math.max(0, next.due - now());
        timers.delete(next);
        next.callback();
      }
      ahead += Math.max(0, target - now());
      rearm();
    },
    reset: () => {
      timers.clear();
      clearTimeout(wake);
      ahead = 0;
    },
  };
}
