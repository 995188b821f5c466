import { connectedMeetingLeg } from '../evidence/legs.js';
import type { SeenEvent } from '../evidence/seen.js';
import { followsUpdate, type History, isJoinOutcome, isJoinSuccess, sequenceOf } from './history.js';
import { isOthersJoin, leadsElsewhere, namesOurMeeting, type RunMarks } from './ours.js';
import type { Replies } from './replies.js';
import { theOneAnswer } from './reply.js';
import { namesOurToken, namesOwnToken, showsPieceOfAnotherToken, showsPieceOfOurToken } from './tokens.js';

/**
 * The success of a JoinChimeMeeting that a record names as this run's: by its token, by the meeting that the run made, by an
 * existing meeting where no other update stands between, or by the unbroken chain from our update over its answer.
 */
export function joinOf(history: History, replies: Replies, run: RunMarks): SeenEvent | null {
  // Of one event that is logged twice, in full and in short, either may be the one that shows the name.
  const joins = history.sights.filter(({ event }) => isJoinSuccess(event));
  // Where an earlier run brought the call into the same meeting, it may have left again before this run's update.
  const successes = joins.filter((seen) => isSince(seen, history, run));
  return (
    joins.find(({ event }) => namesOwnToken(event.parameters['JoinToken'], run)) ??
    successes.find(({ event }) => namesOurToken(event.parameters['JoinToken'], run)) ??
    successes.find((seen) => isByMeeting(seen, history, run)) ??
    successes.find((seen) => isByChain(seen, history, replies, run)) ??
    null
  );
}

function isByMeeting({ event }: SeenEvent, history: History, run: RunMarks): boolean {
  const { parameters } = event;
  if (!namesOurMeeting(parameters['MeetingId'], run) || isOthersJoin(parameters, run)) return false;
  return run.meetingCreated || isNextAfterUpdate({ event }, history);
}

/** Nothing stands, or is missing, between our update and it that could have brought it about. */
function isNextAfterUpdate({ event }: Pick<SeenEvent, 'event'>, history: History): boolean {
  const { update, rivals, isWhole } = history;
  if (update === null || !followsUpdate(event, history) || rivals.length > 0) return false;
  return (
    isWhole(sequenceOf(update.event), sequenceOf(event)) && (update.certain || isWhole(0, sequenceOf(update.event)))
  );
}

/**
 * Our update, the JoinChimeMeeting that the same Lambda request answered it with, and that action's success, with nothing between
 * but the end of what the update interrupted. The answer or the success must show something of ours, and the success nothing of
 * another token: a handler that answers every update by joining a meeting of its own makes the same chain.
 */
function isByChain(seen: SeenEvent, history: History, replies: Replies, run: RunMarks): boolean {
  const { update } = history;
  if (update === null || isOthersJoin(seen.event.parameters, run) || !isNextAfterUpdate(seen, history)) return false;
  const [from, to] = [sequenceOf(update.event), sequenceOf(seen.event)];
  const isBetween = ({ event }: SeenEvent) => sequenceOf(event) > from && sequenceOf(event) < to;
  if (history.events.some((one) => isBetween(one) && one.event.type !== 'ACTION_INTERRUPTED')) return false;
  if (mayBeJoiningBefore(from, history, replies)) return false;
  const answer = theOneAnswer(replies.to(from));
  const [join] = answer?.joins ?? [];
  if (join === undefined || isOthersJoin(join, run)) return false;
  const { parameters } = seen.event;
  if (showsPieceOfAnotherToken(parameters['JoinToken'], run)) return false;
  return [join, parameters].some(
    ({ JoinToken: token, MeetingId: meeting }) =>
      namesOurToken(token, run) || namesOurMeeting(meeting, run) || showsPieceOfOurToken(token, run),
  );
}

/** An event before our update, since the last join ended, was answered with a join, or its answer is not known. */
function mayBeJoiningBefore(update: number, { events }: History, replies: Replies): boolean {
  const before = events.filter(({ event }) => sequenceOf(event) < update && event.type !== 'ACTION_INTERRUPTED');
  const ended = before.findLastIndex(({ event }) => isJoinOutcome(event));
  return before.slice(Math.max(ended, 0)).some(({ event }) => {
    const answer = theOneAnswer(replies.to(sequenceOf(event)));
    return answer === null || answer.joins.length > 0;
  });
}

/** What looks like our join and is not proved to be it; null where nothing does. While it stands nobody may say NOT_JOINED. */
export function signOfJoin(history: History, run: RunMarks): SeenEvent | null {
  const { events } = history;
  const since = events.filter((seen) => isSince(seen, history, run));
  const success = since.find(({ event }) => isJoinSuccess(event) && !leadsElsewhere(event.parameters, run));
  if (success !== undefined) return success;
  // A leg that others' joins explain, or that was there before, is not a sign of ours.
  if (since.some(({ event }) => isJoinSuccess(event))) return null;
  const before = events.findLast((seen) => !isSince(seen, history, run));
  if (before !== undefined && connectedMeetingLeg(before.event) !== undefined) return null;
  return since.find(({ event }) => connectedMeetingLeg(event) !== undefined) ?? null;
}

/** The Date of an answer has whole seconds, and the clocks of two services differ a little. */
const CLOCKS_APART_MS = 5_000;

/** After our update by Sequence; by the records' own time where our update or a Sequence is not seen. */
function isSince(seen: SeenEvent, { update }: History, run: RunMarks): boolean {
  const [from, at] = [update?.event.sequence ?? run.sequenceBefore, seen.event.sequence];
  if (from === null || at === null) return seen.time >= run.updatedAt - CLOCKS_APART_MS;
  return at > from;
}
