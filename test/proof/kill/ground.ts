/** What the program said, held against what the emulator knows and what stands in the journal. */
import { lstatSync, readFileSync } from 'node:fs';
import type { InvocationEvent } from '../../../src/core/facts/event.js';
import type { Entry } from '../../../src/core/journal/entry.js';
import type { GroundTruth } from '../../../src/emulator/assemble.js';
import type { MeetingState } from '../../../src/emulator/meetings/rooms.js';
import type { Stay } from '../../../src/emulator/meetings/stay.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import type { CallState } from '../../../src/emulator/world.js';
import { readJournalFile } from '../../../src/journal/journal-file.js';
import { argumentsOf, eventsOf } from '../stage/events.js';
import { filesIn, journalIn } from '../stage/journal-in.js';
import { fromFirstUpdate, type Removal, removalsIn, removedUnderSomebody, updatesIn } from '../stage/requests.js';
import type { Control, WorldState } from '../stage/stages.js';
import { inWords, ourLegs, standingOf, type Thing } from '../stage/things.js';

/** The state of the emulator, with what was there before the run. */
export interface Ground {
  truth: WorldState & { requests: RecordedRequest[]; stays: Stay[] };
  before: { meetings: MeetingState[] };
}

export interface Seen {
  control: Control;
  before: Ground['before'];
  stage: { truth: GroundTruth };
}

export async function groundOf({ control, before, stage: { truth } }: Seen): Promise<Ground> {
  const { meetings, calls, secrets } = await control.state();
  const requests = [...truth.requests()];
  return { truth: { meetings, calls, secrets, requests, stays: [...truth.stays()] }, before };
}

export const deliveredIn = ({ truth }: Ground): number => updatesIn(truth.requests).length;

/** Whose requests they are: a cleanup's, or those of another run for the same call. */
export interface Whose {
  cleanup: boolean;
  another: boolean;
}

/**
 * What one program wrongly removed, `from` being the number of requests before it. Nothing may go while somebody is in it. Once
 * an update was delivered the run removes nothing at all; a cleanup, or `another` run, nothing that a delivered update names,
 * unless it is a cleanup after the call is over.
 */
export function wronglyRemoved({ truth }: Ground, from: number, { cleanup, another }: Whose): string[] {
  const own = truth.requests.slice(from);
  const problems = removedUnderSomebody(own, truth.stays);
  const isOver = truth.calls.every(({ status }) => status === 'Ended');
  if (cleanup && isOver) return problems;
  const later = new Set(fromFirstUpdate(truth.requests));
  const removals = removalsIn(own.filter((request) => later.has(request)));
  const wrong = removals.filter((removal) => (!cleanup && !another) || isNamed(removal, truth.calls));
  return [
    ...problems,
    ...wrong.map(
      ({ operation, meetingId, attendeeId }) =>
        `${operation} of ${attendeeId ?? meetingId} after an update was delivered`,
    ),
  ];
}

/** An update that the handler was told of would bring the caller there. */
function isNamed({ meetingId, attendeeId }: Removal, calls: readonly CallState[]): boolean {
  return eventsOf(calls)
    .filter(({ InvocationEventType }) => InvocationEventType === 'CALL_UPDATE_REQUESTED')
    .map(argumentsOf)
    .some((one) => (attendeeId === null ? one['MeetingId'] === meetingId : one['AttendeeId'] === attendeeId));
}

/** A leg that once led into a meeting of ours, or to an attendee of ours, must lead there still while the caller lives. */
export function callersDropped(ground: Ground): string[] {
  const { truth } = ground;
  return ourLegs(ground).flatMap(({ meetingId, attendeeId, status }) => {
    const call = truth.calls.find(({ legs }) => legs.some((leg) => leg.attendeeId === attendeeId));
    if (call?.status === 'Ended') return [];
    const meeting = truth.meetings.find((one) => one.meetingId === meetingId);
    const isThere = meeting?.ended === false && meeting.attendees.some((one) => one.attendeeId === attendeeId);
    return status === 'Disconnected' || !isThere ? [`dropped caller: out of ${meetingId}`] : [];
  });
}

/** Each of the joins that the handler was told of. */
function joinsOf({ truth }: Ground): InvocationEvent[] {
  return eventsOf(truth.calls).filter(
    ({ InvocationEventType, ActionData }) =>
      InvocationEventType === 'ACTION_SUCCESSFUL' && ActionData?.Type === 'JoinChimeMeeting',
  );
}

/** A join, or a leg, more than once; what others made is touched. */
export function harmDone(ground: Ground): string[] {
  const problems = callersDropped(ground);
  if (ourLegs(ground).length > 1) problems.push(`${ourLegs(ground).length} legs were led into meetings`);
  if (joinsOf(ground).length > 1) problems.push(`joined ${joinsOf(ground).length} times`);
  for (const { meetingId, attendees } of ground.before.meetings) {
    const now = ground.truth.meetings.find((meeting) => meeting.meetingId === meetingId);
    const isThere = (attendeeId: string) => now?.attendees.some((one) => one.attendeeId === attendeeId) === true;
    if (now?.ended !== false || attendees.some(({ attendeeId }) => !isThere(attendeeId)))
      problems.push(`somebody else's meeting ${meetingId} was touched`);
  }
  return problems;
}

/** Each thing of ours that stands and that `isNamed` does not name. */
export function unnamed(ground: Ground, isNamedSo: (thing: Thing) => boolean): string[] {
  return standingOf(ground)
    .filter((thing) => !isNamedSo(thing))
    .map((thing) => `left and not named: ${inWords(thing)}`);
}

/** All files under the run's state folder: private, readable, without a secret. */
export function journalProblems(folder: string, secrets: readonly string[], torn: number): string[] {
  const problems: string[] = [];
  for (const path of [folder, ...filesIn(folder)]) {
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

/** The entries of a run's journal; none where it was never begun. */
export function entriesOf({ folder, runId }: { folder: string; runId: string }): Entry[] {
  const file = journalIn(folder, runId);
  return file === null ? [] : readJournalFile(file).entries;
}
