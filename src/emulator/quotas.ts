import type { Clock } from './world.js';

/** Requests a second, and how many may come at once. */
export interface Quota {
  perSecond: number;
  burst: number;
}

export interface Quotas {
  /** Takes one request out of the bucket of this name; false where it is empty. */
  take(name: string, quota: Quota): boolean;
  reset(): void;
}

/** Token buckets on the emulator's clock, one for each name (an operation in a region). */
export function createQuotas(clock: Clock): Quotas {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (name, { perSecond, burst }) => {
      const at = clock.now();
      const bucket = buckets.get(name) ?? { tokens: burst, at };
      const refilled = bucket.tokens + (Math.max(0, at - bucket.at) / 1_000) * perSecond;
      const tokens = Math.min(burst, refilled);
      const allowed = tokens >= 1;
      buckets.set(name, { tokens: allowed ? tokens - 1 : tokens, at });
      return allowed;
    },
    reset: () => buckets.clear(),
  };
}
