import type { AttendeesFile } from '../ports/attendees-file.js';
import type { Clock } from '../ports/clock.js';
import type { Attendees, Meetings } from '../ports/meetings.js';

/** What the making of meetings and attendees reaches the world through. */
export interface MakingPorts {
  meetings: Meetings;
  attendees: Attendees;
  clock: Clock;
  /** Null where the operator asked for no file. */
  attendeesFile: Pick<AttendeesFile, 'write' | 'discard'> | null;
}
