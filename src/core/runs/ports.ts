import { failed } from '../catalogue/failed.js';
import type { Asked, Place } from '../journal/entry.js';
import type { Journal } from '../journal/port.js';
import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import type { Digest } from '../verdict/sent-text.js';

/** What the commands over runs reach without AWS: the journals, and the time. */
export interface RunsPorts {
  journal: Journal;
  clock: Clock;
}

/** The AWS of earlier runs, each in its own regions. */
export interface RunsReach extends RunsPorts {
  digest: Digest;
  /** Where requests for a run of that place would go now; null: AWS's own endpoint. */
  endpointOf(place: Place): Promise<string | null>;
  awsOf(place: Place): Promise<Aws>;
}

/** What ends a use case before it is done. */
export interface Stops {
  /** Aborts when the time is up, and at the interrupt. */
  signal: AbortSignal;
  /** The operator's alone. */
  interrupt: AbortSignal;
}

/** Whether the run's requests went where ours would go: an emulator knows nothing of what is in AWS, nor the reverse. */
export async function isReached({ endpointOf }: Pick<RunsReach, 'endpointOf'>, asked: Asked): Promise<boolean> {
  return (await endpointOf(asked)) === asked.endpoint;
}

/** Throws ENDPOINT_INVALID, before anything is sent, where the run was sent elsewhere. */
export async function requireReached(runId: string, reach: RunsReach, asked: Asked): Promise<void> {
  if (await isReached(reach, asked)) return;
  const { endpoint } = asked;
  if (endpoint === null) throw failed('ENDPOINT_INVALID.run-of-aws', { runId });
  throw failed('ENDPOINT_INVALID.run-elsewhere', { runId, endpoint });
}
