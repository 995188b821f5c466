import type { CallEvent } from '../evidence/call-event.js';
import type { SeenAnswer, SeenEvent } from '../evidence/timeline.js';
import { isJoinOutcome } from './join-signs.js';
import { carries, isEachSeen, isOthersJoin, type RunMarks } from './ours.js';

/**
 * The event from which on an answer with JoinChimeMeeting is another attempt: the failure itself; but an unusable answer
 * may have been to another event than our update, and then the join that the update was answered with is still under way.
 */
export function attemptsSince(failure: SeenEvent, events: SeenEvent[], update: SeenEvent | null): SeenEvent {
  if (failure.event.type !== 'INVALID_LAMBDA_RESPONSE' || update === null) return failure;
  const [from, to] = [update.event.sequence ?? 0, failure.event.sequence ?? 0];
  const between = events.some(({ event }) => {
    const at = event.sequence ?? 0;
    return at > from && at < to && event.type !== 'ACTION_INTERRUPTED';
  });
  return between ? update : failure;
}

/** The handler answered this event, or a later one of the call, with a JoinChimeMeeting: its outcome is still to come. */
export function triesAgain(answers: SeenAnswer[], events: SeenEvent[], from: SeenEvent, run: RunMarks): boolean {
  const since = from.event.sequence ?? 0;
  const later = events.filter(({ event }) => (event.sequence ?? 0) >= since);
  return answers.some(
    (answer) =>
      answer.joins && later.some((event) => isSameRequest(answer, event) && !isOthersAttempt(event, events, run)),
  );
}

export function isSameRequest(answer: SeenAnswer, to: SeenEvent): boolean {
  return answer.requestId !== null && answer.requestId === to.requestId && answer.stream === to.stream;
}

/**
 * What this event was answered with is no attempt of ours: it is somebody else's update, and what came of its answer is
 * seen. Either the next event says that it was unusable; or a join ended that is certainly theirs, and no event between is
 * missing that could be the end of another.
 */
function isOthersAttempt({ event }: SeenEvent, events: SeenEvent[], run: RunMarks): boolean {
  const at = event.sequence;
  if (event.type !== 'CALL_UPDATE_REQUESTED' || at === null || carries(event, run) !== 'no') return false;
  return events.some(({ event: end }) => {
    if (end.sequence === null || end.sequence <= at || !isEachSeen(events, at, end.sequence)) return false;
    if (end.type === 'INVALID_LAMBDA_RESPONSE') return end.sequence === at + 1;
    return isAnyJoinOutcome(end) && isOthersJoin(end, run);
  });
}

function isAnyJoinOutcome(event: CallEvent): boolean {
  return isJoinOutcome(event, 'ACTION_SUCCESSFUL') || isJoinOutcome(event, 'ACTION_FAILED');
}
