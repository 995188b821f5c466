import { failed } from '../core/catalogue/failed.js';
import { externalIdProblem } from '../core/facts/limits.js';
import type { AddAttendeesRequest } from '../core/meetings/add-attendees.js';
import type { InputContext } from './context.js';
import { TOWARDS_AWS, values } from './flags.js';
import { ATTENDEES_FILE, MEETING_ID, type MeetingFlags, meetingRequest, type Resolved } from './meeting-request.js';
import { listOf, type Typed } from './typed.js';

export const ATTENDEE_ADD_FLAGS = {
  ...MEETING_ID,
  'external-user-id': values('external-user-id', 'your own id for the attendee; may be repeated', 'ID'),
  ...ATTENDEES_FILE,
  ...TOWARDS_AWS,
};

export interface AttendeeAddFlags extends MeetingFlags {
  'external-user-id'?: string[] | undefined;
  'attendees-file'?: string | undefined;
}

export async function attendeeAddRequest(
  { flags, typed }: Typed<AttendeeAddFlags>,
  context: InputContext,
): Promise<Resolved<AddAttendeesRequest> & { attendeesFile: string | null }> {
  const { request, aws } = await meetingRequest({ flags, typed }, context);
  const externalUserIds = await externalUserIdsOf(listOf(flags['external-user-id']), context);
  return { request: { ...request, externalUserIds }, aws, attendeesFile: flags['attendees-file'] ?? null };
}

async function externalUserIdsOf(given: string[], { questions }: InputContext): Promise<string[]> {
  if (given.length > 0) return given;
  if (questions !== null) return [await questions.text('Your own id for the attendee:', externalIdProblem)];
  throw failed('ID_MISSING.attendees');
}
