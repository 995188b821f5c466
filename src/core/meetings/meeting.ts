import { showMeetingCommand } from '../catalogue/command-line.js';
import { reworded } from '../catalogue/failed.js';
import type { Progress } from '../outcome/progress.js';
import type { Meetings } from '../ports/meetings.js';
import { requireGuid, requireMeetingsRegion } from '../run/check.js';
import type { MeetingResult } from './meeting-result.js';
import { shownMeeting } from './shown.js';
import { unlessUnconfirmed } from './unconfirmed.js';

/** A meeting that is there, and where it was made. */
export interface MeetingRequest {
  meetingId: string;
  meetingsRegion: string;
}

/** Throws before anything is sent. */
export function checkMeeting({ meetingId, meetingsRegion }: MeetingRequest): void {
  requireGuid('meetingId', meetingId);
  requireMeetingsRegion(meetingsRegion);
}

export async function showMeeting(
  request: MeetingRequest,
  { meetings }: { meetings: Meetings },
  progress: Progress,
  signal: AbortSignal,
): Promise<MeetingResult> {
  checkMeeting(request);
  const { value, requestId } = await meetings.find(request.meetingId, signal);
  progress.sent(requestId);
  return { meeting: shownMeeting(value) };
}

/** Ends it for everybody in it. One that has ended already is as it should be: a warning, since the id may be wrong too. */
export async function endMeeting(
  request: MeetingRequest,
  { meetings }: { meetings: Meetings },
  progress: Progress,
  signal: AbortSignal,
): Promise<MeetingResult> {
  checkMeeting(request);
  const { meetingId, meetingsRegion: region } = request;
  let found = true;
  try {
    const { requestId } = await meetings.end(meetingId, signal);
    progress.sent(requestId);
  } catch (error) {
    const failure = unlessUnconfirmed(error, (sent, why) =>
      reworded(sent, 'UNCONFIRMED.meeting-ended', { why, command: showMeetingCommand(request) }),
    );
    if (failure.code !== 'MEETING_NOT_FOUND') throw failure;
    progress.sent(failure.requestId);
    found = false;
    progress.warn(
      `AWS does not know the meeting in ${region}: it has ended already, was made in another region or account, or never was.`,
    );
  }
  return { meeting: { meetingId, externalMeetingId: null, mediaRegion: null, region, arn: null }, found };
}
