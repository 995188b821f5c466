import { filledIn, type KnownIds } from '../catalogue/fill-in.js';
import type { Progress } from '../outcome/progress.js';
import { redact } from '../redact.js';
import { redactFailure } from '../redact-failure.js';
import type { Ending } from '../run/ending.js';
import { Secret } from '../secret.js';
import { isOfCall, type RunMarks } from '../verdict/ours.js';
import { foundIn } from '../verdict/sent-text.js';
import type { Likely } from '../verdict/verdict.js';
import type { Delivered } from './delivered.js';
import { explainNotJoined } from './explain-not-joined.js';
import { explainUnconfirmed } from './explain-unconfirmed.js';
import type { Proof } from './proof.js';

/** The verdict on a delivered update, with what explains it. No secret is in it. */
export function concludeFrom(proof: Proof | null, delivered: Delivered, interrupted: boolean): Ending {
  const { marks, lost, logGroups } = delivered;
  if (proof === null) {
    const told = explainUnconfirmed(null, { marks, lost, interrupted, groups: logGroups });
    const failure = filledIn(told, idsOf(delivered, []));
    return { verdict: 'UNCONFIRMED', asOf: null, likely: null, evidence: [], failure };
  }
  const ending = endingOf(proof, delivered, interrupted);
  const failure = ending.failure && filledIn(ending.failure, idsOf(delivered, proof.groups));
  return masked({ ...ending, failure }, tokensIn(proof, marks));
}

/** The region of the meeting is not known here. */
function idsOf({ marks, call, logGroups }: Delivered, groups: readonly string[]): KnownIds {
  return { ...call, runId: marks.runId, meeting: null, logGroup: groups[0] ?? logGroups[0] ?? null };
}

function endingOf(proof: Proof, { marks, lost }: Delivered, interrupted: boolean): Ending {
  const { judgement, proved, groups } = proof;
  const { evidence } = judgement;
  const asOf = proof.asOf === null ? null : new Date(proof.asOf).toISOString();
  if (proved && judgement.kind === 'joined') return { verdict: 'JOINED', asOf, likely: null, evidence, failure: null };
  if (proved && judgement.kind === 'not-joined') {
    return { verdict: 'NOT_JOINED', asOf, likely: null, evidence, failure: explainNotJoined(judgement, proof, marks) };
  }
  const failure = explainUnconfirmed(proof, { marks, lost, interrupted, groups });
  return { verdict: 'UNCONFIRMED', asOf, likely: likelyOf(proof), evidence, failure };
}

function likelyOf({ judgement }: Proof): Likely {
  if (judgement.kind === 'open') return judgement.likely;
  return judgement.kind === 'joined' ? 'joined' : 'not-joined';
}

/** More is not searched: a digest is made at every place of it. In characters. */
const SEARCHED = 200_000;

/**
 * The token of a run that only the journal knows, where what was read shows it: what repeats it elsewhere can be masked then.
 * The run that sent it knows it, and masks it in all that it says.
 */
function tokensIn(proof: Proof, marks: RunMarks): Secret[] {
  const { joinToken } = marks;
  if (joinToken.clear !== null) return [];
  let left = SEARCHED;
  for (const value of textsRead(proof, marks)) {
    if (typeof value !== 'string' || value.length > left) continue;
    left -= value.length;
    const token = foundIn(value, joinToken);
    if (token !== null) return [new Secret(token)];
  }
  return [];
}

/** Whatever may be quoted, and where else a token stands whole: a handler that logs no event may still fail in its words. */
function textsRead({ timeline, messages }: Proof, marks: RunMarks): unknown[] {
  const events = timeline.events.filter(({ event }) => isOfCall(event, marks));
  return [
    ...events.flatMap(({ event }) => Object.values({ ...event.parameters, ...event.arguments })),
    ...events.map(({ event }) => event.error?.message),
    ...timeline.troubles.map(({ words }) => words),
    ...messages,
  ];
}

function masked(ending: Ending, secrets: Secret[]): Ending {
  if (secrets.length === 0) return ending;
  const { failure } = ending;
  return { ...redact({ ...ending, failure: null }, secrets), failure: failure && redactFailure(failure, secrets) };
}

/** The join stays proved, and where the records show more than that it is said. */
export function warnOfLeave(proof: Proof | null, progress: Progress): void {
  const leftAt = proof?.judgement.kind === 'joined' ? proof.judgement.leftAt : null;
  if (leftAt !== null) progress.warn(`The caller left the meeting again at ${new Date(leftAt).toISOString()}.`);
}
