/** Retry-After is seconds or a date (RFC 9110, 10.2.3); more than an hour is not worth repeating. */
export function retryAfter(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 0), 3600);
}
