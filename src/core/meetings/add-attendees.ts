import { listAttendeesCommand } from '../catalogue/command-line.js';
import { failed, reworded } from '../catalogue/failed.js';
import { TOKENS_NOT_KEPT } from '../catalogue/remarks.js';
import { EXIT_CODES } from '../exit-codes.js';
import { MAX_ATTENDEES_PER_BATCH } from '../facts/limits.js';
import { asFailure, type Failure } from '../failure.js';
import type { Progress } from '../outcome/progress.js';
import { FailedWith } from '../outcome/use-case.js';
import type { Attendee } from '../ports/meetings.js';
import { requireExternalId } from '../run/check.js';
import { refusedAttendee } from '../run/refused-attendee.js';
import { removeCommand } from '../undo/left.js';
import type { AttendeesResult } from './attendees-result.js';
import { requireDifferent } from './different.js';
import { checkMeeting, type MeetingRequest } from './meeting.js';
import type { MakingPorts } from './ports.js';
import { shownAttendees } from './shown.js';
import { unlessUnconfirmed } from './unconfirmed.js';

export interface AddAttendeesRequest extends MeetingRequest {
  externalUserIds: string[];
}

/**
 * Adds attendees to a meeting. Those whom AWS added stay, even where it refused others: the service model calls
 * ExternalUserId an idempotency token, so one of them may have been in the meeting before.
 */
export async function addAttendees(
  request: AddAttendeesRequest,
  ports: MakingPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<AttendeesResult> {
  checkNewAttendees(request);
  const { meetingId, externalUserIds } = request;
  // Read beforehand: nobody is added whose token could not be handed over.
  const meeting = ports.attendeesFile === null ? null : await ports.meetings.find(meetingId, signal);
  if (meeting !== null) progress.sent(meeting.requestId);
  const asked = externalUserIds.map((externalUserId) => ({ externalUserId }));
  const { value, requestId } = await ports.attendees.add(meetingId, asked, signal).catch((error: unknown) => {
    throw unlessUnconfirmed(error, (failure, why) => {
      const facts = { who: externalUserIds.join(', '), why, command: listAttendeesCommand(request) };
      return reworded(failure, 'UNCONFIRMED.attendees-added', facts);
    });
  });
  progress.sent(requestId);
  const { attendees, refused } = value;
  try {
    if (meeting !== null && attendees.length > 0) await ports.attendeesFile?.write(meeting.value, attendees);
  } catch (error) {
    await ports.attendeesFile?.discard();
    throw leftBehind(asFailure(error), '*.tokens-lost', attendees, request);
  }
  if (attendees.length > 0 && meeting === null) progress.warn(TOKENS_NOT_KEPT);
  if (refused.length === 0) return { attendees: shownAttendees(attendees) };
  const refusal = refusedAttendee(refused);
  throw attendees.length === 0 ? refusal : leftBehind(refusal, '*.others-added', attendees, request);
}

function checkNewAttendees(request: AddAttendeesRequest): void {
  checkMeeting(request);
  const { externalUserIds } = request;
  for (const id of externalUserIds) requireExternalId('externalUserId', id);
  requireDifferent('externalUserId', externalUserIds);
  if (externalUserIds.length <= MAX_ATTENDEES_PER_BATCH) return;
  throw failed('USAGE.attendees-of-request', { limit: MAX_ATTENDEES_PER_BATCH });
}

function leftBehind(
  failure: Failure,
  situation: '*.tokens-lost' | '*.others-added',
  attendees: Attendee[],
  { meetingId, meetingsRegion }: AddAttendeesRequest,
): FailedWith<AttendeesResult> {
  const place = { runId: null, meetingId, meetingsRegion };
  const commands = attendees.flatMap(({ attendeeId }) => removeCommand(place, meetingId, attendeeId) ?? []);
  const exitCode = EXIT_CODES.leftBehind.code;
  const told = reworded(failure, situation, { said: failure.message, commands }, { exitCode });
  return new FailedWith(told, { attendees: shownAttendees(attendees) });
}
