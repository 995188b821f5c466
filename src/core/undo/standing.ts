import { cleanupCommand, confirmed } from '../catalogue/command-line.js';
import { MEETING_WITHOUT_AUDIO_MS } from '../facts/limits.js';
import { type Attempt, existingMeeting, isUndone } from '../journal/record.js';
import { attendeesOfRun } from '../run/made.js';
import type { Leftover, Standing } from '../run/result.js';

/** What an attempt created and left in place: its meeting, or its attendees in an existing one. */
export function standing(runId: string, attempt: Attempt): Standing[] {
  if (isUndone(attempt)) return [];
  const { asked, made } = attempt;
  const shared = { region: asked.meetingsRegion, command: cleanupCommand(runId) };
  const meetings = [...(made.meeting.state === 'made' ? [made.meeting.meetingId] : []), ...made.strays];
  const existing = existingMeeting(attempt);
  const endsBy = endsByOf(attempt);
  return [
    ...meetings.map((meetingId) => ({ kind: 'meeting' as const, meetingId, attendeeId: null, endsBy, ...shared })),
    ...(existing === null ? [] : attendeeIds(attempt)).map((attendeeId) => ({
      kind: 'attendee' as const,
      meetingId: existing as string,
      attendeeId,
      endsBy: null,
      ...shared,
    })),
  ];
}

export function inWords(left: readonly Standing[]): string {
  const words = left.map(({ kind, meetingId, attendeeId }) =>
    kind === 'meeting'
      ? `meeting ${meetingId}`
      : `attendee ${attendeeId ?? 'of an unknown id'} in meeting ${meetingId}`,
  );
  return words.length === 0 ? 'a meeting of an unknown id' : words.join(', ');
}

function attendeeIds({ made }: Attempt): (string | null)[] {
  if (made.attendees.length === 0) return [...made.asked, ...made.doubtful].map(() => null);
  return attendeesOfRun(made).map(({ attendeeId }) => attendeeId);
}

/** AWS ends a meeting that nobody connects to after five minutes (FAQ); who was given a seat in it may come at any time. */
function endsByOf({ asked, madeAt }: Attempt): string | null {
  if (madeAt === null || asked.addAttendees.length > 0) return null;
  return new Date(madeAt + MEETING_WITHOUT_AUDIO_MS).toISOString();
}

/** What was perhaps made, and whose id was never learnt: nobody can have wanted to keep that. */
export function unlearnedMeeting(runId: string, { made, asked }: Attempt): Leftover[] {
  if (made.meeting.state !== 'asked') return [];
  const command = confirmed(cleanupCommand(runId));
  return [{ kind: 'meeting', meetingId: null, attendeeId: null, region: asked.meetingsRegion, command }];
}
