import { MAX_SIP_HEADER_LENGTH, RESERVED_SIP_HEADERS } from '../../core/facts/limits.js';

const ALLOWED = /^(?:x-.*|user-to-user|diversion)$/i;

/** Why these SIP headers cannot be sent, or undefined (developer guide, "Using SIP headers"); names the headers. */
export function sipHeadersProblem(headers: Record<string, unknown>): string | undefined {
  const wrong = Object.entries(headers).filter(([name, value]) => !isAllowed(name, value));
  if (wrong.length === 0) return undefined;
  return `Invalid SIP header(s) provided: ${wrong.map(([name]) => name.slice(0, 100)).join(', ')}`;
}

function isAllowed(name: string, value: unknown): boolean {
  const reserved = RESERVED_SIP_HEADERS.some((prefix) => name.toLowerCase().startsWith(prefix));
  if (typeof value !== 'string' || name.length + value.length > MAX_SIP_HEADER_LENGTH) return false;
  return ALLOWED.test(name) && !reserved;
}
