import { failed } from '../catalogue/failed.js';
import type { Failure } from '../failure.js';
import type { AttendeeRefusal } from '../ports/meetings.js';

/** AWS took the request, and did not create everybody in it. */
export function refusedAttendee(refused: AttendeeRefusal[]): Failure {
  const [first] = refused as [AttendeeRefusal];
  const full = /limit/i.test(first.code);
  const who = refused.map(({ externalUserId }) => externalUserId).join(', ');
  const facts = { who, said: `${first.code}: ${first.message}` };
  return failed(full ? 'MEETING_FULL.attendees' : 'REFUSED.attendees', facts, { delivery: 'refused' });
}
