import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import type { Made } from '../run/made.js';
import type { Leftover, Undone } from '../run/result.js';

/** What came of undoing; `made` with the ids that it learned on the way. */
export interface Taken {
  undone: Undone[];
  leftovers: Leftover[];
  made: Made;
}

export type Part = Omit<Taken, 'made'>;

/** All that undoing reaches the world through. */
export type UndoPorts = Pick<Aws, 'meetings' | 'attendees'> & { clock: Clock };

/** What undoing reaches the world through, until the signal says that its time is up. */
export interface Reach {
  ports: UndoPorts;
  signal: AbortSignal;
}
