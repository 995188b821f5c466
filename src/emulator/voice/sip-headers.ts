const ALLOWED = /^(?:x-.*|user-to-user|diversion)$/i;
const RESERVED = /^x-amzn/i;
const MAX_LENGTH = 2_048;

/** Why these SIP headers cannot be sent, or undefined (developer guide, "Using SIP headers"). */
export function sipHeadersProblem(headers: Record<string, string>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    if (!ALLOWED.test(name) || RESERVED.test(name)) {
      return 'A SIP header must begin with x- (not X-AMZN), or be User-to-User or Diversion';
    }
    if (name.length + value.length > MAX_LENGTH) return `A SIP header has at most ${MAX_LENGTH} characters`;
  }
  return undefined;
}
