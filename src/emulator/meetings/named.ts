import { REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { Refusal } from '../http/refusal.js';
import type { Quota } from '../quotas.js';
import { addAttendees } from './attendees.js';
import type { NewAttendee } from './input.js';
import type { Attendee, Meeting } from './meeting.js';
import type { MeetingRooms } from './rooms.js';
import { attendeeOnTheWire } from './wire.js';

/** An older guide allows a burst of twenty; whoever keeps to ten a second is safe under either page. */
export const MEETINGS_QUOTA: Quota = { perSecond: REQUESTS_PER_SECOND.meetings, burst: REQUESTS_PER_SECOND.meetings };

/** The live meeting that a request names. Throws the service's refusal. */
export function meetingOf(rooms: MeetingRooms, region: string, meetingId: string): Meeting {
  const meeting = rooms.find(region, meetingId);
  if (meeting !== undefined) return meeting;
  const over = rooms.any(meetingId)?.region === region;
  throw new Refusal('NotFoundException', over ? 'The meeting has ended' : `Meeting <${meetingId}> not found`);
}

/** The same of an attendee. */
export function attendeeOf(meeting: Meeting, attendeeId: string): Attendee {
  const attendee = meeting.attendees.get(attendeeId.toLowerCase());
  if (attendee === undefined) throw new Refusal('NotFoundException', 'The attendee could not be found.');
  return attendee;
}

/** A new attendee with its token, which counts as issued from here on. */
export function shown(rooms: MeetingRooms, attendee: Attendee): object {
  rooms.issued(attendee.joinToken);
  return attendeeOnTheWire(attendee);
}

export function shownBatch(rooms: MeetingRooms, meeting: Meeting, wanted: NewAttendee[]) {
  const { added, errors } = addAttendees(wanted, (each) => rooms.addAttendee(meeting, each));
  return { Attendees: added.map((attendee) => shown(rooms, attendee)), Errors: errors };
}
