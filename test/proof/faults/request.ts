import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';
import { bridgeRequest } from '../stage/bridge-request.js';
import type { Plan } from './plan.js';

export function requestOf(
  plan: Plan,
  runId: string,
  call: PlacedCall,
  existing: { meetingId: string } | null,
): BridgeRequest {
  const meetingId = existing?.meetingId ?? null;
  const logGroupName = `/aws/lambda/${plan.handler}`;
  return bridgeRequest({ ...plan, newMeeting: false }, { runId, call, meetingId, logGroupName });
}
