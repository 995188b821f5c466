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

/** Join tokens are given out once; who keeps none has to make another attendee. */
export const TOKENS_NOT_KEPT = 'The join tokens were not kept: --attendees-file FILE would have kept them.';
