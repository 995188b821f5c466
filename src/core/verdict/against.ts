import type { CallEvent } from '../evidence/call-event.js';
import { mayHaveMeetingLeg } from '../evidence/legs.js';
import type { SeenAnswer, SeenEvent, Timeline } from '../evidence/seen.js';
import type { NotJoinedCode } from '../failure.js';
import { type History, isJoinOutcome, isJoinSuccess, sequenceOf } from './history.js';
import { carries, isOthersJoin, leadsElsewhere, type RunMarks } from './ours.js';
import type { Replies } from './replies.js';
import type { Reply } from './reply.js';
import type { Why } from './verdict.js';

/** What speaks against the join. `why` null: it proves that the call did not join; else what its proof lacks. */
export interface Against {
  code: NotJoinedCode;
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

/** It shows the legs, and that none of them may lead into this run's meeting. */
export function legsProblem(event: CallEvent, history: History, run: RunMarks): Why | null {
  if (event.legs.length === 0) return 'legs-hidden';
  return mayHaveMeetingLeg(event) && !showsOthersLeg(event, history, run) ? 'leg-shown' : null;
}

/** The meeting leg that it shows is somebody else's: their join to another meeting succeeded, and nothing since is missing. */
export function showsOthersLeg(shown: CallEvent, { events, isWhole }: History, run: RunMarks): boolean {
  const to = sequenceOf(shown);
  return events.some(
    ({ event }) =>
      isJoinSuccess(event) &&
      sequenceOf(event) <= to &&
      leadsElsewhere(event.parameters, run) &&
      isWhole(sequenceOf(event), to),
  );
}

/** The replies but those to somebody else's update of which the end is seen: their join ended, and nothing between is missing. */
export function withoutOthers(replies: Reply[], { events, isWhole }: History, run: RunMarks): Reply[] {
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

/** The SMA uses no answer to ACTION_INTERRUPTED. */
export function isUnread({ answer, seen }: Reply): boolean {
  return answer === null && seen.event.type !== 'ACTION_INTERRUPTED';
}

/** No actions: whatever the call was doing goes on, or ends. */
export function leavesCallAsItIs({ answer }: Reply): boolean {
  return answer?.actions === null || answer?.actions.length === 0;
}

export function hasDeclined(reply: Reply): boolean {
  return !reply.mentionsJoin && leavesCallAsItIs(reply);
}
