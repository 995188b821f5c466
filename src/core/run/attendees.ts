import { failed } from '../catalogue/failed.js';
import type { Failure } from '../failure.js';
import { type Attendee, type NewAttendee, PHONE_CAPABILITIES } from '../ports/meetings.js';
import type { Made } from './made.js';
import type { BridgeRequest } from './request.js';

/** The phone first, then the browsers'; a phone has no screen. */
export function attendeesOf(request: Pick<BridgeRequest, 'externalUserId' | 'addAttendees'>): NewAttendee[] {
  const phone = { externalUserId: request.externalUserId, capabilities: PHONE_CAPABILITIES };
  return [phone, ...request.addAttendees.map((externalUserId) => ({ externalUserId }))];
}

/** The attendees as they are written down: without their tokens. */
export function named(attendees: readonly Attendee[]): Made['attendees'] {
  return attendees.map(({ attendeeId, externalUserId }) => ({ attendeeId, externalUserId }));
}

/** Creating an attendee again may give the one that is there, whose line is live. */
export function takenUserId(externalUserId: string): Failure {
  return failed('CONFLICT.attendee', { externalUserId: JSON.stringify(externalUserId) });
}
