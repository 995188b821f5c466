import { externalIdProblem } from '../core/facts/limits.js';
import { Failure } from '../core/failure.js';
import type { AddAttendeesRequest } from '../core/meetings/add-attendees.js';
import type { RemoveAttendeeRequest } from '../core/meetings/attendees.js';
import { idOf } from './asked-id.js';
import type { InputContext } from './context.js';
import { TOWARDS_AWS, value, values } from './flags.js';
import { ATTENDEES_FILE, MEETING_ID, type MeetingFlags, meetingRequest, type Resolved } from './meeting-request.js';
import { listOf, type Typed } from './typed.js';

export const ATTENDEE_ADD_FLAGS = {
  ...MEETING_ID,
  'external-user-id': values('external-user-id', 'your own id for the attendee; may be repeated', 'ID'),
  ...ATTENDEES_FILE,
  ...TOWARDS_AWS,
};

export const ATTENDEE_REMOVE_FLAGS = {
  ...MEETING_ID,
  'attendee-id': value('attendee-id', 'the attendee, as AWS named it', 'ID'),
  ...TOWARDS_AWS,
};

/** ATTENDEE_ADD_FLAGS, as parsed. */
export interface AttendeeAddFlags extends MeetingFlags {
  'external-user-id'?: string[] | undefined;
  'attendees-file'?: string | undefined;
}

/** ATTENDEE_REMOVE_FLAGS, as parsed. */
export interface AttendeeRemoveFlags extends MeetingFlags {
  'attendee-id'?: string | undefined;
}

export async function attendeeAddRequest(
  { flags, typed }: Typed<AttendeeAddFlags>,
  context: InputContext,
): Promise<Resolved<AddAttendeesRequest> & { attendeesFile: string | null }> {
  const { request, aws } = await meetingRequest({ flags, typed }, context);
  const externalUserIds = await externalUserIdsOf(listOf(flags['external-user-id']), context);
  return { request: { ...request, externalUserIds }, aws, attendeesFile: flags['attendees-file'] ?? null };
}

export async function attendeeRemoveRequest(
  { flags, typed }: Typed<AttendeeRemoveFlags>,
  context: InputContext,
): Promise<Resolved<RemoveAttendeeRequest>> {
  const { request, aws } = await meetingRequest({ flags, typed }, context);
  const attendeeId = await idOf('attendee-id', flags['attendee-id'], 'Which attendee? Its AttendeeId:', context);
  return { request: { ...request, attendeeId }, aws };
}

async function externalUserIdsOf(given: string[], { questions }: InputContext): Promise<string[]> {
  if (given.length > 0) return given;
  if (questions !== null) return [await questions.text('Your own id for the attendee:', externalIdProblem)];
  throw new Failure('ID_MISSING', '--external-user-id is missing: whom to add?', {
    tryThis: ['--external-user-id ID, once for each attendee'],
  });
}
