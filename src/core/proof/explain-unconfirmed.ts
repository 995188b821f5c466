import { failed } from '../catalogue/failed.js';
import { UNPROVEN } from '../catalogue/situations/unproven.js';
import { sentInWords } from '../catalogue/situations/update.js';
import { showsActions } from '../evidence/answers.js';
import type { SeenAnswer } from '../evidence/seen.js';
import { SMA_PRINCIPAL } from '../facts/limits.js';
import type { Failure } from '../failure.js';
import { maskNamed } from '../named-secrets.js';
import { keepsUpdate } from '../verdict/kept-update.js';
import type { RunMarks } from '../verdict/ours.js';
import type { Proof } from './proof.js';
import { actionsIn, answersToUpdate, argumentNames, troubleWords, withMessages } from './words.js';

/** What is known of an update of which the records do not tell what came of it. */
export interface Situation {
  marks: RunMarks;
  /** What became of its own answer, where that was lost. */
  lost: Failure | null;
  interrupted: boolean;
  groups: readonly string[];
}

/** Why nothing is known: the update was, or may have been, delivered, and the records do not tell what came of it. */
export function explainUnconfirmed(proof: Proof | null, situation: Situation): Failure {
  const { lost } = situation;
  const failure = unconfirmed(proof, situation);
  const { code, message, cause } = failure;
  return failure.changedTo(code, message, {
    cause: proof === null ? cause : withMessages(cause, proof),
    delivery: 'unknown',
    ...(lost === null ? {} : { requestId: lost.requestId, attempts: lost.attempts, operation: lost.operation }),
  });
}

function unconfirmed(proof: Proof | null, situation: Situation): Failure {
  const { lost, interrupted, groups } = situation;
  const why = lost?.cause ?? null;
  if (interrupted) return failed('UNCONFIRMED.interrupted', { why });
  const sent = sentInWords(lost?.message ?? null);
  if (proof === null) {
    return failed(groups.length === 0 ? 'UNCONFIRMED.no-log' : 'UNCONFIRMED.not-waited', { sent, why });
  }
  if (proof.unreadable.length === proof.groups.length) {
    const reasons = proof.unreadable.map(({ group, failure }) => `${group}: ${failure.cause ?? failure.message}`);
    return failed('UNCONFIRMED.log-unreadable', { sent, reasons: reasons.join('; ') });
  }
  if (proof.judgement.kind !== 'open') return tooShort(proof);
  if (proof.judgement.why === 'update-not-seen') return nothingSeen(proof, sent, situation);
  return unproven(proof, proof.judgement, situation);
}

/** The log shows an answer without a join. It is no proof: the handler may be asked again, and join then. */
function answeredWithoutJoin(answer: SeenAnswer, marks: RunMarks): Failure {
  const runs = (answer.actions ?? []).length > 0;
  return failed(
    keepsUpdate(answer, marks)
      ? 'UNCONFIRMED.answer-kept-update'
      : runs
        ? 'UNCONFIRMED.answer-runs'
        : 'UNCONFIRMED.answer-unproven',
    { actions: actionsIn(answer), names: argumentNames(marks) },
  );
}

/** The records speak against the join, and only time is missing, or a whole look. */
function tooShort(proof: Proof): Failure {
  const { wouldTakeMs, judgement } = proof;
  const last = judgement.evidence.at(-1)?.summary ?? 'the records speak against the join';
  const signs = [...troubleWords(proof), last].join('; ');
  if (wouldTakeMs === null) return failed('UNCONFIRMED.log-cut', { signs });
  return failed('UNCONFIRMED.wait-too-short', { signs, seconds: Math.ceil(wouldTakeMs / 1_000) });
}

/** No event that carries our arguments was logged. */
function nothingSeen(proof: Proof, sent: string, { marks, lost }: Situation): Failure {
  const silent = silentRequests(proof, marks);
  const words = proof.timeline.troubles.filter(({ requestId }) => requestId !== null && silent.has(requestId));
  if (words.length > 0) {
    const said = [...new Set(words.map((trouble) => maskNamed(trouble.words)))].join('; ');
    return failed('UNCONFIRMED.handler-failed-unseen', { sent, said });
  }
  const why = lost?.cause ?? null;
  return silent.size > 0
    ? failed('UNCONFIRMED.events-not-logged', { sent, why })
    : failed('UNCONFIRMED.nothing-logged', { sent, why, principal: SMA_PRINCIPAL });
}

/** A handler that logs no events names no call: any request of the time of the update may have handled it. */
const ABOUT_THEN_MS = { before: 1_000, after: 30_000 };

function silentRequests({ timeline }: Proof, { updatedAt }: RunMarks): Set<string> {
  const shown = new Set(timeline.events.map(({ requestId }) => requestId));
  const isThen = (at: number) => at >= updatedAt - ABOUT_THEN_MS.before && at <= updatedAt + ABOUT_THEN_MS.after;
  const silent = [...timeline.requests].filter(
    ([id, { startedAt }]) => startedAt !== null && isThen(startedAt) && !shown.has(id),
  );
  return new Set(silent.map(([id]) => id));
}

/** The handler was given our update, and what followed does not decide. */
function unproven(
  proof: Proof,
  judgement: Extract<Proof['judgement'], { kind: 'open' }>,
  { marks }: Situation,
): Failure {
  const { why, likely, evidence } = judgement;
  const troubles = troubleWords(proof);
  if (troubles.length > 0 && likely !== 'joined') {
    return failed('UNCONFIRMED.handler-failed', { said: troubles.join('; ') });
  }
  if (why === 'nothing-followed') return nothingFollowed(proof, marks);
  const { reason, step } = UNPROVEN[why];
  const said = evidence.length > 1 ? `${evidence.at(-1)?.summary}; ` : '';
  const facts = { reason: `${said}${reason}`, step };
  if (likely === null) return failed('UNCONFIRMED.unproven', facts);
  return failed(likely === 'joined' ? 'UNCONFIRMED.probably-joined' : 'UNCONFIRMED.probably-not-joined', facts);
}

function nothingFollowed(proof: Proof, marks: RunMarks): Failure {
  const answers = answersToUpdate(proof, marks);
  if (answers.some(({ joins }) => joins.length > 0)) return failed('UNCONFIRMED.join-without-outcome');
  const answer = answers.findLast((one) => one.place === 'top' && showsActions(one));
  if (answer !== undefined) return answeredWithoutJoin(answer, marks);
  return failed('UNCONFIRMED.no-join-followed', { names: argumentNames(marks) });
}
