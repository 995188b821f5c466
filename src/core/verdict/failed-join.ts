import type { CallEvent } from '../evidence/call-event.js';
import { mayHaveMeetingLeg } from '../evidence/legs.js';
import type { SeenEvent } from '../evidence/seen.js';
import { type Against, hasDeclined, isUnread, legsProblem, type Records, withoutOthers } from './against.js';
import { answeredTwice, gapIn } from './completeness.js';
import { followsUpdate, type History, isJoinOutcome, sequenceOf } from './history.js';
import { keepsUpdate } from './kept-update.js';
import { isOthersJoin, namesOurMeeting, type RunMarks } from './ours.js';
import { namesOurToken } from './tokens.js';
import type { Why } from './verdict.js';

/** The latest failure of our join, or of an answer since our update. */
export function failureIn(records: Records): Against | null {
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
