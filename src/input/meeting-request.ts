import { createHash, randomUUID } from 'node:crypto';
import type { CreateMeetingRequest } from '../core/meetings/create-meeting.js';
import type { MeetingRequest } from '../core/meetings/meeting.js';
import { meetingIdOf } from './asked-id.js';
import { type AwsFlags, type ResolvedAws, resolveMeetings } from './aws-settings.js';
import type { InputContext } from './context.js';
import { TOWARDS_AWS, value, values } from './flags.js';
import { listOf, type Typed } from './typed.js';

export const MEETING_ID = { 'meeting-id': value('meeting-id', 'the meeting', 'ID') };

export const ATTENDEES_FILE = {
  'attendees-file': value(
    'attendees-file',
    'new file for the meeting and its new attendees, join tokens included',
    'FILE',
  ),
};

export const MEETING_FLAGS = { ...MEETING_ID, ...TOWARDS_AWS };

export const MEETING_CREATE_FLAGS = {
  'external-meeting-id': value(
    'external-meeting-id',
    'your own id for the meeting; the same command finds the same meeting again (default: a new id)',
    'ID',
  ),
  'media-region': value('media-region', "where the meeting's media is (default: the meetings region)", 'REGION'),
  'add-attendee': values('add-attendee', 'external user id of an attendee to create with it; may be repeated', 'ID'),
  ...ATTENDEES_FILE,
  ...TOWARDS_AWS,
};

export interface MeetingFlags extends AwsFlags {
  'meeting-id'?: string | undefined;
}

export interface MeetingCreateFlags extends AwsFlags {
  'external-meeting-id'?: string | undefined;
  'media-region'?: string | undefined;
  'add-attendee'?: string[] | undefined;
  'attendees-file'?: string | undefined;
}

/** A request of one meeting, and which AWS it goes to. */
export interface Resolved<Request> {
  request: Request;
  aws: ResolvedAws;
}

export async function meetingRequest(
  { flags }: Typed<MeetingFlags>,
  context: InputContext,
): Promise<Resolved<MeetingRequest>> {
  const meetingId = await meetingIdOf(flags['meeting-id'], context);
  const aws = await resolveMeetings(flags, context);
  return { request: { meetingId, meetingsRegion: aws.meetingsRegion }, aws };
}

export async function meetingCreateRequest(
  { flags }: Typed<MeetingCreateFlags>,
  context: InputContext,
): Promise<Resolved<CreateMeetingRequest> & { attendeesFile: string | null }> {
  const aws = await resolveMeetings(flags, context);
  const { meetingsRegion } = aws;
  const named = flags['external-meeting-id'];
  const externalMeetingId = named ?? `chime-join-${randomUUID()}`;
  const mediaRegion = flags['media-region'] ?? meetingsRegion;
  const addAttendees = listOf(flags['add-attendee']);
  const request = {
    meetingsRegion,
    externalMeetingId,
    isOwnId: named === undefined,
    mediaRegion,
    clientRequestToken: requestToken(meetingsRegion, externalMeetingId, mediaRegion, addAttendees),
    addAttendees,
  };
  return { request, aws, attendeesFile: flags['attendees-file'] ?? null };
}

/** Made of all that is asked for: AWS's answer to one token with other parameters is not documented. */
function requestToken(...asked: (string | string[])[]): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 48);
}
