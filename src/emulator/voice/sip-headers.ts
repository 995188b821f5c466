import { MAX_SIP_HEADER_LENGTH } from '../../core/facts/limits.js';
import { isSettableSipHeader } from '../../core/facts/sip-headers.js';

/** Why these SIP headers cannot be sent, or undefined (developer guide, "Using SIP headers"); names the headers. */
export function sipHeadersProblem(headers: Record<string, string>): string | undefined {
  const wrong = Object.entries(headers)
    .filter(([name, value]) => !isSettableSipHeader(name) || name.length + value.length > MAX_SIP_HEADER_LENGTH)
    .map(([name]) => name.slice(0, 100));
  return wrong.length === 0 ? undefined : `Invalid SIP header(s) provided: ${wrong.join(', ')}`;
}
