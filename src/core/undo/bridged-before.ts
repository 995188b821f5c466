import { reworded } from '../catalogue/failed.js';
import type { Failure } from '../failure.js';
import type { BridgeRequest, CallName } from '../run/request.js';
import { type EarlierPorts, placeOfRun } from './meeting-left.js';
import { earlierRunFor } from './standing-runs.js';

/** A call that is bridged already, and that an earlier run of this machine updated: the advice names that run. */
export async function namingEarlierRun(
  failure: Failure,
  call: CallName,
  request: BridgeRequest,
  ports: Omit<EarlierPorts, 'meetings'>,
): Promise<Failure> {
  if (failure.code !== 'CALL_BRIDGED') return failure;
  const place = await placeOfRun(request, ports).catch(() => null);
  const earlier = place && earlierRunFor(call, place, ports.journal, ports.clock.now());
  if (earlier === null) return failure;
  return reworded(failure, 'CALL_BRIDGED.by-run', { said: failure.message, runId: earlier.runId });
}
