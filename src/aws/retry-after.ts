/** Retry-After is seconds or a date (RFC 9110, 10.2.3); more than an hour is not worth repeating. */
export function retryAfter(header: string | undefined): number | null {
  const said = header?.trim() ?? '';
  const isDate = /^[A-Z][a-z]{2},/.test(said);
  if (!isDate && !/^\d+(\.\d+)?$/.test(said)) return null;
  const seconds = isDate ? (Date.parse(said) - Date.now()) / 1000 : Number(said);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 0), 3600);
}
