import { Failure } from '../core/failure.js';
import type { RemoveAttendeeRequest } from '../core/meetings/attendees.js';
import type { MeetingRequest } from '../core/meetings/meeting.js';
import { idOf } from './asked-id.js';
import type { ResolvedAws } from './aws-settings.js';
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

/** MEETING_END_FLAGS, as parsed. */
export interface MeetingEndFlags extends MeetingFlags {
  yes?: boolean | undefined;
}

/** ATTENDEE_REMOVE_FLAGS, as parsed. */
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
  const asking = { flags, context, request, aws, command: 'chime-join meeting end', attendeeId: null };
  const confirm = confirmOf('meeting end disconnects everybody in the meeting', asking);
  return { request, aws, confirm };
}

export async function attendeeRemoveRequest(
  { flags, typed }: Typed<AttendeeRemoveFlags>,
  context: InputContext,
): Promise<Resolved<RemoveAttendeeRequest> & { confirm: Confirm }> {
  const { request, aws } = await meetingRequest({ flags, typed }, context);
  const attendeeId = await idOf('attendee-id', flags['attendee-id'], 'Which attendee? Its AttendeeId:', context);
  const asking = { flags, context, request, aws, command: 'chime-join attendee remove', attendeeId };
  const confirm = confirmOf('attendee remove disconnects the attendee', asking);
  return { request: { ...request, attendeeId }, aws, confirm };
}

interface Asking {
  flags: MeetingEndFlags;
  context: InputContext;
  request: MeetingRequest;
  aws: ResolvedAws;
  /** The command that was typed, and whom it disconnects; null: everybody. */
  command: string;
  attendeeId: string | null;
}

function confirmOf(
  what: string,
  { flags, context: { questions }, request, aws, command, attendeeId }: Asking,
): Confirm {
  if (flags.yes === true) return null;
  if (questions !== null) return (question) => questions.confirm(question);
  const { meetingId } = request;
  const where = `--meeting-id ${meetingId} --meetings-region ${aws.meetingsRegion}`;
  throw new Failure('NOT_CONFIRMED', `${what}: without a terminal to ask on, it wants --yes.`, {
    tryThis: [
      `see who has a seat there: chime-join attendee list ${where}`,
      `to disconnect them anyway: ${command} ${where}${attendeeId === null ? '' : ` --attendee-id ${attendeeId}`} --yes`,
    ],
  });
}
