import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import type { Attendee, Meeting } from '../ports/meetings.js';
import type { Chance } from '../run/backoff.js';

/** Where the meeting and the browsers' attendees are kept for the operator, join tokens included. */
export interface AttendeesFile {
  write(meeting: Meeting, attendees: Attendee[]): Promise<void>;
  /** Takes back what `write` wrote, once the meeting it names is gone. */
  discard(): Promise<void>;
}

/** All that a run reaches the world through. */
export interface BridgePorts extends Aws {
  clock: Clock;
  chance: Chance;
  /** Null where the operator asked for no file. */
  attendeesFile: AttendeesFile | null;
}
