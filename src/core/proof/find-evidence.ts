import type { Failure } from '../failure.js';
import type { Progress } from '../outcome/progress.js';
import type { Ending } from '../run/ending.js';
import { Secret } from '../secret.js';
import { veil } from '../veil.js';
import { veilFailure } from '../veil-failure.js';
import { isOfCall, type RunMarks } from '../verdict/ours.js';
import { foundIn } from '../verdict/sent-text.js';
import { explainNotJoined, explainUnconfirmed } from './explain.js';
import type { WholeCall } from './find-call.js';
import { awaitLogGroups } from './look-before.js';
import type { LookPorts } from './ports.js';
import { type Proof, prove } from './watch.js';

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

/** What the records say of a delivered update. */
export interface Finding {
  ending: Ending;
  /** Null where no log is known. */
  proof: Proof | null;
}

/** Looks for what came of an update. Sends reads alone. */
export async function findEvidence(
  delivered: Delivered & { waitMs: number },
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
  interrupt: AbortSignal,
): Promise<Finding> {
  const { marks, call, waitMs } = delivered;
  const from = ports.clock.now();
  const groups =
    delivered.logGroups.length > 0 ? delivered.logGroups : await awaitLogGroups(call, waitMs, ports, progress, signal);
  const leftMs = Math.max(0, waitMs - (ports.clock.now() - from));
  const known = { ...delivered, logGroups: groups };
  if (groups.length === 0) return unconfirmed(null, known, interrupt);
  const watch = { groups, sipMediaApplicationId: call.sipMediaApplicationId, waitMs: leftMs };
  const proof = await prove(marks, watch, ports, progress, signal);
  return veiled(told(proof, known, interrupt), tokensIn(proof, marks));
}

function told(proof: Proof, known: Delivered, interrupt: AbortSignal): Finding & { proof: Proof } {
  const { judgement, settled } = proof;
  if (judgement.kind === 'open' || !settled) return { ...unconfirmed(proof, known, interrupt), proof };
  const { evidence } = judgement;
  if (judgement.kind === 'joined') return { ending: { verdict: 'JOINED', evidence, failure: null }, proof };
  const failure = explainNotJoined(judgement, proof, known.marks);
  return { ending: { verdict: 'NOT_JOINED', evidence, failure }, proof };
}

/** More is not searched: a digest is made at every place of it. In characters. */
const SEARCHED = 200_000;

/**
 * The token of a run that only the journal knows, where what was read shows it: what repeats it elsewhere can be masked then.
 * The run that sent it knows it, and masks it in all that it tells.
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
function textsRead({ timeline, troubles, aside, messages }: Proof, marks: RunMarks): unknown[] {
  const events = timeline.events.filter(({ event }) => isOfCall(event, marks));
  return [
    ...events.flatMap(({ event }) => Object.values({ ...event.parameters, ...event.arguments })),
    ...events.map(({ event }) => event.error?.message),
    ...[...troubles, ...(aside?.troubles ?? [])].map(({ words }) => words),
    ...messages,
  ];
}

function veiled({ ending, proof }: Finding & { proof: Proof }, secrets: Secret[]): Finding {
  if (secrets.length === 0) return { ending, proof };
  const { failure } = ending;
  return {
    ending: { ...veil({ ...ending, failure: null }, secrets), failure: failure && veilFailure(failure, secrets) },
    proof: { ...proof, judgement: veil(proof.judgement, secrets) },
  };
}

export function unconfirmed(
  proof: Proof | null,
  { marks, lost, logGroups }: Delivered,
  interrupt: AbortSignal,
): Finding {
  const failure = explainUnconfirmed(proof, marks, { lost, interrupted: interrupt.aborted, groups: logGroups });
  return { ending: { verdict: 'UNCONFIRMED', evidence: proof?.judgement.evidence ?? [], failure }, proof };
}
