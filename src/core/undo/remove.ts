import { named } from '../run/attendees.js';
import { attendeesOfRun, type Made } from '../run/made.js';
import { leftAttendee, leftAttendees, leftMeeting, type MeetingPlace } from './left.js';
import type { Part, Reach } from './taken.js';
import { untilDone, untilGone } from './until-gone.js';

/** Ends a meeting, and all who are in it leave. */
export async function endMeeting(
  meetingId: string,
  attendees: Made['attendees'],
  place: MeetingPlace,
  { ports, signal }: Reach,
): Promise<Part> {
  const end = () => ports.meetings.end(meetingId, signal);
  const isThere = () => ports.meetings.find(meetingId, signal).then(() => true);
  const gone = await untilGone({ remove: end, isThere }, ports.clock, signal);
  if (!gone) return { undone: [], leftovers: [leftMeeting(meetingId, place)] };
  const region = place.meetingsRegion;
  const theirs = attendees.map(({ attendeeId }) => ({ kind: 'attendee', meetingId, attendeeId, region }) as const);
  return { undone: [...theirs, { kind: 'meeting', meetingId, attendeeId: null, region }], leftovers: [] };
}

/** Removes the attendees that the run made in an existing meeting. */
export async function removeAttendees(
  meetingId: string,
  made: Made,
  place: MeetingPlace,
  { ports, signal }: Reach,
): Promise<Part & { made: Made }> {
  let known = made;
  if (made.attendees.length === 0 && made.asked.length + made.doubtful.length > 0) {
    const listed = await untilDone(() => ports.attendees.list(meetingId, signal), ports.clock, signal);
    if (listed === null) return { undone: [], leftovers: leftAttendees(meetingId, made, place), made };
    known = { ...made, attendees: named(listed.value).filter(({ externalUserId }) => isOfRun(externalUserId, made)) };
  }
  const taken: Part & { made: Made } = { undone: [], leftovers: [], made: known };
  for (const { attendeeId, isCertain } of attendeesOfRun(known)) {
    const remove = () => ports.attendees.remove(meetingId, attendeeId, signal);
    const isThere = async () => {
      const { value } = await ports.attendees.list(meetingId, signal);
      return value.some((one) => one.attendeeId === attendeeId);
    };
    const gone = isCertain && (await untilGone({ remove, isThere }, ports.clock, signal));
    const attendee = { kind: 'attendee', meetingId, attendeeId, region: place.meetingsRegion } as const;
    if (gone) taken.undone.push(attendee);
    else taken.leftovers.push(leftAttendee(meetingId, attendeeId, place));
  }
  return taken;
}

function isOfRun(externalUserId: string, { asked, doubtful }: Made): boolean {
  return asked.includes(externalUserId) || doubtful.includes(externalUserId);
}
