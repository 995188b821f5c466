import { type CallEvent, hangsUpLegA, mayHaveMeetingLeg, showsMeetingLeg } from '../evidence/call-event.js';
import type { SeenAnswer, SeenEvent, Timeline } from '../evidence/seen.js';
import type { FailureCode } from '../failure.js';
import { answeredTwice, gapIn } from './completeness.js';
import { followsUpdate, type History, isJoinOutcome, isJoinSuccess, sequenceOf } from './history.js';
import { keepsUpdate } from './kept-update.js';
import { carries, isOthersJoin, leadsElsewhere, namesOurMeeting, namesOurToken, type RunMarks } from './ours.js';
import type { Replies } from './replies.js';
import type { Reply } from './reply.js';
import type { Why } from './verdict.js';

/** What speaks against the join. `why` null: it proves that the call did not join; else what its proof lacks. */
export interface Against {
  code: FailureCode;
  /** In AWS's words, where an event carries them. */
  error: CallEvent['error'];
  /** The event that decides, or the update where its answer does. */
  seen: SeenEvent;
  answer: SeenAnswer | null;
  /** The end of the call, where that is what makes it certain. */
  ended: SeenEvent | null;
  why: Why | null;
}

/** All that is known of one call. */
export interface Records {
  timeline: Timeline;
  history: History;
  replies: Replies;
  run: RunMarks;
}

/** The strongest of what speaks against the join: the end of the call, a failure, a refusal; null where nothing does. */
export function againstJoin(records: Records): Against | null {
  const hangUp = hangUpIn(records);
  if (hangUp === null) return failureIn(records) ?? refusalIn(records);
  // What failed before the call ended is the cause of its not joining; the end makes it certain.
  const failure = failureIn(records);
  return failure === null ? hangUp : { ...failure, ended: hangUp.seen, why: hangUp.why };
}

function hangUpIn(records: Records): Against | null {
  const { timeline, history, replies, run } = records;
  const seen = history.events.find(({ event }) => hangsUpLegA(event));
  if (seen === undefined) return null;
  const { event } = seen;
  const mayHaveJoined = showsMeetingLeg(event) && !showsOthersLeg(event, history, run);
  const legs = mayHaveJoined ? 'leg-shown' : legsProblem(event, history, run);
  const why = gapIn(timeline, history, replies) ?? legs;
  return { code: whoEndedIt(seen, records), error: null, seen, answer: null, ended: seen, why };
}

/** The caller's own hang-up is said only where the handler's replies are known to hold none. */
function whoEndedIt({ event }: SeenEvent, { timeline, history, replies }: Records): FailureCode {
  const since = replies.since(history.update === null ? 0 : sequenceOf(history.update.event));
  const asked = new Set(since.map(({ seen }) => seen.requestId));
  const hangsUp = ({ answer }: Reply) => answer?.actions?.includes('Hangup') === true;
  const reported = history.events.some(
    ({ event: { type, actionType } }) => type === 'ACTION_SUCCESSFUL' && actionType === 'Hangup',
  );
  if (reported || (replies.borneOut && since.some(hangsUp))) return 'CALL_ENDED_BY_HANDLER';
  if (timeline.troubles.some(({ requestId }) => requestId !== null && asked.has(requestId))) return 'HANDLER_FAILED';
  const code = event.parameters['SipResponseCode'] ?? 0;
  return replies.borneOut && (code === 0 || code === '0') ? 'CALLER_HUNG_UP' : 'ENDED_BEFORE_JOIN';
}

/** The latest failure of our join, or of an answer since our update. */
function failureIn(records: Records): Against | null {
  const { history, replies, run } = records;
  const seen = history.events.findLast(({ event }) => isOurFailure(event, history, run));
  if (seen === undefined) return null;
  const code = seen.event.type === 'ACTION_FAILED' ? 'ACTION_FAILED' : 'INVALID_LAMBDA_RESPONSE';
  const since = withoutOthers(replies.since(attemptsSince(seen, history)), history, run);
  const why = since.some(({ mentionsJoin }) => mentionsJoin) ? 'attempt-under-way' : failureProblem(seen, records);
  return { code, error: seen.event.error, seen, answer: null, ended: null, why };
}

function isOurFailure(event: CallEvent, history: History, run: RunMarks): boolean {
  if (event.type === 'INVALID_LAMBDA_RESPONSE') return followsUpdate(event, history);
  if (event.type !== 'ACTION_FAILED' || !isJoinOutcome(event)) return false;
  const { JoinToken: token, MeetingId: meeting } = event.parameters;
  if (namesOurToken(token, run)) return true;
  if (isOthersJoin(event.parameters, run)) return false;
  if (run.meetingCreated && namesOurMeeting(meeting, run)) return true;
  return history.rivals.length === 0 && followsUpdate(event, history);
}

/**
 * From where on an answer with JoinChimeMeeting is another attempt: the failure itself; but an unusable answer may have been
 * to another event than our update, and then the join that the update was answered with may still be under way.
 */
function attemptsSince({ event }: SeenEvent, { update, events }: History): number {
  const [from, to] = [update === null ? -1 : sequenceOf(update.event), sequenceOf(event)];
  if (event.type !== 'INVALID_LAMBDA_RESPONSE') return to;
  const isBetween = ({ event: other }: SeenEvent) =>
    sequenceOf(other) > from && sequenceOf(other) < to && other.type !== 'ACTION_INTERRUPTED';
  return events.some(isBetween) ? from : to;
}

