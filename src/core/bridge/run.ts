import type { UpdateMarks } from '../journal/entry.js';
import type { Logbook } from '../journal/logbook.js';
import type { Deadline } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import { type Made, nothingMade } from '../run/made.js';
import { type BridgeStep, planRun, type StepId } from '../run/plan.js';
import type { Prepared } from '../run/prepared.js';
import type { BridgeRequest } from '../run/request.js';
import type { BridgeResult } from '../run/result.js';
import type { Secret } from '../secret.js';
import type { BridgePorts } from './ports.js';

/** Where a run stands: what is known of the call and the meeting, and how the update went. */
export interface Run {
  request: BridgeRequest;
  ports: BridgePorts;
  progress: Progress;
  deadline: Deadline;
  /** Aborts when the operator interrupts; the deadline's signal does so too. */
  interrupt: AbortSignal;
  step(id: StepId): BridgeStep;
  /** Where it is written down; null until an attempt of this run is this process's own. */
  logbook: Logbook | null;
  /** Its number, 1 or above; 0 until it is known. */
  attempt: number;
  /** Of this attempt: AWS finds what was created under it again. */
  clientRequestToken: string;
  call: BridgeResult['call'];
  made: Made;
  prepared: Prepared | null;
  /**
   * When a create was answered or given up of which an attempt was not answered, ms since the epoch; null: there was none. What
   * that attempt makes may still come about.
   */
  givenUpAt: number | null;
  /** The update that an earlier process of this run sent, or may have. */
  recalled: UpdateMarks | null;
  /** The join tokens the run has come to know: nothing it tells may hold them. */
  secrets: Secret[];
  /** The update was, or may have been, delivered: from now on ending the meeting may drop the caller. */
  mayBeDelivered: boolean;
}

export function beginRun(
  given: Pick<Run, 'request' | 'ports' | 'progress' | 'deadline' | 'interrupt' | 'secrets'>,
): Run {
  const { request } = given;
  const plan = planRun(request);
  return {
    ...given,
    step: (id) => plan.find((planned) => planned.id === id) as BridgeStep,
    logbook: null,
    attempt: 0,
    clientRequestToken: '',
    call: { ...request.call, region: request.region },
    made: nothingMade(),
    prepared: null,
    givenUpAt: null,
    recalled: null,
    mayBeDelivered: false,
  };
}

/** Notes, before the request that does it, what may exist from now on. Throws where that cannot be written down. */
export function intend(run: Run, change: Partial<Made>): void {
  const made = { ...run.made, ...change };
  if (run.logbook === null) throw new Error('nothing is created before the run is written down');
  run.logbook.intend({ type: 'made', made });
  run.made = made;
}

/** Notes what came of it. */
export function learn(run: Run, change: Partial<Made>): void {
  run.made = { ...run.made, ...change };
  run.logbook?.tell({ type: 'made', made: run.made });
}
