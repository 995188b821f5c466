import { CHECK_HANDLER, LOOK_FIRST, REHEARSE, readLog } from '../catalogue/call/steps.js';
import { entryNamed } from '../catalogue/catalogue.js';
import type { Entry } from '../catalogue/entry.js';
import { entryOfFailure } from '../catalogue/event-entry.js';
import { joinFaults } from '../catalogue/join-faults.js';
import { tell, toldInGeneral } from '../catalogue/told.js';
import type { SeenAnswer, SeenEvent } from '../evidence/timeline.js';
import { SMA_PRINCIPAL } from '../facts/limits.js';
import { Failure, type FailureCode } from '../failure.js';
import type { Judgement } from '../verdict/judge.js';
import { isOfCall, ourUpdate, type RunMarks } from '../verdict/ours.js';
import type { Proof } from './watch.js';

/** Why a run that reached the call did not end in JOINED: what happened, in AWS's words too, and what to do. */
export interface Story {
  message: string;
  cause: string | null;
  tryThis: string[];
}

type NotJoined = Extract<Judgement, { kind: 'not-joined' }>;
const IN_GENERAL = toldInGeneral('UpdateSipMediaApplicationCall');

/** The failure that goes with a settled not-joined judgement. */
export function explainNotJoined(judgement: NotJoined, proof: Proof, run: RunMarks): Failure {
  const tell = STORIES[judgement.code] ?? (() => ({ message: 'The call did not join.', cause: null, tryThis: [] }));
  const { message, cause, tryThis } = tell(judgement, proof, run);
  return new Failure(judgement.code, message, { cause: withMessages(cause, proof), tryThis, delivery: 'unknown' });
}

const STORIES: Partial<Record<FailureCode, (judgement: NotJoined, proof: Proof, run: RunMarks) => Story>> = {
  ACTION_FAILED: (judgement, proof, run) => {
    const entry = entryOfFailure('ACTION_FAILED', judgement.error) ?? entryNamed('join.failed');
    const suspects = joinSuspects(proof, run);
    const why = suspects.length === 0 ? meaningBeyond(entry, 'join.failed') : '';
    return {
      message: `The handler's JoinChimeMeeting failed${suspects.length === 0 ? '' : `: ${suspects.join('; ')}`}.${why}`,
      cause: inAwsWords('ACTION_FAILED', judgement),
      tryThis:
        suspects.length === 0
          ? stepsOf(entry)
          : [
              CHECK_HANDLER,
              'mend it: JoinToken and MeetingId as they came in the arguments, CallId of LEG-A',
              REHEARSE,
            ],
    };
  },
  INVALID_LAMBDA_RESPONSE: (judgement) => {
    const entry = entryOfFailure('INVALID_LAMBDA_RESPONSE', judgement.error) ?? entryNamed('response.invalid');
    return {
      message: `The handler's answer to the update was not usable.${meaningBeyond(entry, 'response.invalid')}`,
      cause: inAwsWords('INVALID_LAMBDA_RESPONSE', judgement),
      tryThis: stepsOf(entry),
    };
  },
  UPDATE_IGNORED: (judgement, _proof, run) => ({
    message: 'The handler was given the update and answered it without a JoinChimeMeeting.',
    cause: judgement.evidence.at(-1)?.summary ?? null,
    tryThis: [
      CHECK_HANDLER,
      `the handler was sent the arguments ${Object.keys(run.arguments).join(', ') || '(none)'}: does it read these names?`,
      ...stepsOf(entryNamed('update.ignored')).filter((step) => step !== CHECK_HANDLER),
    ],
  }),
  CALLER_HUNG_UP: (judgement, proof, run) => {
    const byHandler = answersToUpdate(proof, run).some(({ actions }) => actions?.includes('Hangup'));
    const troubled = proof.troubles.length > 0;
    const who = byHandler
      ? 'The handler answered the update with Hangup, and the call ended before it joined.'
      : troubled
        ? 'The call ended before it joined, after its handler had failed.'
        : 'The call ended before it joined.';
    return {
      message: who,
      cause: [judgement.evidence.at(-1)?.summary, ...troubleWords(proof)].filter(Boolean).join('; '),
      tryThis: byHandler || troubled ? [CHECK_HANDLER, REHEARSE] : stepsOf(entryNamed('call.ended')),
    };
  },
};

/** What the catalogue adds to what is said anyway; nothing where it found the general entry alone. */
function meaningBeyond(entry: Entry, general: string): string {
  return entry.id === general ? '' : ` ${tell(entry.meaning, IN_GENERAL)}`;
}

function stepsOf(entry: Entry): string[] {
  return [...entry.steps(IN_GENERAL)];
}

function inAwsWords(type: string, { error }: NotJoined): string {
  return error === null ? type : `${type}: ${error.code}: ${error.message}`;
}

/** What is wrong with the JoinChimeMeeting that failed, as far as its own Parameters tell. Never shows a token. */
function joinSuspects(proof: Proof, run: RunMarks): string[] {
  // Another action of the call may have failed since: it carries none of a join's parameters.
  const failed = proof.timeline.events.findLast(
    ({ event }) => isOfCall(event, run) && event.type === 'ACTION_FAILED' && event.actionType === 'JoinChimeMeeting',
  );
  if (failed === undefined) return [];
  return joinFaults(failed.event.parameters, { tokens: tokensOf(run), meetingId: run.meetingId });
}

