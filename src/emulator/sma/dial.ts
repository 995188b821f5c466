import { UNANSWERED_CALL_MS } from '../../core/facts/limits.js';
import type { Telephone } from '../telephones.js';

const RINGS_AFTER_MS = 200;
const ANSWERED_AFTER_MS = 1_000;
/** The SIP code a call ends with when its handler fails it (developer guide, "Timeouts and retries"). */
export const UNAVAILABLE = 480;
const BUSY = 486;
/** SIP's own "Decline" (RFC 3261). */
const DECLINED = 603;

/** The line of a call that goes out: what happens on it, and when. */
export interface Line {
  after(ms: number, happens: () => void): void;
  rings(): void;
  answered(): void;
  failed(sipResponseCode: number): void;
}

export function callTelephone(telephone: Telephone, line: Line): void {
  if (telephone === 'busy') {
    line.after(RINGS_AFTER_MS, () => line.failed(BUSY));
    return;
  }
  const ms = typeof telephone === 'string' ? Number.POSITIVE_INFINITY : telephone.answersAfterMs;
  line.after(Math.min(RINGS_AFTER_MS, ms), () => line.rings());
  if (telephone === 'declined') line.after(ANSWERED_AFTER_MS, () => line.failed(DECLINED));
  else if (ms < UNANSWERED_CALL_MS) line.after(ms, () => line.answered());
  else line.after(UNANSWERED_CALL_MS, () => line.failed(UNAVAILABLE));
}

/** The call's own leg is then the meeting's; without a token that opens the meeting, its number is busy. */
export function callMeeting(join: () => boolean, line: Line): void {
  line.after(RINGS_AFTER_MS, () => line.rings());
  line.after(ANSWERED_AFTER_MS, () => (join() ? line.answered() : line.failed(BUSY)));
}
