import type { Members } from '../facts/actions/action-facts.js';
import { isObject } from '../facts/json-object.js';
import { MEETING_EVENT_DETAIL_TYPE, MEETING_EVENT_SOURCE, MEETING_EVENT_TYPES } from '../facts/meeting-events.js';
import { guid, object, oneOf, text } from '../facts/value-form.js';
import { checkMembers } from './member-check.js';
import type { Finding } from './problem.js';
import { guide } from './sources.js';

const DETAIL: Members = {
  eventType: { form: oneOf(...MEETING_EVENT_TYPES), required: true },
  meetingId: { form: guid, required: true },
  mediaRegion: { form: text() },
};
const ATTENDEE: Members = { attendeeId: { form: guid, required: true }, externalUserId: { form: text() } };
const ENVELOPE: Members = {
  source: { form: oneOf(MEETING_EVENT_SOURCE), required: true },
  'detail-type': { form: oneOf(MEETING_EVENT_DETAIL_TYPE), required: true },
  detail: { form: object, required: true },
};
const AUTHORITY = { source: guide('using-events'), certainty: 'documented' } as const;

export function isMeetingEvent(event: Record<string, unknown>): boolean {
  return (
    Object.hasOwn(event, 'detail-type') || (Object.hasOwn(event, 'detail') && event['source'] === MEETING_EVENT_SOURCE)
  );
}

/** A meeting event; SIP media applications themselves send none. */
export function checkMeetingEvent(event: Record<string, unknown>): Finding[] {
  const findings = checkMembers(event, ENVELOPE, [], AUTHORITY);
  const { detail } = event;
  if (!isObject(detail)) return findings;
  const { eventType } = detail;
  const ofAttendee = typeof eventType === 'string' && eventType.includes('Attendee');
  return [
    ...findings,
    ...checkMembers(detail, ofAttendee ? { ...DETAIL, ...ATTENDEE } : DETAIL, ['detail'], AUTHORITY),
  ];
}
