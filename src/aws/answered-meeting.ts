import type {
  Attendee as AnsweredAttendee,
  Meeting as AnsweredMeeting,
  CreateAttendeeError,
} from '@aws-sdk/client-chime-sdk-meetings';
import { JOIN_TOKEN_LENGTH } from '../core/facts/limits.js';
import type { Attendee, AttendeeRefusal, Meeting, NewAttendee } from '../core/ports/meetings.js';
import { Secret } from '../core/secret.js';
import { missing, readId, readObject, readOptionalText, readText } from './reading.js';

/** MediaPlacement alone has eight URLs of up to 4096 characters (chime-sdk-meetings service model). */
const MAX_MEETING_LENGTH = 64 * 1024;

/** What the request calls an attendee. */
export function asRequested({ externalUserId, capabilities }: NewAttendee) {
  if (capabilities === undefined) return { ExternalUserId: externalUserId };
  const { audio, video, content } = capabilities;
  return { ExternalUserId: externalUserId, Capabilities: { Audio: audio, Video: video, Content: content } };
}

/** A Meeting object of any answer. */
export function readMeeting(answered: AnsweredMeeting | undefined, region: string): Meeting {
  const meeting = readObject(answered, 'Meeting');
  const json = JSON.stringify(meeting);
  if (json.length > MAX_MEETING_LENGTH) missing('Meeting');
  return {
    meetingId: readId(meeting.MeetingId, 'MeetingId'),
    externalMeetingId: readOptionalText(meeting.ExternalMeetingId, 'ExternalMeetingId'),
    mediaRegion: readOptionalText(meeting.MediaRegion, 'MediaRegion'),
    region,
    arn: readOptionalText(meeting.MeetingArn, 'MeetingArn'),
    asAnswered: JSON.parse(json) as Record<string, unknown>,
  };
}

/** An attendee of an answer that may leave its token out. */
export function readAttendee(answered: AnsweredAttendee | undefined): Attendee {
  const { AttendeeId, ExternalUserId, JoinToken } = readObject(answered, 'Attendee');
  const joinToken = readOptionalText(JoinToken, 'JoinToken', JOIN_TOKEN_LENGTH.max);
  return {
    attendeeId: readId(AttendeeId, 'AttendeeId'),
    externalUserId: readOptionalText(ExternalUserId, 'ExternalUserId') ?? '',
    joinToken: joinToken === null ? null : new Secret(joinToken),
  };
}

/** An attendee that was just created: without its token it is of no use. */
export function readNewAttendee(answered: AnsweredAttendee | undefined): Attendee {
  const attendee = readAttendee(answered);
  const joinToken = new Secret(readText(answered?.JoinToken, 'JoinToken', JOIN_TOKEN_LENGTH));
  return { ...attendee, joinToken };
}

/** One of an answer's `Errors`: an attendee that was not created although the request was accepted. */
export function readRefusal(answered: CreateAttendeeError): AttendeeRefusal {
  const { ExternalUserId, ErrorCode, ErrorMessage } = readObject(answered, 'Errors');
  return {
    externalUserId: readOptionalText(ExternalUserId, 'ExternalUserId') ?? '',
    code: readOptionalText(ErrorCode, 'ErrorCode') ?? 'Unknown',
    message: (typeof ErrorMessage === 'string' ? ErrorMessage : '').slice(0, 500),
  };
}

/** Everybody who was asked for has to be answered for: created, or refused with a reason. */
export function checkComplete(asked: readonly NewAttendee[], created: Attendee[], refused: AttendeeRefusal[]): void {
  const answered = new Set([...created, ...refused].map(({ externalUserId }) => externalUserId));
  // An answer that leaves the names out can only be counted.
  if (
    answered.has('')
      ? created.length + refused.length < asked.length
      : asked.some((a) => !answered.has(a.externalUserId))
  ) {
    missing('Attendees: some are neither created nor refused');
  }
}
