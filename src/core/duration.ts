const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** setTimeout holds no longer wait than this. */
const LONGEST_MS = 2 ** 31 - 1;

/** `500ms`, `30s`, `2m`, `1h` (a fraction is fine: `1.5s`) in milliseconds; null for anything else, zero included. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim());
  if (match === null) return null;
  const ms = Math.round(Number(match[1]) * (UNITS[match[2] as string] as number));
  return ms > 0 && ms <= LONGEST_MS ? ms : null;
}

/** For people: `820 ms`, `3.4 s`, `2 m 5 s`. */
export function showDuration(ms: number): string {
  if (Math.round(ms) < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}
