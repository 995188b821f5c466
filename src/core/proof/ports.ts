import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';

/** What is read of a call: its application and what its handler logged. Nothing is changed through these. */
export type LookPorts = Pick<Aws, 'applications' | 'records'> & { clock: Clock };
