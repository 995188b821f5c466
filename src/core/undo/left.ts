import { cleanupCommand, confirmed, endMeetingCommand, removeAttendeeCommand } from '../catalogue/command-line.js';
import { type Attempt, existingMeeting } from '../journal/record.js';
import type { Made } from '../run/made.js';
import type { Leftover } from '../run/result.js';

/** Whose it is and where it was made. */
export interface MeetingPlace {
  /** Null: no run made it, so that only its own command removes it. */
  runId: string | null;
  /** Of an existing meeting that was joined; null for the run's own. */
  meetingId: string | null;
  meetingsRegion: string;
}

export function placeOf(runId: string, attempt: Attempt): MeetingPlace {
  return { runId, meetingId: existingMeeting(attempt), meetingsRegion: attempt.asked.meetingsRegion };
}

export function leftMeeting(meetingId: string | null, place: MeetingPlace): Leftover {
  const command = removeCommand(place, meetingId, null);
  return { kind: 'meeting', meetingId, attendeeId: null, region: place.meetingsRegion, command };
}

/** Those whose ids were never learnt. */
export function leftAttendees(meetingId: string, made: Made, place: MeetingPlace): Leftover[] {
  return [...made.asked, ...made.doubtful].map(() => leftAttendee(meetingId, null, place));
}

export function leftAttendee(meetingId: string, attendeeId: string | null, place: MeetingPlace): Leftover {
  const command = removeCommand(place, meetingId, attendeeId);
  return { kind: 'attendee', meetingId, attendeeId, region: place.meetingsRegion, command };
}

/** The command that removes it. What a run made its cleanup removes, which looks first; null where no id is known. */
export function removeCommand(
  { runId, meetingsRegion }: MeetingPlace,
  meetingId: string | null,
  attendeeId: string | null,
): string | null {
  if (runId !== null) return confirmed(cleanupCommand(runId));
  if (meetingId === null) return null;
  const meeting = { meetingId, meetingsRegion };
  return attendeeId === null ? endMeetingCommand(meeting) : removeAttendeeCommand(meeting, attendeeId);
}
