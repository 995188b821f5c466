/** Everything that is wrong with what a run said and did, by ground truth alone; empty where nothing is. */
import type { BridgeResult } from '../../../src/core/run/result.js';
import { EXITS } from '../stage/exits.js';
import { whyBeyondTheLog, whyLeaveIsBeyondTheLog } from './beyond.js';
import { type Problem, secretsShown, wrongDeeds } from './deeds.js';
import { deliveredUpdates, isIn, meetingOf, requestsOf, standingOf, type Thing, updatedAt, wasIn } from './facts.js';
import type { Ended } from './operator.js';
import type { OurRun, Performed } from './performed.js';

const INTERRUPTED = [129, 130, 143];

export function problemsOf(performed: Performed): Problem[] {
  const problems: Problem[] = performed.truth.complaints.map((text) => ({ kind: 'complaint', text }));
  for (const run of performed.runs) {
    const all: [string, Ended<BridgeResult> | null][] = [
      ['', run.first],
      ['asked again: ', run.again],
      ['check: ', run.check],
    ];
    for (const [where, ended] of all) {
      if (ended === null) continue;
      for (const { kind, text } of problemsOfAnswer(performed, run, ended, where)) {
        problems.push({ kind, text: `${run.runId}: ${where}${text}` });
      }
    }
    problems.push(...wrongDeeds(performed, run).map(({ kind, text }) => ({ kind, text: `${run.runId}: ${text}` })));
  }
  return problems;
}

function problemsOfAnswer(performed: Performed, run: OurRun, ended: Ended<BridgeResult>, where: string): Problem[] {
  const problems = secretsShown(performed, ended.said);
  if (ended.code === 'INTERNAL') problems.push({ kind: 'defect', text: `a defect: ${ended.message}: ${ended.cause}` });
  const { result } = ended;
  if (result === null) {
    const sent = requestsOf(performed.truth, run).length > 0;
    if (where === '' && (ended.exit !== 2 || sent)) {
      problems.push({ kind: 'no result', text: `no result: exit ${ended.exit}, ${ended.code}: ${ended.cause}` });
    }
    return problems;
  }
  return [
    ...problems,
    ...untrueVerdict(performed, run, ended, result),
    ...wrongExit(performed, ended, result),
    ...(where === 'check: ' ? [] : unnamed(performed, run, result)),
  ];
}

function untrueVerdict(
  { plan, truth, ...rest }: Performed,
  run: OurRun,
  ended: Ended<unknown>,
  said: BridgeResult,
): Problem[] {
  const performed = { plan, truth, ...rest };
  const { verdict } = said;
  const meetingId = said.meeting?.meetingId ?? meetingOf(run);
  const asOf = said.asOf === null ? null : Date.parse(said.asOf);
  const delivered = deliveredUpdates(truth, run);
  switch (verdict) {
    case 'JOINED': {
      if (isIn(truth, meetingId, asOf ?? ended.endedAt)) return [];
      if (!wasIn(truth, meetingId, updatedAt(truth, run) ?? 0, asOf ?? ended.endedAt)) {
        return [{ kind: 'JOINED, never in', text: 'JOINED, and the caller was never in the meeting' }];
      }
      // The record of a join may be written after the caller has left again.
      if (asOf === null) return [];
      const beyond = whyLeaveIsBeyondTheLog(performed, run, { asOf, at: ended.endedAt });
      return beyond === null
        ? [{ kind: 'JOINED, left before asOf', text: 'JOINED, and the caller had left before' }]
        : [{ kind: 'beyond the log', text: beyond }];
    }
    case 'NOT_JOINED': {
      const at = asOf ?? ended.endedAt;
      if (!isIn(truth, meetingId, at)) return [];
      const beyond = whyBeyondTheLog(performed, run, at);
      return beyond === null
        ? [{ kind: 'NOT_JOINED, in', text: 'NOT_JOINED, and the caller is in the meeting' }]
        : [{ kind: 'beyond the log', text: beyond }];
    }
    case 'FAILED':
      return delivered.length === 0
        ? []
        : [{ kind: 'FAILED, delivered', text: 'FAILED, and the update was delivered' }];
    case 'ACCEPTED':
      return delivered.length > 0 ? [] : [{ kind: 'ACCEPTED, not', text: 'ACCEPTED, and no update was delivered' }];
    default:
      return [];
  }
}

function wrongExit({ plan }: Performed, ended: Ended<unknown>, { verdict, leftovers }: BridgeResult): Problem[] {
  const { exit } = ended;
  if (plan.interruptAfter !== null && INTERRUPTED.includes(exit) && verdict !== 'JOINED') return [];
  const problems: Problem[] = [];
  if (!EXITS[verdict].includes(exit)) {
    problems.push({ kind: 'wrong exit', text: `${verdict} with exit code ${exit} (${ended.code})` });
  }
  if (verdict === 'FAILED' && exit === 9 && leftovers.length === 0) {
    problems.push({ kind: 'wrong exit', text: 'exit 9, and nothing is named as left' });
  }
  return problems;
}

/** Each thing that stands after the run must be named: by its id, or as one whose id was never learnt. */
function unnamed(performed: Performed, run: OurRun, said: BridgeResult): Problem[] {
  const { verdict, standing, leftovers } = said;
  if (verdict === 'JOINED') {
    return standing.length === 0 ? [] : [{ kind: 'standing', text: 'JOINED, and standing is not empty' }];
  }
  const named = [...standing, ...leftovers];
  const isNamed = ({ kind, meetingId, attendeeId }: Thing) =>
    named.some(
      (left) =>
        left.kind === kind &&
        (left.meetingId === meetingId || left.meetingId === null) &&
        (left.attendeeId === attendeeId || left.attendeeId === null || attendeeId === null),
    );
  return standingOf(performed, run, 'settled')
    .filter((thing) => !isNamed(thing))
    .map(({ kind, meetingId, attendeeId }) => ({
      kind: 'not named',
      text: `${verdict}: stands, and is not named: ${kind} ${attendeeId ?? meetingId}`,
    }));
}
