/**
 * Retry-After is seconds or a date (RFC 9110, 10.2.3); more than an hour is not worth repeating. `now` is the clock of who
 * says it, where that is known: ours may be wrong.
 */
export function retryAfter(header: string | undefined, now: number | null = null): number | null {
  const said = header?.trim() ?? '';
  const isDate = /^[A-Z][a-z]{2},/.test(said);
  if (!isDate && !/^\d+(\.\d+)?$/.test(said)) return null;
  const seconds = isDate ? (Date.parse(said) - (now ?? Date.now())) / 1000 : Number(said);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 0), 3600);
}
