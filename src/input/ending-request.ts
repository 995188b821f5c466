import {
  confirmed,
  endMeetingCommand,
  listAttendeesCommand,
  removeAttendeeCommand,
} from '../core/catalogue/command-line.js';
import { failed } from '../core/catalogue/failed.js';
import type { Failure } from '../core/failure.js';
import type { RemoveAttendeeRequest } from '../core/meetings/attendees.js';
import type { MeetingRequest } from '../core/meetings/meeting.js';
import { idOf } from './asked-id.js';
import type { InputContext } from './context.js';
import { TOWARDS_AWS, typedSwitch, typedValue } from './flags.js';
import { type MeetingFlags, meetingRequest, type Resolved } from './meeting-request.js';
import type { Typed } from './typed.js';

/** What ends something is named by whoever types it: an environment may be another shell's, or yesterday's. */
const TYPED_MEETING = { 'meeting-id': typedValue('the meeting; it must be typed', 'ID') };
const YES = { yes: typedSwitch('do not ask; a script must say so') };

export const MEETING_END_FLAGS = { ...TYPED_MEETING, ...YES, ...TOWARDS_AWS };

export const ATTENDEE_REMOVE_FLAGS = {
  ...TYPED_MEETING,
  'attendee-id': typedValue('the attendee, as AWS named it; it must be typed', 'ID'),
  ...YES,
  ...TOWARDS_AWS,
};

export interface MeetingEndFlags extends MeetingFlags {
  yes?: boolean | undefined;
}

export interface AttendeeRemoveFlags extends MeetingEndFlags {
  'attendee-id'?: string | undefined;
}

/** Asks the person who is there; null where `--yes` has answered already. */
export type Confirm = ((question: string) => Promise<boolean>) | null;

export async function meetingEndRequest(
  { flags, typed }: Typed<MeetingEndFlags>,
  context: InputContext,
): Promise<Resolved<MeetingRequest> & { confirm: Confirm }> {
  const { request, aws } = await meetingRequest({ flags, typed }, context);
  const unasked = () =>
    failed('NOT_CONFIRMED.meeting', {
      list: listAttendeesCommand(request),
      command: confirmed(endMeetingCommand(request)),
    });
  return { request, aws, confirm: confirmOf(flags, context, unasked) };
}

export async function attendeeRemoveRequest(
  { flags, typed }: Typed<AttendeeRemoveFlags>,
  context: InputContext,
): Promise<Resolved<RemoveAttendeeRequest> & { confirm: Confirm }> {
  const { request, aws } = await meetingRequest({ flags, typed }, context);
  const attendeeId = await idOf('attendee-id', flags['attendee-id'], 'Which attendee? Its AttendeeId:', context);
  const unasked = () =>
    failed('NOT_CONFIRMED.attendee', {
      list: listAttendeesCommand(request),
      command: confirmed(removeAttendeeCommand(request, attendeeId)),
    });
  return { request: { ...request, attendeeId }, aws, confirm: confirmOf(flags, context, unasked) };
}

/** `unasked`: why nobody can be asked here, and what a script has to give. */
function confirmOf({ yes }: MeetingEndFlags, { questions }: InputContext, unasked: () => Failure): Confirm {
  if (yes === true) return null;
  if (questions === null) throw unasked();
  return (question) => questions.confirm(question);
}