/** The replies but those to somebody else's update of which the end is seen: their join ended, and nothing between is missing. */
function withoutOthers(replies: Reply[], { events, isWhole }: History, run: RunMarks): Reply[] {
  const nextEnd = new Map<number, number>();
  let end = Number.POSITIVE_INFINITY;
  for (const { event } of events.toReversed()) {
    const at = sequenceOf(event);
    if (!nextEnd.has(at)) nextEnd.set(at, end);
    if (isJoinOutcome(event) && isOthersJoin(event.parameters, run)) end = at;
  }
  return replies.filter(({ seen: { event } }) => {
    const ended = nextEnd.get(sequenceOf(event)) ?? Number.POSITIVE_INFINITY;
    const isEnded = Number.isFinite(ended) && isWhole(sequenceOf(event), ended);
    return !(event.type === 'CALL_UPDATE_REQUESTED' && isEnded && carries(event, run) === 'no');
  });
}

function failureProblem(seen: SeenEvent, records: Records): Why | null {
  const { timeline, history, replies, run } = records;
  const legs = legsProblem(seen.event, history, run);
  const gap = gapIn(timeline, history, replies) ?? legs;
  if (gap !== null) return gap;
  if (answeredTwice(timeline, history, replies, hasDeclined)) return 'answered-twice';
  if (isKeptForLater(seen, records)) return 'still-open';
  if (!replies.borneOut) return isSeenAfter(seen, history) || !triesAgain(seen, history) ? null : 'answers-unread';
  // An answer that is missing among those that it logs may have been another join.
  const unread = replies.since(sequenceOf(seen.event)).findLast(isUnread);
  return unread === undefined || isSeenAfter(unread.seen, history) ? null : 'answers-unread';
}

/** An answer since the failure keeps the update, and what it started is still to end: then the handler may join with it. */
function isKeptForLater(failure: SeenEvent, { replies, run }: Records): boolean {
  if (replies.pending?.length === 0) return false;
  const since = replies.since(sequenceOf(failure.event));
  return since.some(({ answer }) => answer !== null && keepsUpdate(answer, run));
}

/** It shows the legs, and that none of them may lead into this run's meeting. */
function legsProblem(event: CallEvent, history: History, run: RunMarks): Why | null {
  if (event.legs.length === 0) return 'legs-hidden';
  return mayHaveMeetingLeg(event) && !showsOthersLeg(event, history, run) ? 'leg-shown' : null;
}

/** The meeting leg that it shows is somebody else's: their join to another meeting succeeded, and nothing since is missing. */
function showsOthersLeg(shown: CallEvent, { events, isWhole }: History, run: RunMarks): boolean {
  const to = sequenceOf(shown);
  return events.some(
    ({ event }) =>
      isJoinSuccess(event) &&
      sequenceOf(event) <= to &&
      leadsElsewhere(event.parameters, run) &&
      isWhole(sequenceOf(event), to),
  );
}

/**
 * What the handler's answer to it brought about is seen, and shows the call in no meeting. An update shows nothing of that: it
 * may come while another join is under way.
 */
function isSeenAfter({ event }: SeenEvent, { events }: History): boolean {
  const later = events.filter((one) => sequenceOf(one.event) > sequenceOf(event));
  const isBroughtAbout = ({ event: { type, legs } }: SeenEvent) =>
    legs.length > 0 && (type.startsWith('ACTION_') || type === 'HANGUP');
  return later.some(isBroughtAbout) && later.every((one) => !mayHaveMeetingLeg(one.event));
}

/** This handler answered an earlier failure of the call with another action: it may have done so again. */
function triesAgain(failure: SeenEvent, { events }: History): boolean {
  let failed = false;
  for (const { event } of events) {
    if (sequenceOf(event) > sequenceOf(failure.event)) return false;
    if (failed && event.type.startsWith('ACTION_')) return true;
    if (event.type === 'ACTION_FAILED') failed = true;
    else if (event.type === 'CALL_UPDATE_REQUESTED') failed = false;
  }
  return false;
}

/** The handler's answer to our update, where it is known, holds no join, and leaves nothing that it would be told of. */
function refusalIn(records: Records): Against | null {
  const { history, replies, run } = records;
  const { update } = history;
  if (update === null) return null;
  const asked = withoutOthers(replies.since(sequenceOf(update.event)), history, run);
  const first = replies.to(sequenceOf(update.event)).find(({ answer }) => answer !== null);
  if (first === undefined || !replies.borneOut || asked.some(({ mentionsJoin }) => mentionsJoin)) return null;
  if (!asked.every((reply) => reply.answer === null || !keepsUpdate(reply.answer, run))) return null;
  const { seen, answer } = first;
  const against = { code: 'UPDATE_IGNORED', error: null, seen, answer, ended: null } as const;
  const twice = answeredTwice(records.timeline, history, replies, hasDeclined) ? 'answered-twice' : null;
  if (replies.pending === null || replies.pending.length > 0) {
    return leavesCallAsItIs(first) ? { ...against, why: twice ?? 'still-open' } : null;
  }
  const newest = history.events.at(-1) ?? seen;
  const unread = asked.some(isUnread);
  const why =
    gapIn(records.timeline, history, replies) ??
    legsProblem(newest.event, history, run) ??
    (unread ? 'answers-unread' : null);
  return { ...against, why: why ?? twice };
}

/** The SMA uses no answer to ACTION_INTERRUPTED. */
function isUnread({ answer, seen }: Reply): boolean {
  return answer === null && seen.event.type !== 'ACTION_INTERRUPTED';
}

/** No actions: whatever the call was doing goes on, or ends. */
function leavesCallAsItIs({ answer }: Reply): boolean {
  return answer?.actions === null || answer?.actions.length === 0;
}

function hasDeclined(reply: Reply): boolean {
  return !reply.mentionsJoin && leavesCallAsItIs(reply);
}
