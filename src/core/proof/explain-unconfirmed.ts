import { CHECK_HANDLER, LOOK_FIRST, REHEARSE, readLog } from '../catalogue/call/steps.js';
import { showsActions } from '../evidence/answers.js';
import type { SeenAnswer } from '../evidence/seen.js';
import { SMA_PRINCIPAL } from '../facts/limits.js';
import { Failure } from '../failure.js';
import { maskNamed } from '../named-secrets.js';
import { keepsUpdate } from '../verdict/kept-update.js';
import type { RunMarks } from '../verdict/ours.js';
import type { Story } from './explain-not-joined.js';
import type { Proof } from './proof.js';
import { UNPROVEN } from './unproven.js';
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
  const story = unconfirmedStory(proof, situation);
  return new Failure('UNCONFIRMED', story.message, {
    cause: proof === null ? story.cause : withMessages(story.cause, proof),
    tryThis: story.tryThis,
    delivery: 'unknown',
    ...(lost === null ? {} : { requestId: lost.requestId, attempts: lost.attempts, operation: lost.operation }),
  });
}

function unconfirmedStory(proof: Proof | null, situation: Situation): Story {
  const { lost, interrupted, groups } = situation;
  const look = [readLog(groups[0] ?? null), LOOK_FIRST];
  if (interrupted) {
    const message = 'Interrupted after the update was sent. Whether the call joined is not known.';
    return { message, cause: lost?.cause ?? null, tryThis: look };
  }
  const sent =
    lost === null
      ? 'AWS accepted the update'
      : `The update may have been delivered (${lost.message.replace(/\.$/, '')})`;
  if (proof === null) return unreadStory(sent, look, situation);
  if (proof.unreadable.length === proof.groups.length) {
    return {
      message: `${sent}, but the handler's log could not be read.`,
      cause: proof.unreadable.map(({ group, failure }) => `${group}: ${failure.cause ?? failure.message}`).join('; '),
      tryThis: [...look, 'allow logs:FilterLogEvents on the log group, or name another with --log-group'],
    };
  }
  if (proof.judgement.kind !== 'open') return shortStory(proof, look);
  if (proof.judgement.why === 'update-not-seen') return silentStory(proof, sent, look, situation);
  return unprovenStory(proof, proof.judgement, look, situation);
}

/** The log shows an answer without a join. It is no proof: the handler may be asked again, and join then. */
function answeredStory(answer: SeenAnswer, look: string[], marks: RunMarks): Story {
  const runs = (answer.actions ?? []).length > 0;
  return {
    message: `The handler's log shows ${actionsIn(answer)} as its answer to the update, and no JoinChimeMeeting followed.`,
    cause: keepsUpdate(answer, marks)
      ? 'it kept the update in its TransactionAttributes, and may join the call later'
      : runs
        ? 'an action that still runs ends with an event, and the handler may answer that with a join'
        : 'nothing in the log bears out that this is what the handler really answered',
    tryThis: [
      ...look,
      'look again with a longer --wait',
      `does the handler read the arguments ${argumentNames(marks)}? ${CHECK_HANDLER}`,
    ],
  };
}

function unreadStory(sent: string, look: string[], { lost, groups }: Situation): Story {
  const isUnknown = groups.length === 0;
  const why = isUnknown ? ', and no log is known that would show what came of it' : '; its records were not waited for';
  const named = isUnknown ? ["name the handler's log group with --log-group"] : [];
  return { message: `${sent}${why}.`, cause: lost?.cause ?? null, tryThis: [...look, ...named] };
}

/** The records speak against the join, and only time is missing, or a whole look. */
function shortStory(proof: Proof, look: string[]): Story {
  const { wouldTakeMs, judgement } = proof;
  const said = judgement.evidence.at(-1)?.summary ?? 'the records speak against the join';
  const missing =
    wouldTakeMs === null
      ? 'the log was not read to its end'
      : `the wait was over before the quiet time that proves it: --wait ${Math.ceil(wouldTakeMs / 1_000)}s would have decided`;
  return {
    message: 'The call probably did not join, but that is not proved.',
    cause: [...troubleWords(proof), said, missing].join('; '),
    tryThis: look,
  };
}

/** No event that carries our arguments was logged. */
function silentStory(proof: Proof, sent: string, look: string[], { marks, lost }: Situation): Story {
  const silent = silentRequests(proof, marks);
  const words = proof.timeline.troubles.filter(({ requestId }) => requestId !== null && silent.has(requestId));
  if (words.length > 0) {
    return {
      message: `${sent}, but the handler failed at about that time and logged no event of this call.`,
      cause: [...new Set(words.map((trouble) => maskNamed(trouble.words)))].join('; '),
      tryThis: [...look, "fix the handler's error", REHEARSE],
    };
  }
  const ran = silent.size > 0;
  const what = ran
    ? 'The handler ran at about that time, but it does not log its events'
    : 'The handler logged nothing of it';
  const next = ran
    ? 'have the handler log each event first thing, as JSON'
    : `check that ${SMA_PRINCIPAL} may invoke the function, and that it logs its events`;
  return {
    message: `${sent}. ${what}, so nothing can be proved.`,
    cause: lost?.cause ?? null,
    tryThis: [...look, next],
  };
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
function unprovenStory(
  proof: Proof,
  judgement: Extract<Proof['judgement'], { kind: 'open' }>,
  look: string[],
  { marks }: Situation,
): Story {
  const { why, likely, evidence } = judgement;
  const troubles = troubleWords(proof);
  if (troubles.length > 0 && likely !== 'joined') {
    return {
      message: 'The handler was given the update and failed.',
      cause: troubles.join('; '),
      tryThis: [...look, "fix the handler's error", REHEARSE],
    };
  }
  const { reason, step } = UNPROVEN[why];
  if (why === 'nothing-followed') {
    const answers = answersToUpdate(proof, marks);
    const answer = answers.findLast((one) => one.place === 'top' && showsActions(one));
    const joins = answers.some((one) => one.joins.length > 0);
    if (!joins && answer !== undefined) return answeredStory(answer, look, marks);
    return joins
      ? {
          message: 'The handler answered the update with JoinChimeMeeting, and no outcome of it was logged.',
          cause: 'an action that cannot be interrupted may still be running',
          tryThis: [...look, 'look again with a longer --wait'],
        }
      : {
          message: 'The handler was given the update, and no JoinChimeMeeting followed in its log.',
          cause: 'most handlers ignore arguments they do not know, and AWS then says nothing',
          tryThis: [...look, `does the handler read the arguments ${argumentNames(marks)}? ${CHECK_HANDLER}`, REHEARSE],
        };
  }
  const seems =
    likely === 'joined'
      ? 'The call probably joined'
      : likely === 'not-joined'
        ? 'The call probably did not join'
        : 'What came of the update is not known';
  const said = evidence.length > 1 ? `${evidence.at(-1)?.summary}; ` : '';
  const message = likely === null ? `${seems}.` : `${seems}, but that is not proved.`;
  return { message, cause: `${said}${reason}`, tryThis: step === null ? look : [...look, step] };
}
