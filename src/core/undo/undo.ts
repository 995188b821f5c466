import { isGuid } from '../facts/ids.js';
import { asFailure } from '../failure.js';
import { endOf, withinTime } from '../outcome/deadline.js';
import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import { type Made, nothingMade } from '../run/made.js';
import type { Leftover, Undone } from '../run/result.js';

export interface Taken {
  undone: Undone[];
  leftovers: Leftover[];
}

/** All that undoing reaches the world through. */
type UndoPorts = Pick<Aws, 'meetings' | 'attendees'> & { clock: Clock };

const PAUSE_MS = 300;

export interface MeetingPlace {
  /** Of an existing meeting that was joined; null for the run's own. */
  meetingId: string | null;
  meetingsRegion: string;
}

/** Undoing has time of its own, whatever became of the run's. */
export const UNDO_MS = 5_000;

/** An attempt that was given up may take effect so much later; what is removed before that would come back. */
const LATE_MS = 3_500;
/** Of the five seconds, this much is for the removing itself. */
const REMOVING_MS = 1_000;

/** As `undo`, for five seconds at most. `givenUpAt`: when a create was given up that may still take effect, ms since the epoch. */
export function undoInTime(
  made: Made,
  place: MeetingPlace,
  ports: UndoPorts,
  givenUpAt: number | null = null,
): Promise<Taken> {
  return withinTime(UNDO_MS, ports.clock, null, async (signal) => {
    await settle(givenUpAt, ports, signal);
    return undo(made, place, ports, signal);
  });
}

async function settle(givenUpAt: number | null, { clock }: UndoPorts, signal: AbortSignal): Promise<void> {
  if (givenUpAt === null) return;
  const until = Math.min(givenUpAt + LATE_MS, endOf(signal) - REMOVING_MS);
  const leftMs = until - clock.now();
  if (leftMs > 0) await clock.sleep(leftMs, signal);
}

/**
 * Takes back what the run created, until `signal` says that the time is up. Never throws: what could not be taken back is
 * a leftover. Callers make sure that no caller can be in the meeting: ending it drops everyone.
 */
async function undo(made: Made, place: MeetingPlace, ports: UndoPorts, signal: AbortSignal): Promise<Taken> {
  const taken: Taken = { undone: [], leftovers: [] };
  for (const part of [await undoOwn(made, place, ports, signal), ...(await endStrays(made, place, ports, signal))]) {
    taken.undone.push(...part.undone);
    taken.leftovers.push(...part.leftovers);
  }
  return taken;
}

function endStrays({ strays }: Made, place: MeetingPlace, ports: UndoPorts, signal: AbortSignal): Promise<Taken[]> {
  return Promise.all(
    strays.map((meetingId) => endMeeting(meetingId, { ...nothingMade(), strays: [meetingId] }, place, ports, signal)),
  );
}

async function undoOwn(made: Made, place: MeetingPlace, ports: UndoPorts, signal: AbortSignal): Promise<Taken> {
  const meetingId = await learnMeetingId(made, ports, signal);
  if (meetingId !== null) return endMeeting(meetingId, made, place, ports, signal);
  if (made.meeting.state === 'asked') return { undone: [], leftovers: [unknownMeeting(place)] };
  if (place.meetingId !== null) return removeAttendees(place.meetingId, made, place, ports, signal);
  return { undone: [], leftovers: [] };
}

/** A create whose answer was lost is repeated: its ClientRequestToken makes it the same meeting, and its id is told. */
async function learnMeetingId(made: Made, ports: UndoPorts, signal: AbortSignal): Promise<string | null> {
  const { meeting } = made;
  if (meeting.state === 'made') return meeting.meetingId;
  if (meeting.state === 'none') return null;
  // An attempt that was given up may still make the meeting anew, once it is gone.
  let givenUpAt: number | null = null;
  const create = async () => {
    try {
      const answer = await ports.meetings.create(meeting.request, signal);
      if (answer.attempts > 1) givenUpAt = ports.clock.now();
      return answer;
    } catch (error) {
      givenUpAt = ports.clock.now();
      throw error;
    }
  };
  const answer = await untilDone(create, ports, signal);
  const meetingId = answer?.value.meeting.meetingId ?? '';
  if (!isGuid(meetingId)) return null;
  await settle(givenUpAt, ports, signal);
  made.meeting = { state: 'made', meetingId };
  made.attendees = answer?.value.attendees ?? [];
  return meetingId;
}

async function endMeeting(
  meetingId: string,
  made: Made,
  place: MeetingPlace,
  ports: UndoPorts,
  signal: AbortSignal,
): Promise<Taken> {
  const end = () => ports.meetings.end(meetingId, signal);
  const isThere = () => ports.meetings.find(meetingId, signal).then(() => true);
  const gone = await untilGone(() => unlessThere(end, isThere), ports, signal);
  if (!gone) return { undone: [], leftovers: [standingMeeting(meetingId, place)] };
  const region = place.meetingsRegion;
  const attendees = made.attendees.map(
    ({ attendeeId }) => ({ kind: 'attendee', meetingId, attendeeId, region }) as const,
  );
  return { undone: [...attendees, { kind: 'meeting', meetingId, attendeeId: null, region }], leftovers: [] };
}

