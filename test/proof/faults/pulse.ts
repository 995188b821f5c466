import { pause } from '../stage/side-by-side.js';

const BEAT_MS = 50;
/** A process that was kept waiting for so long at a time says nothing about how quick the program is. */
const STARVED_MS = 300;
const CALM_MS = 100;
const KEPT_MS = 120_000;

/** How long this process itself was kept waiting: by its own work, or by others on the machine. */
export interface Pulse {
  /** Waits until the process gets its time. */
  calm(): Promise<void>;
  /** Whether it was kept waiting since then. */
  starvedSince(at: number): boolean;
  close(): void;
}

export function openPulse(): Pulse {
  let beatAt = Date.now();
  let lagMs = 0;
  let late: number[] = [];
  const timer = setInterval(() => {
    const now = Date.now();
    lagMs = now - beatAt - BEAT_MS;
    beatAt = now;
    if (lagMs > STARVED_MS) late = [...late.filter((at) => now - at < KEPT_MS), now];
  }, BEAT_MS);
  return {
    async calm() {
      do await pause(2 * BEAT_MS);
      while (lagMs > CALM_MS);
    },
    starvedSince: (at) => late.some((beat) => beat >= at),
    close: () => clearInterval(timer),
  };
}
