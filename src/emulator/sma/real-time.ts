import type { Clock } from '../world.js';

/**
 * As `clock.after`, but never before `graceMs` of real time have passed as well. The handler is a real process: when the
 * emulator's clock is moved on by minutes it must not lose the milliseconds that it needs to answer.
 */
export function afterBoth(clock: Clock, ms: number, graceMs: number, callback: () => void): { cancel(): void } {
  const begun = performance.now();
  let grace: NodeJS.Timeout | undefined;
  const due = clock.after(ms, () => {
    const missing = graceMs - (performance.now() - begun);
    if (missing <= 0) callback();
    else grace = setTimeout(callback, missing);
  });
  return {
    cancel() {
      due.cancel();
      clearTimeout(grace);
    },
  };
}
