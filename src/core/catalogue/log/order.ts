import type { CallEvent } from '../../evidence/call-event.js';
import type { SeenAnswer, SeenEvent, Timeline } from '../../evidence/timeline.js';

/** By Sequence; by the records' own time where one has none. */
export function orderOf(one: SeenEvent, other: SeenEvent): number {
  const [first, second] = [one.event.sequence, other.event.sequence];
  return first === null || second === null ? one.time - other.time : first - second || one.time - other.time;
}

/** The outcome of a JoinChimeMeeting. */
export function isJoin(event: CallEvent, type: 'ACTION_SUCCESSFUL' | 'ACTION_FAILED'): boolean {
  return (
    event.type === type && (event.actionType === 'JoinChimeMeeting' || event.error?.code === 'ErrorJoiningMeeting')
  );
}

/** What the handler answered to this event, where both were logged in one Lambda request. */
export function answersTo({ requestId, stream }: SeenEvent, { answers }: Timeline): SeenAnswer[] {
  return requestId === null
    ? []
    : answers.filter((answer) => answer.requestId === requestId && answer.stream === stream);
}
