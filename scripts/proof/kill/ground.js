// What the program said, held against what the emulator knows and what stands in the journal.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJournalFile } from '../../../dist/journal/journal-file.js';
import { journalIn } from '../journal-in.js';
import { removalsIn, removedUnderSomebody, updatesIn } from '../removals.js';
import { isSame, ourLegs, standingOf, updatesDelivered } from '../truth.js';

export { isSame, ourLegs, standingOf, updatesDelivered };

/** The state of the emulator, with what was there before the run. */
export async function truthOf({ ask, before, stage: { truth } }) {
  const { meetings, calls, secrets } = await ask('state');
  const requests = [...truth.requests()];
  return { truth: { meetings, calls, secrets, requests, stays: [...truth.stays()] }, before };
}

const isOver = ({ truth: { calls } }) => calls.every(({ status }) => status === 'Ended');

/**
 * What one program wrongly removed, `from` being the number of requests before it. Nothing may go while somebody is in it. Once
 * an update was delivered the run removes nothing at all; a cleanup, or `another` run, nothing that a delivered update names,
 * unless it is a cleanup after the call is over.
 */
export function wronglyRemoved(ground, from, { cleanup, another }) {
  const { truth } = ground;
  const own = truth.requests.slice(from);
  const problems = removedUnderSomebody(own, truth.stays);
  if (cleanup && isOver(ground)) return problems;
  const first = truth.requests.indexOf(updatesIn(truth.requests)[0]);
  const removals = first === -1 ? [] : removalsIn(own.slice(Math.max(0, first - from)));
  const named = namedByUpdates(truth);
  const isNamed = ({ meetingId, attendeeId }) =>
    named.some((one) => (attendeeId === null ? one.meetingId === meetingId : one.attendeeId === attendeeId));
  return [
    ...problems,
    ...removals
      .filter((removal) => (!cleanup && !another) || isNamed(removal))
      .map(
        ({ operation, meetingId, attendeeId }) =>
          `${operation} of ${attendeeId ?? meetingId} after an update was delivered`,
      ),
  ];
}

/** Where the updates that the handler was told of would bring the caller. */
function namedByUpdates({ calls }) {
  return calls
    .flatMap(({ events }) => events)
    .filter(({ InvocationEventType: type }) => type === 'CALL_UPDATE_REQUESTED')
    .map(({ ActionData }) => ActionData.Parameters.Arguments)
    .map(({ MeetingId, AttendeeId }) => ({ meetingId: MeetingId, attendeeId: AttendeeId }));
}

/** A leg that once led into a meeting of ours, or to an attendee of ours, must lead there still while the caller lives. */
export function callersDropped(ground) {
  const { truth } = ground;
  return ourLegs(ground).flatMap(({ meetingId, attendeeId, status }) => {
    const call = truth.calls.find(({ legs }) => legs.some((leg) => leg.attendeeId === attendeeId));
    if (call.status === 'Ended') return [];
    const meeting = truth.meetings.find((one) => one.meetingId === meetingId);
    const isThere = meeting?.ended === false && meeting.attendees.some((one) => one.attendeeId === attendeeId);
    return status === 'Disconnected' || !isThere ? [`dropped caller: out of ${meetingId}`] : [];
  });
}

/** Each of the joins that the handler was told of. */
export function joinsOf({ truth }) {
  return truth.calls
    .flatMap(({ events }) => events)
    .filter(
      ({ InvocationEventType: type, ActionData: action }) =>
        type === 'ACTION_SUCCESSFUL' && action?.Type === 'JoinChimeMeeting',
    );
}

/** A join, or a leg, more than once; what others made is touched. */
export function harmDone(ground) {
  const problems = callersDropped(ground);
  if (ourLegs(ground).length > 1) problems.push(`${ourLegs(ground).length} legs were led into meetings`);
  if (joinsOf(ground).length > 1) problems.push(`joined ${joinsOf(ground).length} times`);
  for (const { meetingId, attendees } of ground.before.meetings) {
    const now = ground.truth.meetings.find((meeting) => meeting.meetingId === meetingId);
    const gone = attendees.filter(({ attendeeId }) => !now.attendees.some((one) => one.attendeeId === attendeeId));
    if (now.ended || gone.length > 0) problems.push(`somebody else's meeting ${meetingId} was touched`);
  }
  return problems;
}

/** Each thing of ours that stands and that `isNamed` does not name. */
export function unnamed(ground, isNamed) {
  return standingOf(ground)
    .filter((thing) => !isNamed(thing))
    .map(({ kind, meetingId, attendeeId }) => `left and not named: ${kind} ${attendeeId ?? meetingId}`);
}

/** All files under the run's state folder: private, readable, without a secret. */
export function journalProblems(folder, secrets, torn) {
  const problems = [];
  for (const path of filesIn(folder)) {
    const { mode } = lstatSync(path);
    if ((mode & 0o077) !== 0) problems.push(`${path} has the mode ${(mode & 0o777).toString(8)}`);
    if (!path.endsWith('.jsonl')) continue;
    const text = readFileSync(path, 'utf8');
    if (secrets.some((secret) => text.includes(secret))) problems.push('the journal holds a join token');
    const read = readJournalFile(path);
    if (read.foreign > 0) problems.push(`the journal has ${read.foreign} lines that nobody knows`);
    if (read.torn > torn) problems.push(`the journal has ${read.torn} torn lines`);
  }
  return problems;
}

function filesIn(folder) {
  try {
    return [folder, ...readdirSync(folder, { recursive: true }).map((name) => join(folder, name))];
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The entries of a run's journal; none where it was never begun. */
export function entriesOf(folder, runId) {
  const file = journalIn(folder, runId);
  return file === null ? [] : readJournalFile(file).entries;
}
