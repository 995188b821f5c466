import { listAttendeesCommand } from '../catalogue/command-line.js';
import { reworded } from '../catalogue/failed.js';
import type { Progress } from '../outcome/progress.js';
import type { Attendees } from '../ports/meetings.js';
import { requireGuid } from '../run/check.js';
import type { AttendeesResult } from './attendees-result.js';
import { checkMeeting, type MeetingRequest } from './meeting.js';
import { shownAttendees } from './shown.js';
import { unlessUnconfirmed } from './unconfirmed.js';

export interface RemoveAttendeeRequest extends MeetingRequest {
  attendeeId: string;
}

export async function listAttendees(
  request: MeetingRequest,
  { attendees }: { attendees: Attendees },
  progress: Progress,
  signal: AbortSignal,
): Promise<AttendeesResult> {
  checkMeeting(request);
  const { value, requestId } = await attendees.list(request.meetingId, signal);
  progress.sent(requestId);
  return { attendees: shownAttendees(value) };
}

/** Removes the attendee: whoever is connected with its token leaves the meeting. */
export async function removeAttendee(
  request: RemoveAttendeeRequest,
  { attendees }: { attendees: Attendees },
  progress: Progress,
  signal: AbortSignal,
): Promise<AttendeesResult> {
  checkMeeting(request);
  const { meetingId, attendeeId } = request;
  requireGuid('attendeeId', attendeeId);
  const { requestId } = await attendees.remove(meetingId, attendeeId, signal).catch((error: unknown) => {
    throw unlessUnconfirmed(error, (failure, why) =>
      reworded(failure, 'UNCONFIRMED.attendee-removed', { why, command: listAttendeesCommand(request) }),
    );
  });
  progress.sent(requestId);
  return { attendees: [{ attendeeId, externalUserId: null }] };
}
