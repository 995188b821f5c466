import type { Attempt } from '../journal/record.js';
import { deliveredBy } from '../proof/delivered.js';
import type { Ending } from '../run/ending.js';
import { proveJoin } from './prove-join.js';
import type { Run } from './run.js';

/** The verdict on an update that an earlier process of this run sent, or may have. Nothing is sent but reads. */
export async function lookAgain(run: Run, attempt: Attempt): Promise<Ending> {
  const { request, ports } = run;
  // Who does not want to wait gets one look: a run that was UNCONFIRMED has been waited for, and is not ACCEPTED by asking.
  const waitMs = request.waitMs ?? (attempt.verdict === null ? null : 0);
  const delivered = deliveredBy(request.runId, attempt, waitMs, ports.digest);
  const logGroups = request.logGroups.length > 0 ? request.logGroups : delivered.logGroups;
  return proveJoin(run, { ...delivered, logGroups });
}
