/** Names that AWS keeps for itself (developer guide, "Debugging unexpected ACTION_FAILED events"). */
const RESERVED = ['x-vine', 'x-amzn', 'x-vc', 'x-canary', 'x-voice'];
/** Names without `x-` that may be sent (same page, and "Using SIP headers"). */
const NAMED = ['user-to-user', 'diversion'];

/** True for a SIP header that a handler or a request may set. */
export function isSettableSipHeader(name: string): boolean {
  const lower = name.toLowerCase();
  if (NAMED.includes(lower)) return true;
  return /^x-./.test(lower) && !RESERVED.some((one) => lower === one || lower.startsWith(`${one}-`));
}
