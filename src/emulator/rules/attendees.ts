import { MEETINGS_MODEL, NOBODY, QUOTAS, type Row } from './row.js';

/** Attendees of chime-sdk-meetings: who is in, with which token, and what each may. */
export const ATTENDEE_RULES: readonly Row[] = [
  [
    'meetings-external-id',
    'model',
    'ExternalMeetingId and ExternalUserId have 2 to 64 characters of a documented set and do not begin with aws: in any case.',
    MEETINGS_MODEL,
  ],
  [
    'meetings-external-user-id-again',
    'assumed',
    'An ExternalUserId that the meeting has already gets the same attendee again, with the capabilities it has.',
    `${MEETINGS_MODEL} calls it "an idempotency token"`,
  ],
  [
    'meetings-max-attendees',
    'documented',
    'A meeting holds 250 attendees, or MeetingFeatures.Attendee.MaxCount; one more is LimitExceededException.',
    QUOTAS,
  ],
  [
    'meetings-max-attendees-with-meeting',
    'observed',
    'CreateMeetingWithAttendees takes ten attendees: eleven are ValidationException, in the words of the service; more than twenty are BadRequestException by its model.',
    'aws/aws-sdk-js #4344; the quotas page says 10, the service model 20',
  ],
  [
    'meetings-capabilities-except',
    'model',
    'BatchUpdateAttendeeCapabilitiesExcept changes every attendee but 1 to 250 excluded ones.',
    MEETINGS_MODEL,
  ],
  [
    'meetings-capabilities-except-unknown',
    'assumed',
    'An excluded attendee that the meeting does not have is ignored.',
    NOBODY,
  ],
  [
    'meetings-transcription',
    'documented',
    'StartMeetingTranscription, a second one with other settings included, is told as chime:TranscriptionStarted, StopMeetingTranscription as chime:TranscriptionStopped. Nothing is transcribed.',
    'Developer guide, "Starting and stopping Amazon Chime SDK live transcription"',
  ],
  [
    'meetings-transcription-engine',
    'assumed',
    'The settings of no engine, or of both, are BadRequestException. Stopping what has not started succeeds, and is not told.',
    NOBODY,
  ],
  ['meetings-high-resolution', 'model', 'Video FHD and Content UHD need an Attendee.MaxCount.', MEETINGS_MODEL],
  [
    'meetings-high-resolution-count',
    'assumed',
    'With Video FHD or Content UHD an Attendee.MaxCount above 25, or none, is BadRequestException.',
    `${MEETINGS_MODEL} says the maximum "changes to 25"`,
  ],
  [
    'meetings-batch-errors',
    'assumed',
    "An attendee of a batch with a forbidden character or aws: prefix, with forbidden capabilities, or beyond the limit is one of Errors, with ErrorCode BadRequest or LimitExceeded; what the model's constraints forbid fails the whole request.",
    NOBODY,
  ],
  [
    'meetings-batch-same-id',
    'assumed',
    'The same ExternalUserId twice in one batch makes one attendee, listed once.',
    NOBODY,
  ],
  [
    'meetings-capabilities',
    'model',
    'Content SendReceive or Receive needs Video SendReceive or Receive; a meeting with MaxResolution None of video or content takes only None there; without capabilities the documented defaults hold.',
    MEETINGS_MODEL,
  ],
  [
    'meetings-capabilities-both-none',
    'assumed',
    'In a meeting with neither video nor content the default capability of both is None.',
    NOBODY,
  ],
  [
    'meetings-capabilities-name',
    'assumed',
    'Forbidden capabilities are BadRequestException, 400.',
    `${MEETINGS_MODEL} says "ValidationError 400"`,
  ],
  [
    'meetings-join-token',
    'observed',
    'A JoinToken is base64 of the AttendeeId, a colon and a UUID: 98 characters. AWS calls it opaque.',
    'two captured tokens in public issues (aws/amazon-chime-sdk-js)',
  ],
  ['meetings-join-token-again', 'assumed', 'GetAttendee and ListAttendees show the JoinToken too.', NOBODY],
  ['meetings-paging', 'model', 'ListAttendees pages by MaxResults, 1 to 100.', MEETINGS_MODEL],
  [
    'meetings-paging-default',
    'assumed',
    'ListAttendees shows 100 attendees where MaxResults is left out, in the order of creation.',
    NOBODY,
  ],
  [
    'meetings-one-connection',
    'documented',
    'An attendee that connects again drops its earlier connection.',
    'amazon-chime-sdk-js, guides/07_FAQs.md',
  ],
];
