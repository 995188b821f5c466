import type { Journal } from '../journal/port.js';
import type { Chance } from '../outcome/backoff.js';
import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import type { Attendee, Meeting } from '../ports/meetings.js';
import type { Digest } from '../verdict/sent-text.js';

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

/** All that a run reaches the world through. */
export interface BridgePorts extends Aws {
  clock: Clock;
  chance: Chance;
  journal: Journal;
  /** Where the meetings service's requests go; null: AWS's own endpoint. */
  endpoint: () => Promise<string | null>;
  digest: Digest;
  /** Null where the operator asked for no file. */
  attendeesFile: AttendeesFile | null;
}
