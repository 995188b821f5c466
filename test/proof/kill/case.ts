import type { Fault } from '../../../src/emulator/faults.js';
import type { Blow } from './blow.js';
import type { Scenario } from './scenarios.js';

/** What happens between a run's death and its being asked for again. */
export type Meanwhile = 'its meeting ends' | 'the caller is moved' | 'the journal forgets' | 'another run';

export interface Case {
  name: string;
  kind: string;
  scenario: Scenario;
  blows: readonly Blow[];
  /** What its user does next. */
  follows?: 'again' | 'cleanup';
  /** The first blow is followed by a SIGTERM after so long. */
  secondAfterMs?: number;
  /** Beside the scenario's, while the first program runs. */
  faults?: readonly Fault[];
  /** Blows to the run that is asked for again, to a cleanup, and to a check. */
  again?: readonly Blow[];
  cleanup?: readonly Blow[];
  check?: readonly Blow[];
  /** Nobody reads these any more. */
  closes?: readonly ('stdout' | 'stderr')[];
  /** So many run at once. */
  racers?: number;
  /** A second one begins at the first blow. */
  joinsIn?: boolean;
  /** Another command that begins at the first blow. */
  besides?: string[];
  meanwhile?: Meanwhile;
  /** How many lines of the journal a backup has. */
  cutAt?: number;
}
