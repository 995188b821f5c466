const BEAT_MS = 50;
/** A process that was kept waiting for so long at a time says nothing about how quick the program is. */
export const STARVED_MS = 300;
const CALM_MS = 100;
const KEPT_MS = 120_000;

/** How long this process itself was kept waiting: by its own work, or by others on the machine. */
export function openPulse() {
  let beatAt = Date.now();
  let lagMs = 0;
  let late = [];
  const timer = setInterval(() => {
    const now = Date.now();
    lagMs = now - beatAt - BEAT_MS;
    beatAt = now;
    if (lagMs > STARVED_MS) late = [...late.filter(({ at }) => now - at < KEPT_MS), { at: now, lagMs }];
  }, BEAT_MS);
  return {
    /** Waits until the process gets its time. */
    async calm() {
      do await new Promise((resolve) => setTimeout(resolve, 2 * BEAT_MS));
      while (lagMs > CALM_MS);
    },
    /** Whether it was kept waiting since then. */
    starvedSince: (at) => late.some((beat) => beat.at >= at),
    close: () => clearInterval(timer),
  };
}
