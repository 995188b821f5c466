import { Failure } from '../failure.js';
import type { AttendeeRefusal } from '../ports/meetings.js';

/** AWS took the request, and did not create everybody in it. */
export function refusedAttendee(refused: AttendeeRefusal[]): Failure {
  const [first] = refused as [AttendeeRefusal];
  const full = /limit/i.test(first.code);
  const who = refused.map(({ externalUserId }) => externalUserId).join(', ');
  return new Failure(full ? 'MEETING_FULL' : 'REFUSED', `AWS did not create every attendee: ${who}.`, {
    cause: `${first.code}: ${first.message}`,
    delivery: 'refused',
  });
}