/** What was made seconds ago and is said to be unknown is looked for: it may be there all the same. */
async function unlessThere(remove: () => Promise<unknown>, isThere: () => Promise<boolean>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    const failure = asFailure(error);
    if (!GONE.includes(failure.code)) throw error;
    const found = await isThere().catch(() => false);
    if (found) throw failure.retold('UNAVAILABLE', 'It is there, and was not found.', { delivery: 'not-sent' });
  }
}

async function removeAttendees(
  meetingId: string,
  made: Made,
  place: MeetingPlace,
  ports: UndoPorts,
  signal: AbortSignal,
): Promise<Taken> {
  if (made.attendees.length === 0 && made.asked.length + made.doubtful.length > 0) {
    const listed = await untilDone(() => ports.attendees.list(meetingId, signal), ports, signal);
    if (listed === null) return { undone: [], leftovers: standingOwn(made, place) };
    made.attendees = listed.value;
  }
  const taken: Taken = { undone: [], leftovers: [] };
  for (const { attendeeId, isCertain } of attendeesOfRun(made)) {
    const remove = () => ports.attendees.remove(meetingId, attendeeId, signal);
    const isThere = async () => {
      const { value } = await ports.attendees.list(meetingId, signal);
      return value.some((one) => one.attendeeId === attendeeId);
    };
    const gone = isCertain && (await untilGone(() => unlessThere(remove, isThere), ports, signal));
    const attendee = { kind: 'attendee', meetingId, attendeeId, region: place.meetingsRegion } as const;
    if (gone) taken.undone.push(attendee);
    else taken.leftovers.push({ ...attendee, command: removeCommand(meetingId, attendeeId, place.meetingsRegion) });
  }
  return taken;
}

/** What stands, each with the command that removes it: after UNCONFIRMED nothing is taken back, a caller may be in it. */
export function standing(made: Made, place: MeetingPlace): Leftover[] {
  return [...standingOwn(made, place), ...made.strays.map((meetingId) => standingMeeting(meetingId, place))];
}

function standingMeeting(meetingId: string, { meetingsRegion: region }: MeetingPlace): Leftover {
  const command = `chime-join meeting end --meeting-id ${meetingId} --meetings-region ${region}`;
  return { kind: 'meeting', meetingId, attendeeId: null, region, command };
}

function standingOwn(made: Made, place: MeetingPlace): Leftover[] {
  const region = place.meetingsRegion;
  if (made.meeting.state === 'made') return [standingMeeting(made.meeting.meetingId, place)];
  if (made.meeting.state === 'asked') return [unknownMeeting(place)];
  const { meetingId } = place;
  if (meetingId === null) return [];
  if (made.attendees.length === 0) {
    const command = `chime-join attendee list --meeting-id ${meetingId} --meetings-region ${region}`;
    return [...made.asked, ...made.doubtful].map(() => ({
      kind: 'attendee',
      meetingId,
      attendeeId: null,
      region,
      command,
    }));
  }
  return attendeesOfRun(made).map(({ attendeeId }) => {
    const command = removeCommand(meetingId, attendeeId, region);
    return { kind: 'attendee', meetingId, attendeeId, region, command };
  });
}

/** Those the run put into an existing meeting; not `isCertain` where one may have been there before. */
function attendeesOfRun({ attendees, asked, doubtful }: Made): { attendeeId: string; isCertain: boolean }[] {
  return attendees
    .filter(({ externalUserId }) => asked.includes(externalUserId) || doubtful.includes(externalUserId))
    .map(({ attendeeId, externalUserId }) => ({ attendeeId, isCertain: asked.includes(externalUserId) }));
}

function removeCommand(meetingId: string, attendeeId: string, region: string): string {
  return `chime-join attendee remove --meeting-id ${meetingId} --attendee-id ${attendeeId} --meetings-region ${region}`;
}

function unknownMeeting({ meetingsRegion }: MeetingPlace): Leftover {
  return { kind: 'meeting', meetingId: null, attendeeId: null, region: meetingsRegion, command: null };
}

const GONE: readonly string[] = ['MEETING_NOT_FOUND', 'ATTENDEE_NOT_FOUND'];

/** Removes it; what is gone already needs no removing. */
async function untilGone(remove: () => Promise<unknown>, ports: UndoPorts, signal: AbortSignal): Promise<boolean> {
  const removed = async () => {
    try {
      await remove();
    } catch (error) {
      if (!GONE.includes(asFailure(error).code)) throw error;
    }
    return true;
  };
  return (await untilDone(removed, ports, signal)) ?? false;
}

/** Tries until it works, is refused for good, or the time is up (null). */
async function untilDone<T>(work: () => Promise<T>, ports: UndoPorts, signal: AbortSignal): Promise<T | null> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (asFailure(error).delivery === 'refused') return null;
    }
    await ports.clock.sleep(PAUSE_MS, signal);
  }
  return null;
}
