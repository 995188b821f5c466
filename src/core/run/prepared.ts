import type { Attendee, Meeting } from '../ports/meetings.js';

/** The meeting to join and who joins it. */
export interface Prepared {
  meeting: Meeting;
  phone: Attendee;
  others: Attendee[];
  /** What AWS's clock is ahead of ours, as the answer's Date says; 0 where it did not say. */
  clockSkewMs: number;
}
