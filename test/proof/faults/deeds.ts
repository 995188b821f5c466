/** What is wrong with what was done: callers dropped, what others made removed, cleanups that removed too much or too little. */
import { LEFT_BEHIND } from '../stage/exits.js';
import { removalsIn, removedAfterUpdate, removedUnderSomebody, updatesIn } from '../stage/requests.js';
import { inWords, isMeetingLeg, isSame, ourLegs, standingOf, type Thing } from '../stage/things.js';
import type { Cleanup, Run } from './run.js';

/**
 * A caller whose leg led into the run's meeting and who did not hang up must still be there. And whoever hung up: nothing
 * that the run takes back may ever have had a leg in it, for then only luck has spared the caller; and once its update was
 * delivered it takes back nothing at all.
 */
export function callersDropped(run: Run): string[] {
  const { requests, phases, calls, stays } = run.truth;
  const dropped = calls
    .filter(({ status }) => status !== 'Ended')
    .flatMap(({ legs }) => legs)
    .filter((leg) => isMeetingLeg(leg) && leg.status === 'Disconnected');
  const under = removalsIn(requests).length > 0 && ourLegs(run).length > 0;
  return [
    ...dropped.map(({ meetingId }) => `dropped caller: its leg into ${meetingId} was disconnected`),
    ...(under ? ['dropped caller: what a leg led to was removed'] : []),
    ...removedAfterUpdate(requests),
    ...removedUnderSomebody([...phases.whileUp, ...phases.whenOver], stays),
  ];
}

/** What was there before the run, and is not the run's to remove. */
export function othersRemoved({ truth, before }: Run): string[] {
  return before.meetings.flatMap(({ meetingId, attendees }) => {
    const now = truth.meetings.find((meeting) => meeting.meetingId === meetingId);
    if (now === undefined || now.ended) return [`somebody else's meeting was ended: ${meetingId}`];
    const there = new Set(now.attendees.map(({ attendeeId }) => attendeeId));
    return attendees
      .filter(({ attendeeId }) => !there.has(attendeeId))
      .map(({ attendeeId }) => `somebody else's attendee was removed: ${attendeeId}`);
  });
}

/** While the call is up a cleanup removes nothing that a delivered update left; whatever it leaves, it names. */
export function untrueCleanups(run: Run): string[] {
  const { truth, cleanups } = run;
  const isLive = updatesIn(truth.requests).length > 0 && truth.callAtVerdict !== 'Ended';
  const removed = isLive ? removalsIn(truth.phases.whileUp) : [];
  return [
    ...removed.map(({ operation }) => `${operation} while the call is up`),
    ...cleanups.flatMap((cleanup) => untrueCleanup(run, cleanup)),
  ].map((problem) => `runs cleanup: ${problem}`);
}

function untrueCleanup({ plan, before }: Run, { told, meetings }: Cleanup): string[] {
  const problems = told.code === 'INTERNAL' ? [`a defect: ${told.cause}`] : [];
  if (told.result === null) {
    return told.code === 'RUN_NOT_FOUND' ? problems : [...problems, `no result: ${told.code}: ${told.cause}`];
  }
  const { removed, kept, failed } = told.result;
  if (failed.length > 0 !== (told.exit === LEFT_BEHIND))
    problems.push(`${failed.length} not removed, and exit ${told.exit}`);
  const things = standingOf({ truth: { meetings }, before });
  const isNamed = (thing: Thing) => plan.keepMeeting || [...kept, ...failed].some((left) => isSame(left, thing));
  const unnamed = things.filter((thing) => !isNamed(thing));
  const there = removed.filter((one) => things.some((thing) => isSame(one, thing)));
  return [
    ...problems,
    ...unnamed.map((thing) => `stands, and is not named: ${inWords(thing)}`),
    ...there.map((thing) => `removed, and stands: ${inWords(thing)}`),
  ];
}
