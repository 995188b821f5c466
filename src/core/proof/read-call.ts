import type { Step } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { namesWholeCall, planRun, type StepId } from '../run/plan.js';
import type { BridgeRequest } from '../run/request.js';
import { findCall, type WholeCall } from './find-call.js';
import { beginLook, PATIENT_LOOK_MS } from './look-before.js';
import { isSmaKnown } from './named-call.js';
import type { LookPorts } from './ports.js';

/** The call, found in its records or, where its ids are given, looked at there. */
export async function readCall(
  request: BridgeRequest,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<WholeCall> {
  const { call, logGroups, sinceMs } = request;
  const step = (id: StepId) => planRun(request).find((planned) => planned.id === id) as Step;
  if (!namesWholeCall(request)) {
    const lookup = { call, logGroups, sinceMs };
    return progress.perform(step('find-call'), (within) => findCall(lookup, ports, within, signal));
  }
  const named = call as WholeCall;
  const at = {
    call: named,
    logGroups,
    step: step('look'),
    isSmaKnown: isSmaKnown(request),
    mayTakeMs: PATIENT_LOOK_MS,
    own: null,
  };
  const { problem } = await beginLook(at, ports, progress, signal).seen;
  if (problem !== null) throw problem;
  signal.throwIfAborted();
  return named;
}
