import type { EntryBody } from '../journal/entry.js';
import type { Logbook } from '../journal/logbook.js';
import { type Attempt, lastAttempt, mayBeDelivered } from '../journal/record.js';
import type { Deadline } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { Made } from '../run/made.js';
import { type BridgeStep, planRun, type StepId } from '../run/plan.js';
import type { Prepared } from '../run/prepared.js';
import type { BridgeRequest } from '../run/request.js';
import type { Secret } from '../secret.js';
import type { BridgePorts } from './ports.js';

/** One run while its process lives. What was done is not kept here: it is the fold of the journal, in `logbook`. */
export interface Run {
  request: BridgeRequest;
  ports: BridgePorts;
  progress: Progress;
  deadline: Deadline;
  /** Aborts when the operator interrupts; the deadline's signal does so too. */
  interrupt: AbortSignal;
  step(id: StepId): BridgeStep;
  /** Null until this process holds the run. */
  logbook: Logbook | null;
  /** An earlier process began it: what it made may have a caller in it, whatever the journal says. */
  resumed: boolean;
  /** With its join tokens, so it is never written down. */
  prepared: Prepared | null;
  /**
   * When a create was answered or given up of which an attempt was not answered, ms since the epoch; null: there was none. What
   * that attempt makes may still come about.
   */
  givenUpAt: number | null;
  /** The call's records were read before the update, and show no second leg. */
  seenUnbridged: boolean;
  /** Those records would show an update that the journal lost: they show the call, and came soon enough. */
  seenSettled: boolean;
  /** The join tokens the run has come to know: nothing it says may hold them. */
  secrets: Secret[];
}

export function beginRun(
  given: Pick<Run, 'request' | 'ports' | 'progress' | 'deadline' | 'interrupt' | 'secrets'>,
): Run {
  const run: Run = {
    ...given,
    step(id) {
      const plan = planRun(given.request, attemptIn(run)?.adopted);
      return plan.find((planned) => planned.id === id) as BridgeStep;
    },
    logbook: null,
    resumed: false,
    prepared: null,
    givenUpAt: null,
    seenUnbridged: false,
    seenSettled: false,
  };
  return run;
}

/** The run's latest attempt, as its journal has it by now; null while none was begun. */
export function attemptIn({ logbook }: Pick<Run, 'logbook'>): Attempt | null {
  const record = logbook?.record ?? null;
  return record === null ? null : lastAttempt(record);
}

/** The attempt that this process performs. It must have been begun. */
export function attemptOf(run: Run): Attempt {
  const attempt = attemptIn(run);
  if (attempt === null) throw new Error('nothing is done before an attempt is written down');
  return attempt;
}

/** The update was, or may have been, delivered: from now on nothing is removed. */
export function isOut(run: Run): boolean {
  const attempt = attemptIn(run);
  return attempt !== null && mayBeDelivered(attempt);
}

/** Writes down what is about to be done. Throws where it cannot be written: then it must not be done. */
export function intend(run: Run, entry: EntryBody): void {
  if (run.logbook === null) throw new Error('nothing is done before the run is written down');
  run.logbook.intend(entry);
}

/** Writes down, before the request that does it, what may exist from now on. */
export function intendMade(run: Run, change: Partial<Made>): void {
  intend(run, { type: 'made', made: { ...attemptOf(run).made, ...change } });
}

/** Writes down what came of it. */
export function noteMade(run: Run, change: Partial<Made>): void {
  run.logbook?.note({ type: 'made', made: { ...attemptOf(run).made, ...change } });
}
