import { maskArguments } from '../arguments.js';
import type { Outcome, RunEvent } from '../outcome/outcome.js';
import { attempt } from '../outcome/use-case.js';
import { findCall } from '../proof/find-call.js';
import type { LookPorts } from '../proof/ports.js';
import { checkRequest } from '../run/check.js';
import { knownValues } from '../run/known-values.js';
import { planRun, planWarnings } from '../run/plan.js';
import type { BridgeRequest } from '../run/request.js';
import type { DryRunResult } from '../run/result.js';
import type { BridgePorts } from './ports.js';

/** The plan and the request as they would be; reads only what it must to name the call. */
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
    const plan = planRun(request);
    const find = plan.find(({ id }) => id === 'find-call');
    const search = { call: request.call, logGroups: request.logGroups };
    const call =
      find === undefined ? request.call : await progress.perform(find, () => findCall(search, ports, progress, signal));
    const { sipMediaApplicationId, transactionId } = call;
    const values = {
      ...knownValues(request, call.callId, transactionId),
      MeetingId: request.meetingId ?? '(the new meeting)',
      AttendeeId: '(the new attendee)',
    };
    const args = maskArguments(request.arguments, values);
    const operation = 'UpdateSipMediaApplicationCall' as const;
    return {
      plan,
      request: { operation, region: request.region, sipMediaApplicationId, transactionId, arguments: args },
    };
  });
}
