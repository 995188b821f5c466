import { createMeetingCommand } from '../catalogue/command-line.js';
import { failed, reworded } from '../catalogue/failed.js';
import { TOKENS_NOT_KEPT } from '../catalogue/remarks.js';
import { EXIT_CODES } from '../exit-codes.js';
import { MAX_ATTENDEES_WITH_MEETING } from '../facts/limits.js';
import { asFailure, type Failure } from '../failure.js';
import type { Progress } from '../outcome/progress.js';
import { FailedWith } from '../outcome/use-case.js';
import type { Attendee, Meeting } from '../ports/meetings.js';
import { checkMediaRegion, requireExternalId, requireMeetingsRegion } from '../run/check.js';
import { type Made, nothingMade } from '../run/made.js';
import { refusedAttendee } from '../run/refused-attendee.js';
import { removeCommand } from '../undo/left.js';
import { undoInTime } from '../undo/undo.js';
import { requireDifferent } from './different.js';
import type { MeetingResult } from './meeting-result.js';
import type { MakingPorts } from './ports.js';
import { shownAttendees, shownMeeting } from './shown.js';
import { unlessUnconfirmed } from './unconfirmed.js';

export interface CreateMeetingRequest {
  meetingsRegion: string;
  externalMeetingId: string;
  /** The id was made up for this run: no earlier one can have made the meeting, so nobody else can be in it. */
  isOwnId: boolean;
  mediaRegion: string;
  /** The same for the same request: repeating it finds the meeting that it made. */
  clientRequestToken: string;
  addAttendees: string[];
}

interface Created {
  meeting: Meeting;
  attendees: Attendee[];
}

/**
 * Makes a meeting, and its attendees in the same request. All or nothing: if AWS refuses an attendee, or the file cannot be
 * written, the meeting is ended again, unless it may be one that people are in already.
 */
export async function createMeeting(
  request: CreateMeetingRequest,
  ports: MakingPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<MeetingResult> {
  for (const warning of checkNewMeeting(request)) progress.warn(warning);
  const { clientRequestToken, externalMeetingId, mediaRegion, addAttendees } = request;
  const attendees = addAttendees.map((externalUserId) => ({ externalUserId }));
  const meeting = { clientRequestToken, externalMeetingId, mediaRegion, attendees };
  const { value, requestId } = await ports.meetings.create(meeting, signal).catch((error: unknown) => {
    throw unlessUnconfirmed(error, (failure, why) =>
      reworded(failure, 'UNCONFIRMED.meeting-created', { why, command: createMeetingCommand(request) }),
    );
  });
  progress.sent(requestId);
  try {
    if (value.refused.length > 0) throw refusedAttendee(value.refused);
    await ports.attendeesFile?.write(value.meeting, value.attendees);
  } catch (error) {
    throw await takeBack(asFailure(error), value, request, ports);
  }
  if (addAttendees.length > 0 && ports.attendeesFile === null) progress.warn(TOKENS_NOT_KEPT);
  return shown(value, request);
}

function checkNewMeeting(request: CreateMeetingRequest): string[] {
  const { meetingsRegion, externalMeetingId, mediaRegion, addAttendees } = request;
  requireMeetingsRegion(meetingsRegion);
  requireExternalId('externalMeetingId', externalMeetingId);
  for (const id of addAttendees) requireExternalId('addAttendees', id);
  requireDifferent('addAttendees', addAttendees);
  if (addAttendees.length > MAX_ATTENDEES_WITH_MEETING) {
    throw failed('USAGE.attendees-of-meeting', { limit: MAX_ATTENDEES_WITH_MEETING });
  }
  return checkMediaRegion(meetingsRegion, mediaRegion);
}

async function takeBack(
  failure: Failure,
  created: Created,
  request: CreateMeetingRequest,
  ports: MakingPorts,
): Promise<Failure | FailedWith<MeetingResult>> {
  const { meetingId } = created.meeting;
  const made: Made = { ...nothingMade(), meeting: { state: 'made', meetingId }, attendees: created.attendees };
  const place = { runId: null, meetingId: null, meetingsRegion: request.meetingsRegion };
  const { leftovers } = request.isOwnId
    ? await undoInTime(made, place, ports)
    : { leftovers: [{ command: removeCommand(place, meetingId, null) }] };
  await ports.attendeesFile?.discard();
  if (leftovers.length === 0) {
    // Something was sent, so it is no usage error, whatever began it.
    const exitCode = failure.exitCode === EXIT_CODES.usage.code ? EXIT_CODES.failed.code : failure.exitCode;
    return reworded(failure, '*.meeting-ended-again', { said: failure.message }, { exitCode });
  }
  const left = reworded(
    failure,
    request.isOwnId ? '*.meeting-left' : '*.meeting-perhaps-older',
    { said: failure.message, commands: leftovers.flatMap(({ command }) => command ?? []) },
    { exitCode: EXIT_CODES.leftBehind.code },
  );
  return new FailedWith(left, shown(created, request));
}

function shown({ meeting, attendees }: Created, { addAttendees }: CreateMeetingRequest): MeetingResult {
  const result = { meeting: shownMeeting(meeting) };
  return addAttendees.length === 0 ? result : { ...result, attendees: shownAttendees(attendees) };
}
