import type { Journal } from '../journal/port.js';
import type { Chance } from '../outcome/backoff.js';
import type { AttendeesFile } from '../ports/attendees-file.js';
import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import type { Digest } from '../verdict/sent-text.js';

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
