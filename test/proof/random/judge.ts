/** Everything that is wrong with what a run said and did, by ground truth alone; empty where nothing is. */
import type { BridgeResult } from '../../../src/core/run/result.js';
import { whyBeyondTheLog } from './beyond.js';
import {
  callEndedAt,
  deliveredUpdates,
  isIn,
  laterRequestsOf,
  meetingOf,
  removals,
  requestsOf,
  standingOf,
  type Thing,
  updatedAt,
  wasIn,
} from './facts.js';
import { type OurRun, type Performed, PHONES } from './one-run.js';
import type { Ended } from './operator.js';

/** `kind` groups what is counted together. */
export interface Problem {
  kind: string;
  text: string;
}

const EXITS: Record<string, number[]> = {
  JOINED: [0],
  ACCEPTED: [0],
  UNCONFIRMED: [7],
  NOT_JOINED: [10],
  FAILED: [1, 3, 4, 5, 6, 9],
};
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
    problems.push(...whatItDid(performed, run).map(({ kind, text }) => ({ kind, text: `${run.runId}: ${text}` })));
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
      return asOf === null
        ? []
        : [{ kind: 'JOINED, left before asOf', text: 'JOINED, and the caller had left before' }];
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
  if (!(EXITS[verdict] ?? []).includes(exit)) {
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

function whatItDid(performed: Performed, run: OurRun): Problem[] {
  const { truth } = performed;
  const problems: Problem[] = [];
  const updates = deliveredUpdates(truth, run);
  if (updates.length > 1) problems.push({ kind: 'updates', text: `the update was delivered ${updates.length} times` });
  const own = requestsOf(truth, run);
  const [update] = updates;
  if (update !== undefined) {
    for (const { operation, path } of removals(own.slice(own.indexOf(update)))) {
      problems.push({ kind: 'delete after update', text: `${operation} ${path} after the update was delivered` });
    }
    problems.push(...removedByCleanup(performed, run));
  }
  problems.push(...dropped(performed, run), ...othersTouched(performed, run), ...journalProblems(performed, run));
  return problems;
}

/** What a delivered update left goes only when the update can no longer act: the call is over, or the meeting has ended. */
function removedByCleanup(performed: Performed, run: OurRun): Problem[] {
  const endedAt = callEndedAt(performed) ?? Number.POSITIVE_INFINITY;
  return removals(laterRequestsOf(performed.truth, run))
    .filter(({ time }) => Date.parse(time) < endedAt)
    .map(({ operation, path }) => ({
      kind: 'cleanup of a live call',
      text: `cleanup: ${operation} ${path}, call alive`,
    }));
}

/** A stay that ends at the moment of a removal of ours was ended by it. */
function dropped({ truth }: Performed, run: OurRun): Problem[] {
  const all = removals([...requestsOf(truth, run), ...laterRequestsOf(truth, run)]);
  return all.flatMap(({ operation, path, time }) => {
    const at = Date.parse(time);
    const hit = truth.stays.filter(
      ({ meetingId, until }) => path.includes(meetingId) && until === at && truth.hungUpAt !== at,
    );
    return hit.map(({ meetingId }) => ({ kind: 'dropped', text: `dropped by ${operation}: out of ${meetingId}` }));
  });
}

/** What was there before the run, and what others made, is not the run's to remove. */
function othersTouched({ truth }: Performed, run: OurRun): Problem[] {
  const all = removals([...requestsOf(truth, run), ...laterRequestsOf(truth, run)]);
  const attendees = truth.meetings.before.flatMap((meeting) => meeting.attendees.map(({ attendeeId }) => attendeeId));
  return all
    .filter(({ operation, path }) => {
      const its = truth.others.find((meetingId) => path.includes(meetingId));
      return operation === 'DeleteMeeting' ? its !== undefined : attendees.some((id) => path.includes(id));
    })
    .map(({ operation, path }) => ({ kind: "somebody else's", text: `${operation} of somebody else's: ${path}` }));
}

function journalProblems(performed: Performed, run: OurRun): Problem[] {
  return secretsShown(performed, run.journal).map(({ kind, text }) => ({ kind, text: `in the journal: ${text}` }));
}

function secretsShown({ truth }: Performed, said: string): Problem[] {
  const problems: Problem[] = [];
  if (truth.secrets.some((secret) => said.includes(secret))) problems.push({ kind: 'secret', text: 'a join token' });
  if (Object.values(PHONES).some((number) => said.includes(number.slice(1)))) {
    problems.push({ kind: 'secret', text: 'a phone number' });
  }
  return problems;
}
