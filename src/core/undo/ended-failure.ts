import { lookAgain, seeWhatIsLeft, seeWhatIsLeftLater, takeOutWrongCaller } from '../catalogue/after-run.js';
import { filledIn, type KnownIds, NO_IDS } from '../catalogue/fill-in.js';
import { leftByRun, withWhatIsLeft } from '../catalogue/what-is-left.js';
import { EXIT_CODES } from '../exit-codes.js';
import type { Failure } from '../failure.js';
import { type Attempt, meetingIdOf } from '../journal/record.js';
import { type Ending, showsCallOver } from '../run/ending.js';
import { madeAnything } from '../run/made.js';
import type { Prepared } from '../run/prepared.js';
import type { Left } from './result-of.js';

/** What the end of a run's process left, for its failure to be told with. */
export interface EndOfRun {
  runId: string;
  attempt: Attempt | null;
  left: Left;
  /** A request was sent, whatever came of it. */
  isSent: boolean;
  /** What an interrupted run had made ready: an interrupt often means that the caller was the wrong one. */
  wrongCaller: Prepared | null;
}

/** The failure of an ending with what is left, and what to do about it; null where it succeeded. */
export function endedFailure(ending: Ending, aftermath: EndOfRun): Failure | null {
  const { verdict, failure } = ending;
  if (failure === null) return null;
  const { left, isSent } = aftermath;
  const ended = verdict === 'FAILED' ? failedFor(failure, aftermath) : failure;
  // Exit 2 says that nothing was sent: what turns out to be a mistake later is not a usage error.
  const isUsage = ended.exitCode === EXIT_CODES.usage.code;
  if (isUsage && !isSent) return ended;
  const honest = isUsage ? withExit(ended, EXIT_CODES.failed.code) : ended;
  const situation = { look: verdict === 'UNCONFIRMED', isOver: showsCallOver(ending) };
  return filledIn(withWhatIsLeft(withAdvice(honest, aftermath, situation), leftByRun(verdict, left)), idsOf(aftermath));
}

function idsOf({ runId, attempt }: EndOfRun): KnownIds {
  if (attempt === null) return NO_IDS;
  const { call, update, asked } = attempt;
  const meetingId = meetingIdOf(attempt);
  const [logGroup = null] = update?.marks.logGroups ?? asked.logGroups;
  return {
    ...{ runId, ...call, logGroup },
    meeting: meetingId === null ? null : { meetingId, region: asked.meetingsRegion },
  };
}

/** Something that could not be undone is the worst of it. What was lost on the way and is undone may be run again. */
function failedFor(failure: Failure, { left, attempt }: EndOfRun): Failure {
  if (left.leftovers.length > 0) return withExit(failure, EXIT_CODES.leftBehind.code);
  const isUndone = attempt !== null && madeAnything(attempt.made) && failure.delivery === 'unknown';
  if (!isUndone || failure.code !== 'UNREADABLE_ANSWER') return failure;
  return failure.changedTo('UNAVAILABLE', failure.message, { delivery: 'not-sent' });
}

/** `look`: the journal knows what to look for, and looking is safe at any time. `isOver`: the records show the hang-up. */
function withAdvice(
  failure: Failure,
  { left, runId, wrongCaller }: EndOfRun,
  { look, isOver }: { look: boolean; isOver: boolean },
): Failure {
  const { code, message, exitCode, tryThis } = failure;
  const first = look ? [lookAgain(runId)] : [];
  const stands = left.standing.length > 0;
  const last = stands ? [isOver ? seeWhatIsLeft(runId) : seeWhatIsLeftLater(runId), ...takeOut(wrongCaller)] : [];
  return failure.changedTo(code, message, { tryThis: [...first, ...tryThis, ...last], exitCode });
}

/** The one piece of advice that may drop somebody, and says so. */
function takeOut(prepared: Prepared | null): string[] {
  if (prepared === null) return [];
  const { meeting, phone } = prepared;
  return [takeOutWrongCaller(meeting.meetingId, meeting.region, phone.attendeeId)];
}

function withExit(failure: Failure, exitCode: number): Failure {
  return failure.changedTo(failure.code, failure.message, { exitCode });
}
