import { CHECK_HANDLER } from '../catalogue/call/steps.js';
import { entryNamed } from '../catalogue/catalogue.js';
import type { Entry } from '../catalogue/entry.js';
import { entryOfFailure } from '../catalogue/event-entry.js';
import { failed } from '../catalogue/failed.js';
import { joinFaults } from '../catalogue/join-faults.js';
import { generalCircumstances, worded } from '../catalogue/worded.js';
import type { Failure } from '../failure.js';
import type { Judgement } from '../verdict/judge.js';
import { isOfCall, type RunMarks } from '../verdict/ours.js';
import type { Proof } from './proof.js';
import { answersToUpdate, answerWithHangup, argumentNames, troubleWords, withMessages } from './words.js';

type NotJoined = Extract<Judgement, { kind: 'not-joined' }>;
type Explain = (judgement: NotJoined, proof: Proof, run: RunMarks) => Failure;
const IN_GENERAL = generalCircumstances('UpdateSipMediaApplicationCall');

/** The failure that goes with a proved not-joined judgement. */
export function explainNotJoined(judgement: NotJoined, proof: Proof, run: RunMarks): Failure {
  const failure = EXPLAINED[judgement.code](judgement, proof, run);
  const { code, message, cause } = failure;
  return failure.changedTo(code, message, { cause: withMessages(cause, proof), delivery: 'unknown' });
}

const EXPLAINED: Record<NotJoined['code'], Explain> = {
  ACTION_FAILED: (judgement, proof, run) => {
    const said = inAwsWords('ACTION_FAILED', judgement);
    const suspects = joinSuspects(proof, run).join('; ');
    if (suspects !== '') return failed('ACTION_FAILED.suspected', { suspects, said });
    const entry = entryOfFailure('ACTION_FAILED', judgement.error) ?? entryNamed('join.failed');
    return failed('ACTION_FAILED', { meaning: meaningBeyond(entry, 'join.failed'), said, theirs: stepsOf(entry) });
  },
  INVALID_LAMBDA_RESPONSE: (judgement) => {
    const entry = entryOfFailure('INVALID_LAMBDA_RESPONSE', judgement.error) ?? entryNamed('response.invalid');
    const meaning = meaningBeyond(entry, 'response.invalid');
    const said = inAwsWords('INVALID_LAMBDA_RESPONSE', judgement);
    return failed('INVALID_LAMBDA_RESPONSE', { meaning, said, theirs: stepsOf(entry) });
  },
  UPDATE_IGNORED: (judgement, proof, run) => {
    const joins = answersToUpdate(proof, run).some((answer) => answer.joins.length > 0);
    return failed(joins ? 'UPDATE_IGNORED.other-meeting' : 'UPDATE_IGNORED.no-join', {
      said: judgement.evidence.at(-1)?.summary ?? null,
      names: argumentNames(run),
      theirs: stepsOf(entryNamed('update.ignored')).filter((step) => step !== CHECK_HANDLER),
    });
  },
  // A caller hangs up of their own accord; elsewhere what went wrong comes before the hang-up that followed from it.
  CALLER_HUNG_UP: (judgement, proof) => {
    const said = inOrder([endOf(judgement), ...troubleWords(proof)]);
    return failed('CALLER_HUNG_UP', { said, theirs: stepsOf(entryNamed('call.ended')) });
  },
  CALL_ENDED_BY_HANDLER: (judgement, proof, run) => {
    const said = inOrder([answerWithHangup(proof, run), ...troubleWords(proof), endOf(judgement)]);
    return failed('CALL_ENDED_BY_HANDLER', { said });
  },
  HANDLER_FAILED: (judgement, proof) =>
    failed('HANDLER_FAILED', { said: inOrder([...troubleWords(proof), endOf(judgement)]) }),
  ENDED_BEFORE_JOIN: (judgement, proof) =>
    failed('ENDED_BEFORE_JOIN', { said: inOrder([...troubleWords(proof), endOf(judgement)]) }),
};

function endOf({ evidence }: NotJoined): string | null {
  return evidence.at(-1)?.summary ?? null;
}

function inOrder(parts: (string | null)[]): string {
  return parts.filter(Boolean).join('; ');
}

/** What the catalogue adds to what is said anyway; nothing where it found the general entry alone. */
function meaningBeyond(entry: Entry, general: string): string {
  return entry.id === general ? '' : ` ${worded(entry.meaning, IN_GENERAL)}`;
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
