/** Whether what a run left may be removed. No API shows who is in a meeting: only the records of the call tell. */
export type Judgement = { remove: true } | { remove: false; reason: string; tryAgainAt: number | null };

export function keep(reason: string, tryAgainAt: number | null = null): Judgement {
  return { remove: false, reason, tryAgainAt };
}

/** A meeting that nobody is connected to ends after five minutes (FAQ); one more, for clocks and slowness. */
export const SLACK_MS = 60_000;

/** When a meeting that nobody is connected to has ended by itself; null where that is past, or cannot be said. */
export function afterItsEnd(endsBy: number | null, now: number): number | null {
  return endsBy !== null && endsBy > now ? endsBy + SLACK_MS : null;
}
