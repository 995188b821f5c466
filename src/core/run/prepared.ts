import type { Attendee, Meeting } from '../ports/meetings.js';

/** The meeting to join and who joins it. */
export interface Prepared {
  meeting: Meeting;
  phone: Attendee;
  others: Attendee[];
  /** This attempt made the meeting: nobody else can have known it. */
  meetingCreated: boolean;
  /** The phone's attendees of earlier runs that went into the same meeting. */
  earlierAttendees: readonly string[];
  /** What AWS's clock is ahead of ours, as the answer's Date says; 0 where it did not say. */
  clockSkewMs: number;
}
