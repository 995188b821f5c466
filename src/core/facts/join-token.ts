import { isGuid } from './ids.js';

/**
 * A join token is the base64 form of `<AttendeeId>:<uuid>` (captures), and 48 characters of it hold the id's 36 exactly: a
 * token that a log cuts after them still names its attendee.
 */
const HEAD = 48;
/** The length of the whole token, without padding. */
export const TOKEN_LENGTH = 98;

/** The attendee that a token names by its beginning; null if it has another form. */
export function attendeeIn(token: string): string | null {
  const id = decoded(token.slice(0, HEAD));
  return id !== null && isGuid(id) ? id : null;
}

/** The part that is secret, in clear; null if the token has another form, or is cut before that part. */
export function secretHalfOf(token: string): string | null {
  if (attendeeIn(token) === null) return null;
  const rest = token.slice(HEAD).replace(/=+$/, '');
  // One character behind the last group of four is not a byte.
  const half = decoded(rest.length % 4 === 1 ? rest.slice(0, -1) : rest);
  return half?.startsWith(':') && half.length > 1 ? half.slice(1) : null;
}

function decoded(base64: string): string | null {
  try {
    return atob(base64);
  } catch {
    return null;
  }
}
