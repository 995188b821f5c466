import { Failure } from '../failure.js';
import type { Attempt } from '../journal/record.js';
import type { Digest } from '../verdict/sent-text.js';
import { recalledMarks } from './marks.js';
import { type Delivered, proveJoin } from './prove-join.js';
import type { Ending, Run } from './run.js';

/** The verdict on an update that an earlier process of this run sent, or may have. Nothing is sent but reads. */
export async function lookAgain(run: Run, attempt: Attempt): Promise<Ending> {
  const { request, ports } = run;
  // Who does not want to wait gets one look: a run that was UNCONFIRMED has been waited for, and is not ACCEPTED by asking.
  const waitMs = request.waitMs ?? (attempt.verdict === null ? null : 0);
  const delivered = deliveredBy(request.runId, attempt, waitMs, ports.digest);
  run.mayBeDelivered = true;
  run.made = attempt.made;
  run.recalled = attempt.update?.marks ?? null;
  Object.assign(run.call, delivered.call);
  const logGroups = request.logGroups.length > 0 ? request.logGroups : delivered.logGroups;
  return proveJoin(run, { ...delivered, logGroups });
}

/** The update of an attempt, as its journal keeps it. It must have one that was, or may have been, delivered. */
export function deliveredBy<Wait extends number | null>(
  runId: string,
  { update, asked }: Attempt,
  waitMs: Wait,
  digest: Digest,
): Delivered & { waitMs: Wait } {
  if (update === null) throw new Error('the attempt sent no update');
  const { marks, delivery, at } = update;
  return {
    marks: recalledMarks(runId, marks, { at, meetingCreated: asked.meetingId === null }, digest),
    call: marks.call,
    logGroups: marks.logGroups,
    lost: delivery === 'accepted' ? null : answerLost(delivery === null),
    waitMs,
  };
}

function answerLost(died: boolean): Failure {
  const what = died ? 'the program ended before AWS had answered' : "AWS's answer was lost";
  return new Failure('INTERRUPTED', what, { delivery: 'unknown' });
}
