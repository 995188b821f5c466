import { CHECK_HANDLER, REHEARSE } from '../catalogue/call/steps.js';
import { entryNamed } from '../catalogue/catalogue.js';
import type { Entry } from '../catalogue/entry.js';
import { entryOfFailure } from '../catalogue/event-entry.js';
import { joinFaults } from '../catalogue/join-faults.js';
import { tell, toldInGeneral } from '../catalogue/told.js';
import { Failure, type FailureCode } from '../failure.js';
import type { Judgement } from '../verdict/judge.js';
import { isOfCall, type RunMarks } from '../verdict/ours.js';
import type { Proof } from './proof.js';
import { answersToUpdate, answerWithHangup, argumentNames, troubleWords, withMessages } from './words.js';

/** What happened, in AWS's words too, and what to do. */
export interface Story {
  message: string;
  cause: string | null;
  tryThis: string[];
}

type NotJoined = Extract<Judgement, { kind: 'not-joined' }>;
type Tell = (judgement: NotJoined, proof: Proof, run: RunMarks) => Story;
const IN_GENERAL = toldInGeneral('UpdateSipMediaApplicationCall');

/** The failure that goes with a proved not-joined judgement. */
export function explainNotJoined(judgement: NotJoined, proof: Proof, run: RunMarks): Failure {
  const story = STORIES[judgement.code] ?? ended('The call did not join.', []);
  const { message, cause, tryThis } = story(judgement, proof, run);
  return new Failure(judgement.code, message, { cause: withMessages(cause, proof), tryThis, delivery: 'unknown' });
}

const STORIES: Partial<Record<FailureCode, Tell>> = {
  ACTION_FAILED: (judgement, proof, run) => {
    const entry = entryOfFailure('ACTION_FAILED', judgement.error) ?? entryNamed('join.failed');
    const suspects = joinSuspects(proof, run);
    const why = suspects.length === 0 ? meaningBeyond(entry, 'join.failed') : '';
    return {
      message: `The handler's JoinChimeMeeting failed${suspects.length === 0 ? '' : `: ${suspects.join('; ')}`}.${why}`,
      cause: inAwsWords('ACTION_FAILED', judgement),
      tryThis: suspects.length === 0 ? stepsOf(entry) : [CHECK_HANDLER, FIX_JOIN, REHEARSE],
    };
  },
  INVALID_LAMBDA_RESPONSE: (judgement) => {
    const entry = entryOfFailure('INVALID_LAMBDA_RESPONSE', judgement.error) ?? entryNamed('response.invalid');
    return {
      message: `The SMA could not use the handler's answer to the update.${meaningBeyond(entry, 'response.invalid')}`,
      cause: inAwsWords('INVALID_LAMBDA_RESPONSE', judgement),
      tryThis: stepsOf(entry),
    };
  },
  UPDATE_IGNORED: (judgement, proof, run) => ({
    message: answersToUpdate(proof, run).some(({ joins }) => joins.length > 0)
      ? 'The handler was given the update and joined the call to another meeting.'
      : 'The handler was given the update and answered it without a JoinChimeMeeting.',
    cause: judgement.evidence.at(-1)?.summary ?? null,
    tryThis: [
      CHECK_HANDLER,
      `the handler was sent the arguments ${argumentNames(run)}: does it read these names?`,
      ...stepsOf(entryNamed('update.ignored')).filter((step) => step !== CHECK_HANDLER),
    ],
  }),
  CALLER_HUNG_UP: ended('The caller hung up before the call joined.', stepsOf(entryNamed('call.ended'))),
  CALL_ENDED_BY_HANDLER: (judgement, proof, run) => {
    const story = ended('The handler hung up, and the call ended before it joined.', [CHECK_HANDLER, REHEARSE]);
    const { message, cause, tryThis } = story(judgement, proof, run);
    return { message, cause: [answerWithHangup(proof, run), cause].filter(Boolean).join('; '), tryThis };
  },
  HANDLER_FAILED: ended('The handler failed, and the call ended before it joined.', [CHECK_HANDLER, REHEARSE]),
  ENDED_BEFORE_JOIN: ended('The call ended before it joined. The records do not show who hung up.', [
    CHECK_HANDLER,
    REHEARSE,
  ]),
};

const FIX_JOIN = 'fix it: pass JoinToken and MeetingId on as they came in the arguments, with the CallId of LEG-A';

function ended(message: string, tryThis: string[]): Tell {
  return ({ code, evidence }, proof) => {
    const end = evidence.at(-1)?.summary;
    const troubles = troubleWords(proof);
    // What went wrong comes before the hang-up that followed from it; a caller hangs up of their own accord.
    const words = code === 'CALLER_HUNG_UP' ? [end, ...troubles] : [...troubles, end];
    return { message, cause: words.filter(Boolean).join('; '), tryThis };
  };
}

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
function joinSuspects({ timeline }: Proof, run: RunMarks): string[] {
  // Another action of the call may have failed since: it has none of a join's parameters.
  const failed = timeline.events.findLast(
    ({ event }) => isOfCall(event, run) && event.type === 'ACTION_FAILED' && event.actionType === 'JoinChimeMeeting',
  );
  if (failed === undefined) return [];
  // Of a run that is over only the token's digest is known.
  const { clear } = run.joinToken;
  return joinFaults(failed.event.parameters, {
    tokens: clear === null ? [] : [clear],
    meetingId: run.meetingId,
    unread: failed.event.unread === 'parameters',
  });
}
