import type { Failure } from '../failure.js';
import type { Deadline } from '../run/deadline.js';
import type { Progress } from '../run/progress.js';
import type { Secret } from '../secret.js';
import type { Evidence, Verdict } from '../verdict/verdict.js';
import { type Made, nothingMade } from './made.js';
import { type BridgeStep, planRun, type StepId } from './plan.js';
import type { BridgePorts } from './ports.js';
import type { Prepared } from './prepare.js';
import type { BridgeRequest } from './request.js';
import type { BridgeResult } from './result.js';

/** Where a run stands: what is known of the call and the meeting, and how the update went. */
export interface Run {
  request: BridgeRequest;
  ports: BridgePorts;
  progress: Progress;
  deadline: Deadline;
  /** Aborts when the operator interrupts; the deadline's signal does so too. */
  interrupt: AbortSignal;
  step(id: StepId): BridgeStep;
  call: BridgeResult['call'];
  made: Made;
  prepared: Prepared | null;
  /** The join tokens the run has come to know: nothing it tells may hold them. */
  secrets: Secret[];
  /** The update was, or may have been, delivered: from now on ending the meeting may drop the caller. */
  mayBeDelivered: boolean;
}

/** How the part up to the verdict ended. */
export interface Ending {
  verdict: Verdict;
  evidence: Evidence[];
  failure: Failure | null;
}

export function beginRun(
  request: BridgeRequest,
  ports: BridgePorts,
  progress: Progress,
  deadline: Deadline,
  interrupt: AbortSignal,
  secrets: Secret[],
): Run {
  const plan = planRun(request);
  const step = (id: StepId) => plan.find((planned) => planned.id === id) as BridgeStep;
  const call = { ...request.call, region: request.region };
  return {
    request,
    ports,
    progress,
    deadline,
    interrupt,
    step,
    call,
    made: nothingMade(),
    prepared: null,
    secrets,
    mayBeDelivered: false,
  };
}