/** A run that is over is known by its token's digest alone. */
function tokensOf({ joinToken: { clear } }: RunMarks): string[] {
  return clear === null ? [] : [clear];
}

/** Why nothing is known: the update was, or may have been, delivered, and the records do not tell what came of it. */
export function explainUnconfirmed(
  proof: Proof | null,
  run: RunMarks,
  situation: { lost: Failure | null; interrupted: boolean; groups: string[] },
): Failure {
  const story = unconfirmedStory(proof, run, situation);
  const { lost } = situation;
  return new Failure('UNCONFIRMED', story.message, {
    cause: proof === null ? story.cause : withMessages(story.cause, proof),
    tryThis: story.tryThis,
    delivery: 'unknown',
    ...(lost === null ? {} : { requestId: lost.requestId, attempts: lost.attempts, operation: lost.operation }),
  });
}

function unconfirmedStory(
  proof: Proof | null,
  run: RunMarks,
  situation: { lost: Failure | null; interrupted: boolean; groups: string[] },
): Story {
  const { lost, interrupted, groups } = situation;
  const look = [readLog(groups[0] ?? null), LOOK_FIRST];
  if (interrupted) {
    return {
      message: 'Interrupted after the update was sent: whether the call joined is not known.',
      cause: lost?.cause ?? null,
      tryThis: look,
    };
  }
  const sent =
    lost === null
      ? 'AWS accepted the update'
      : `The update may have been delivered (${lost.message.replace(/\.$/, '')})`;
  if (proof === null) {
    const unread =
      groups.length === 0
        ? ', and no log is known that would show what came of it'
        : '; its records were not waited for';
    const named = groups.length === 0 ? ["name the handler's log group with --log-group"] : [];
    return { message: `${sent}${unread}.`, cause: lost?.cause ?? null, tryThis: [...look, ...named] };
  }
  if (proof.unreadable.length === groups.length) {
    return {
      message: `${sent}, but the handler's log could not be read.`,
      cause: proof.unreadable.map(({ group, failure }) => `${group}: ${failure.cause ?? failure.message}`).join('; '),
      tryThis: [...look, 'allow logs:FilterLogEvents on the log group, or name another with --log-group'],
    };
  }
  const update = ourUpdate(proof.timeline.events, run);
  return update === null ? silentStory(proof, sent, look, lost) : unansweredStory(proof, run, update, look);
}

/** No event that carries our arguments was logged. */
function silentStory(proof: Proof, sent: string, look: string[], lost: Failure | null): Story {
  const words = (proof.aside?.troubles ?? []).map((trouble) => trouble.words);
  const invocations = proof.aside?.invocations ?? 0;
  if (words.length > 0) {
    return {
      message: `${sent}, but the handler failed at about that time and logged no event of this call.`,
      cause: unique(words).join('; '),
      tryThis: [...look, "mend the handler's error", REHEARSE],
    };
  }
  const ran =
    invocations > 0 ? 'The handler ran at about that time, but it logs no events' : 'The handler logged nothing of it';
  return {
    message: `${sent}. ${ran}, so nothing can be proved.`,
    cause: lost?.cause ?? null,
    tryThis: [
      ...look,
      invocations > 0
        ? 'have the handler log each event first thing, as JSON'
        : `check that ${SMA_PRINCIPAL} may invoke the function, and that it logs its events`,
    ],
  };
}

/** The handler was given our update, and no outcome followed. */
function unansweredStory(proof: Proof, run: RunMarks, update: SeenEvent, look: string[]): Story {
  const troubles = proof.troubles.filter(
    ({ requestId, time }) => requestId === update.requestId || time >= update.time,
  );
  if (troubles.length > 0) {
    return {
      message: 'The handler was given the update and failed.',
      cause: troubleWords(proof).join('; '),
      tryThis: [...look, "mend the handler's error", REHEARSE],
    };
  }
  const joins = answersToUpdate(proof, run).some((answer) => answer.joins);
  return {
    message: joins
      ? 'The handler answered the update with JoinChimeMeeting, and no outcome of it was logged.'
      : 'The handler was given the update, and no JoinChimeMeeting followed in its log.',
    cause: joins
      ? 'an action that cannot be interrupted may still be running'
      : 'most handlers ignore arguments they do not know, and AWS then says nothing',
    tryThis: [
      ...look,
      joins
        ? 'look again with a longer --wait'
        : `does the handler read the arguments ${Object.keys(run.arguments).join(', ') || '(none)'}?`,
      REHEARSE,
    ],
  };
}

function answersToUpdate(proof: Proof, run: RunMarks): SeenAnswer[] {
  const update = ourUpdate(proof.timeline.events, run);
  const request = update?.requestId ?? null;
  return request === null ? [] : proof.timeline.answers.filter(({ requestId }) => requestId === request);
}

function troubleWords(proof: Proof): string[] {
  return unique(proof.troubles.map(({ words }) => `Lambda: ${words}`));
}

/** The SMA's message log is opaque text: it is quoted, never interpreted. */
function withMessages(cause: string | null, proof: Proof): string | null {
  const quoted = unique(proof.messages.map((message) => message.trim().slice(0, 300))).slice(-3);
  const parts = [cause, ...quoted.map((message) => `the SMA's message log says: ${message}`)].filter(
    (part) => part !== null && part !== '',
  );
  return parts.length === 0 ? null : parts.join('; ');
}

function unique(words: string[]): string[] {
  return [...new Set(words)];
}
