import { asFailure } from '../failure.js';
import type { Outcome, RunEvent } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { runUseCase } from '../outcome/use-case.js';
import type { WholeCall } from '../proof/find-call.js';
import type { LookPorts } from '../proof/ports.js';
import { readCall } from '../proof/read-call.js';
import { maskArguments } from '../run/arguments.js';
import { checkRequest } from '../run/check.js';
import { knownValues } from '../run/known-values.js';
import { planRun, planWarnings } from '../run/plan.js';
import type { BridgeRequest } from '../run/request.js';
import type { DryRunResult } from '../run/result.js';
import { namingEarlierRun } from '../undo/bridged-before.js';
import { meetingLeftFor } from '../undo/meeting-left.js';
import type { BridgePorts } from './ports.js';

type RehearsalPorts = LookPorts & Pick<BridgePorts, 'attendeesFile' | 'journal' | 'meetings' | 'endpoint'>;

/** The plan and the request as they would be. Reads the call's records, and throws what they forbid; changes nothing. */
export async function rehearse(
  request: BridgeRequest,
  ports: RehearsalPorts,
  emit: (event: RunEvent) => void,
  interrupt: AbortSignal,
): Promise<Outcome<DryRunResult>> {
  const options = { clock: ports.clock, emit, interrupt, timeoutMs: request.timeoutMs };
  return runUseCase(options, async (progress, signal) => {
    const call = await checkAndRead(request, ports, progress, signal).catch(async (error: unknown) => {
      throw await namingEarlierRun(asFailure(error), request.call, request, ports);
    });
    const { sipMediaApplicationId, transactionId } = call;
    const earlier = await meetingLeftFor(request, call, { ports, progress, signal });
    signal.throwIfAborted();
    const values = {
      ...knownValues(request, call.callId, transactionId),
      MeetingId: request.meetingId ?? earlier?.meetingId ?? '(the new meeting)',
      AttendeeId: '(the new attendee)',
    };
    const args = maskArguments(request.arguments, values);
    const operation = 'UpdateSipMediaApplicationCall' as const;
    return {
      plan: planRun(request, earlier === null ? null : { ...earlier, fromRun: earlier.runId }),
      request: { operation, region: request.region, sipMediaApplicationId, transactionId, arguments: args },
    };
  });
}

async function checkAndRead(
  request: BridgeRequest,
  ports: RehearsalPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<WholeCall> {
  for (const warning of [...checkRequest(request), ...planWarnings(request)]) progress.warn(warning);
  await ports.attendeesFile?.prepare();
  return readCall(request, ports, progress, signal);
}
