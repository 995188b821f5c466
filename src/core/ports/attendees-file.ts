import type { Attendee, Meeting } from './meetings.js';

/** Where the meeting and the browsers' attendees are kept for the operator, join tokens included. */
export interface AttendeesFile {
  /** A file of these attendees is an earlier attempt's of this run: it may be replaced, and is discarded with its meeting. */
  adopt(attendeeIds: readonly string[]): void;
  /** Throws FILE_EXISTS or FILE_UNREADABLE where it cannot be written. */
  prepare(): Promise<void>;
  write(meeting: Meeting, attendees: Attendee[]): Promise<void>;
  /** Takes back what was written, once the meeting it names is gone. */
  discard(): Promise<void>;
}
