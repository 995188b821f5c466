import { isGuid } from '../facts/ids.js';
import { endOf, withinTime } from '../outcome/deadline.js';
import { named } from '../run/attendees.js';
import type { Made } from '../run/made.js';
import { leftMeeting, type MeetingPlace } from './left.js';
import { endMeeting, removeAttendees } from './remove.js';
import type { Part, Taken, UndoPorts } from './taken.js';
import { untilDone } from './until-gone.js';

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
  const known = await learnMeeting(made, ports, signal);
  const own = await undoOwn(known, place, ports, signal);
  const parts = [own, ...(await endStrays(known, place, ports, signal))];
  return {
    undone: parts.flatMap(({ undone }) => undone),
    leftovers: parts.flatMap(({ leftovers }) => leftovers),
    made: own.made ?? known,
  };
}

function endStrays({ strays }: Made, place: MeetingPlace, ports: UndoPorts, signal: AbortSignal): Promise<Part[]> {
  return Promise.all(strays.map((meetingId) => endMeeting(meetingId, [], place, { ports, signal })));
}

async function undoOwn(
  made: Made,
  place: MeetingPlace,
  ports: UndoPorts,
  signal: AbortSignal,
): Promise<Part & { made?: Made }> {
  const { meeting, attendees } = made;
  if (meeting.state === 'made') return endMeeting(meeting.meetingId, attendees, place, { ports, signal });
  if (meeting.state === 'asked') return { undone: [], leftovers: [leftMeeting(null, place)] };
  if (place.meetingId !== null) return removeAttendees(place.meetingId, made, place, { ports, signal });
  return { undone: [], leftovers: [] };
}

/** A create whose answer was lost is repeated: its ClientRequestToken makes it the same meeting, and its id is told. */
async function learnMeeting(made: Made, ports: UndoPorts, signal: AbortSignal): Promise<Made> {
  const { meeting } = made;
  if (meeting.state !== 'asked') return made;
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
  const answer = await untilDone(create, ports.clock, signal);
  if (answer === null || !isGuid(answer.value.meeting.meetingId)) return made;
  await settle(givenUpAt, ports, signal);
  const { meeting: found, attendees } = answer.value;
  return { ...made, meeting: { state: 'made', meetingId: found.meetingId }, attendees: named(attendees) };
}
