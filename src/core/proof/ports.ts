import type { Progress } from '../outcome/progress.js';
import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';

/** What is read of a call: its application and what its handler logged. Nothing is changed through these. */
export type LookPorts = Pick<Aws, 'applications' | 'records'> & { clock: Clock };

/** What looking reaches the world through, and who hears of it. */
export interface Watching {
  ports: LookPorts;
  progress: Progress;
  /** Aborts when the run's time is up or the operator interrupts. */
  signal: AbortSignal;
}
