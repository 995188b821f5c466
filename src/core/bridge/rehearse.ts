import { maskArguments } from '../arguments.js';
import type { Outcome, RunEvent, Step } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { attempt } from '../outcome/use-case.js';
import { findCall, type WholeCall } from '../proof/find-call.js';
import { beginLook, PATIENT_LOOK_MS } from '../proof/look-before.js';
import { isSmaKnown } from '../proof/named-call.js';
import type { LookPorts } from '../proof/ports.js';
import { checkRequest } from '../run/check.js';
import { knownValues } from '../run/known-values.js';
import { namesWholeCall, planRun, planWarnings, type StepId } from '../run/plan.js';
import type { BridgeRequest } from '../run/request.js';
import type { DryRunResult } from '../run/result.js';
import type { BridgePorts } from './ports.js';

/** The plan and the request as they would be. Reads the call's records, and throws what they forbid; changes nothing. */
export async function rehearse(
  request: BridgeRequest,
  ports: LookPorts & Pick<BridgePorts, 'attendeesFile'>,
  emit: (event: RunEvent) => void,
  interrupt: AbortSignal,
): Promise<Outcome<DryRunResult>> {
  const options = { clock: ports.clock, emit, interrupt, timeoutMs: request.timeoutMs };
  return attempt(options, async (progress, signal) => {
    for (const warning of [...checkRequest(request), ...planWarnings(request)]) progress.warn(warning);
    await ports.attendeesFile?.prepare();
    const call = await readCall(request, ports, progress, signal);
    const { sipMediaApplicationId, transactionId } = call;
    const values = {
      ...knownValues(request, call.callId, transactionId),
      MeetingId: request.meetingId ?? '(the new meeting)',
      AttendeeId: '(the new attendee)',
    };
    const args = maskArguments(request.arguments, values);
    const operation = 'UpdateSipMediaApplicationCall' as const;
    return {
      plan: planRun(request),
      request: { operation, region: request.region, sipMediaApplicationId, transactionId, arguments: args },
    };
  });
}

/** The call, found in its records or, where its ids are given, looked at there. */
async function readCall(
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
  };
  const { problem } = await beginLook(at, ports, progress, signal).seen;
  if (problem !== null) throw problem;
  signal.throwIfAborted();
  return named;
}
