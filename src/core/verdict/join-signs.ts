import { type CallEvent, connectedMeetingLeg, hasMeetingNumber } from '../evidence/call-event.js';
import { latestSeen, type SeenEvent, type Timeline } from '../evidence/timeline.js';
import { followsUpdate, isEachSeen, isOthersJoin, isOurJoin, type RunMarks, unsettledUpdates } from './ours.js';

/** The Date of an answer has whole seconds, and the clocks of two services differ a little. */
const CLOCKS_APART_MS = 5_000;

export function isJoinOutcome(event: CallEvent, type: 'ACTION_SUCCESSFUL' | 'ACTION_FAILED'): boolean {
  return event.type === type && event.actionType === 'JoinChimeMeeting';
}

/** The success of our own JoinChimeMeeting; the surest one, where several are seen. */
export function successOf(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): SeenEvent | null {
  const ours = events.filter(
    ({ event }) => isJoinOutcome(event, 'ACTION_SUCCESSFUL') && isOurJoin(event, update, events, run),
  );
  return ours.find(({ event }) => isOurJoin(event, null, events, run)) ?? ours[0] ?? null;
}

/**
 * A Connected meeting leg that was not there before. No event says which meeting it leads to, so it counts only after our
 * update, with no other update and nobody else's join between, and only if every event before shows none.
 */
export function meetingLegAfter(
  timeline: Timeline,
  events: SeenEvent[],
  update: SeenEvent | null,
  run: RunMarks,
): SeenEvent | null {
  const sequence = update?.event.sequence ?? null;
  if (update === null || sequence === null) return null;
  const before = events.filter(({ event }) => event.sequence !== null && event.sequence <= sequence);
  // Events that list no legs show nothing, not even that there was none.
  if (!before.some(({ event }) => event.legs.length > 0)) return null;
  if (before.some(({ event }) => connectedMeetingLeg(event) !== undefined)) return null;
  if (unsettledUpdates(events, update, run).length > 0) return null;
  const toTelephone = bridgesToTelephone(timeline, events, update);
  const leg = events.find(({ event }) => {
    const found = connectedMeetingLeg(event);
    if (found === undefined || (toTelephone && !hasMeetingNumber(found))) return false;
    return followsUpdate(event, update, events, run) && !joinedElsewhere(events, event, update, run);
  });
  return leg ?? null;
}

/**
 * The meeting leg that our join's failure shows is certainly somebody else's: they joined before it, and no event since, which
 * could be their leaving or our own success, is missing. A call has one such leg at a time.
 */
export function showsOthersLeg(failure: CallEvent, events: SeenEvent[], run: RunMarks): boolean {
  const to = failure.sequence;
  if (to === null) return false;
  return events.some(({ event }) => {
    const theirs = isJoinOutcome(event, 'ACTION_SUCCESSFUL') && isOthersJoin(event, run);
    return theirs && event.sequence !== null && event.sequence < to && isEachSeen(events, event.sequence, to);
  });
}

/** Since our update the handler has bridged the call elsewhere: a LEG-B whose number is masked may be that. */
function bridgesToTelephone(timeline: Timeline, events: SeenEvent[], update: SeenEvent): boolean {
  const since = (sequence: number | null) => (sequence ?? 0) >= (update.event.sequence ?? 0);
  return (
    events.some(({ event }) => event.actionType === 'CallAndBridge' && since(event.sequence)) ||
    timeline.answers.some(({ actions, time }) => time >= update.time && actions?.includes('CallAndBridge') === true)
  );
}

/** Since our update there was a join, or there is a meeting leg, that is not certainly somebody else's. */
export function mayHaveJoined(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): boolean {
  const since = events.filter((seen) => isSince(seen, update, run));
  const joins = since.filter(({ event }) => isJoinOutcome(event, 'ACTION_SUCCESSFUL'));
  if (joins.some(({ event }) => !isOthersJoin(event, run))) return true;
  const asItWas = update ?? latestSeen(events.filter((seen) => !since.includes(seen)));
  if (asItWas !== null && connectedMeetingLeg(asItWas.event) !== undefined) return false;
  return joins.length === 0 && since.some(({ event }) => connectedMeetingLeg(event) !== undefined);
}

/** After our update by Sequence; by the records' own time where our update or a Sequence is not seen. */
function isSince(seen: SeenEvent, update: SeenEvent | null, run: RunMarks): boolean {
  const [from, at] = [update?.event.sequence ?? run.sequenceBefore, seen.event.sequence];
  if (from === null || at === null) return seen.time >= run.updatedAt - CLOCKS_APART_MS;
  // AWS's own page prints one Sequence for several events; then only their times tell.
  const isBeside = update !== null && at === from && seen.event.type !== 'CALL_UPDATE_REQUESTED';
  return at > from || (isBeside && seen.time >= update.time);
}

function joinedElsewhere(events: SeenEvent[], upTo: CallEvent, update: SeenEvent, run: RunMarks): boolean {
  return events.some(
    ({ event }) =>
      isJoinOutcome(event, 'ACTION_SUCCESSFUL') &&
      !isOurJoin(event, update, events, run) &&
      (event.sequence ?? 0) > (update.event.sequence ?? 0) &&
      (event.sequence ?? 0) <= (upTo.sequence ?? 0),
  );
}
