import { failed } from '../catalogue/failed.js';
import type { Failure } from '../failure.js';
import { type Attempt, existingMeeting } from '../journal/record.js';
import type { RunMarks } from '../verdict/ours.js';
import type { Digest } from '../verdict/sent-text.js';
import { recalledMarks } from './marks.js';
import type { WholeCall } from './named-call.js';

/** An update that was, or may have been, delivered, and where its traces are looked for. */
export interface Delivered {
  marks: RunMarks;
  call: WholeCall;
  /** Empty: the SMA's function tells. */
  logGroups: string[];
  /** What became of its own answer, where that was lost. */
  lost: Failure | null;
  /** How long to look, in ms; null: not at all. */
  waitMs: number | null;
}

/** The update of an attempt, as its journal keeps it. It must have one that was, or may have been, delivered. */
export function deliveredBy<Wait extends number | null>(
  runId: string,
  attempt: Attempt,
  waitMs: Wait,
  digest: Digest,
): Delivered & { waitMs: Wait } {
  const { update } = attempt;
  if (update === null) throw new Error('the attempt sent no update');
  const { marks, delivery, at } = update;
  return {
    marks: recalledMarks(runId, marks, { at, meetingCreated: existingMeeting(attempt) === null }, digest),
    call: marks.call,
    logGroups: marks.logGroups,
    lost: delivery === 'accepted' ? null : answerLost(delivery === null),
    waitMs,
  };
}

function answerLost(died: boolean): Failure {
  return failed(died ? 'INTERRUPTED.died' : 'INTERRUPTED.answer-lost', {}, { delivery: 'unknown' });
}
