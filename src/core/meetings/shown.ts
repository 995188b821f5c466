import type { Attendee, Meeting } from '../ports/meetings.js';
import type { AttendeeResult } from './attendees-result.js';
import type { MeetingResult } from './meeting-result.js';

/** The meeting as results show it. */
export function shownMeeting(meeting: Omit<Meeting, 'asAnswered'>): MeetingResult['meeting'] {
  const { meetingId, externalMeetingId, mediaRegion, region, arn } = meeting;
  return { meetingId, externalMeetingId, mediaRegion, region, arn };
}

/** The attendees as results show them: without their tokens. */
export function shownAttendees(attendees: readonly Attendee[]): AttendeeResult[] {
  return attendees.map(({ attendeeId, externalUserId }) => ({ attendeeId, externalUserId }));
}
