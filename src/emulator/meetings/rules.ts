import type { Rule } from '../world.js';

const MODEL = 'botocore, chime-sdk-meetings 2021-07-15, service model';
const QUOTAS = 'AWS general reference, "Amazon Chime SDK endpoints and quotas"';
const EVENTS = 'Developer guide, "Understanding Amazon Chime SDK meeting lifecycle events"';
const FAQS = 'Amazon Chime SDK FAQs';
const NOBODY = 'no source found';

const rule = (id: string, label: Rule['label'], source: string, text: string): Rule => ({
  id: `meetings-${id}`,
  area: 'meetings',
  label,
  rule: text,
  source,
});

/** What the emulator's chime-sdk-meetings does, and how sure that is. */
export const MEETINGS_RULES: Rule[] = [
  rule(
    'operations',
    'model',
    MODEL,
    'Sixteen operations with their paths, status codes, error names, required members, lengths, patterns and enums.',
  ),
  rule(
    'external-id',
    'model',
    MODEL,
    'ExternalMeetingId and ExternalUserId have 2 to 64 characters of a documented set and do not begin with aws: in any case.',
  ),
  rule(
    'bad-request',
    'assumed',
    NOBODY,
    "Everything wrong with a request is BadRequestException, 400; its wording is the emulator's own.",
  ),
  rule(
    'client-request-token',
    'assumed',
    'AWS samples use it as get-or-create (amazon-chime-sma-update-call)',
    'The same ClientRequestToken with the same parameters, in the same region, gets the first answer again: same meeting, same attendees.',
  ),
  rule(
    'client-request-token-other',
    'assumed',
    NOBODY,
    'The same ClientRequestToken with other parameters or another operation is ConflictException, 409.',
  ),
  rule(
    'client-request-token-forgotten',
    'assumed',
    NOBODY,
    'A ClientRequestToken is forgotten when its meeting ends: it then makes a new meeting.',
  ),
  rule(
    'external-user-id-again',
    'assumed',
    `${MODEL} calls it "an idempotency token"`,
    'An ExternalUserId that the meeting has already gets the same attendee again, with the capabilities it has.',
  ),
  rule(
    'max-attendees',
    'documented',
    QUOTAS,
    'A meeting holds 250 attendees, or MeetingFeatures.Attendee.MaxCount; one more is LimitExceededException.',
  ),
  rule(
    'max-attendees-with-meeting',
    'observed',
    'aws/aws-sdk-js #4344; the quotas page says 10, the service model 20',
    'CreateMeetingWithAttendees takes ten attendees: eleven are ValidationException, in the words of the service; more than twenty are BadRequestException by its model.',
  ),
  rule(
    'capabilities-except',
    'model',
    MODEL,
    'BatchUpdateAttendeeCapabilitiesExcept changes every attendee but 1 to 250 excluded ones.',
  ),
  rule(
    'capabilities-except-unknown',
    'assumed',
    NOBODY,
    'An excluded attendee that the meeting does not have is ignored.',
  ),
  rule(
    'transcription',
    'documented',
    'Developer guide, "Starting and stopping Amazon Chime SDK live transcription"',
    'StartMeetingTranscription, a second one with other settings included, is told as chime:TranscriptionStarted, StopMeetingTranscription as chime:TranscriptionStopped. Nothing is transcribed.',
  ),
  rule(
    'transcription-engine',
    'assumed',
    NOBODY,
    'The settings of no engine, or of both, are BadRequestException. Stopping what has not started succeeds, and is not told.',
  ),
  rule(
    'tags',
    'model',
    MODEL,
    'A meeting has the tags it was made with; Tag, Untag and ListTagsForResource change and show them, fifty at most (TooManyTagsException).',
  ),
  rule(
    'tags-of-others',
    'assumed',
    'the emulator keeps tags of meetings only',
    'The ARN of anything but a live meeting of the Region is ResourceNotFoundException.',
  ),
  rule('high-resolution', 'model', MODEL, 'Video FHD and Content UHD need an Attendee.MaxCount.'),
  rule(
    'high-resolution-count',
    'assumed',
    `${MODEL} says the maximum "changes to 25"`,
    'With Video FHD or Content UHD an Attendee.MaxCount above 25, or none, is BadRequestException.',
  ),
  rule(
    'batch-errors',
    'assumed',
    NOBODY,
    "An attendee of a batch with a forbidden character or aws: prefix, with forbidden capabilities, or beyond the limit is one of Errors, with ErrorCode BadRequest or LimitExceeded; what the model's constraints forbid fails the whole request.",
  ),
  rule(
    'batch-same-id',
    'assumed',
    NOBODY,
    'The same ExternalUserId twice in one batch makes one attendee, listed once.',
  ),
  rule(
    'capabilities',
    'model',
    MODEL,
    'Content SendReceive or Receive needs Video SendReceive or Receive; a meeting with MaxResolution None of video or content takes only None there; without capabilities the documented defaults hold.',
  ),
  rule(
    'capabilities-both-none',
    'assumed',
    NOBODY,
    'In a meeting with neither video nor content the default capability of both is None.',
  ),
  rule(
    'capabilities-name',
    'assumed',
    `${MODEL} says "ValidationError 400"`,
    'Forbidden capabilities are BadRequestException, 400.',
  ),
  rule(
    'max-meetings',
    'documented',
    QUOTAS,
    'One live meeting too many in a region is LimitExceededException (quota.concurrentMeetings; the FAQs count all regions together).',
  ),
  rule(
    'five-minutes',
    'documented',
    FAQS,
    'A meeting ends when nobody has been connected for five minutes, counted from its creation too.',
  ),
  rule('one-day', 'documented', FAQS, 'A meeting ends 24 hours after its creation.'),
  rule(
    'ended',
    'model',
    MODEL,
    'When a meeting ends its attendees and their join tokens are gone, and whoever is connected is dropped.',
  ),
  rule(
    'ended-not-found',
    'assumed',
    'public code treats it so',
    'After the end every operation on the meeting is NotFoundException, 404.',
  ),
  rule(
    'region',
    'documented',
    'Developer guide, "Meeting Regions"',
    'A meeting can be used only in the control Region it was made in.',
  ),
  rule('region-not-found', 'assumed', NOBODY, 'In another Region a meeting is NotFoundException.'),
  rule(
    'media-region',
    'model',
    `${MODEL}; developer guide, "Available Regions"`,
    'MediaRegion is one of the Regions named there.',
  ),
  rule(
    'media-region-own',
    'documented',
    'Developer guide, "Meeting Regions"',
    'af-south-1 and il-central-1 host only their own media, and no partition is crossed.',
  ),
  rule(
    'quota',
    'documented',
    QUOTAS,
    'Ten requests a second for each operation on meetings and attendees, but GetAttendee and those on capabilities, transcription and tags, which are not listed.',
  ),
  rule(
    'quota-burst',
    'assumed',
    NOBODY,
    'No burst beyond that. The developer guide of 2023 allowed twenty at once; the quota page of today names none.',
  ),
  rule('quota-answer', 'model', MODEL, 'Beyond the quota: ThrottlingException, 429. The request has no effect.'),
  rule(
    'join-token',
    'observed',
    'two captured tokens in public issues (aws/amazon-chime-sdk-js)',
    'A JoinToken is base64 of the AttendeeId, a colon and a UUID: 98 characters. AWS calls it opaque.',
  ),
  rule('join-token-again', 'assumed', NOBODY, 'GetAttendee and ListAttendees show the JoinToken too.'),
  rule('paging', 'model', MODEL, 'ListAttendees pages by MaxResults, 1 to 100.'),
  rule(
    'paging-default',
    'assumed',
    NOBODY,
    'ListAttendees shows 100 attendees where MaxResults is left out, in the order of creation.',
  ),
  rule(
    'one-connection',
    'documented',
    'amazon-chime-sdk-js, guides/07_FAQs.md',
    'An attendee that connects again drops its earlier connection.',
  ),
  rule(
    'replica',
    'documented',
    `${QUOTAS}; ${FAQS}`,
    'A primary meeting has at most four replicas, which end with it.',
  ),
  rule(
    'replica-refused',
    'assumed',
    NOBODY,
    'A PrimaryMeetingId that names no live primary meeting is BadRequestException.',
  ),
  rule(
    'media-placement',
    'assumed',
    'RFC 2606 for the domain',
    "MediaPlacement is shaped like AWS's, with host names that never resolve: there is no media.",
  ),
  rule(
    'ended-text',
    'observed',
    'aws/aws-sdk-js #3328, aws/amazon-chime-sdk-js #786 (public issues)',
    'Of a meeting that was there the NotFoundException says "The meeting has ended", of any other "Meeting <id> not found".',
  ),
  rule(
    'events',
    'documented',
    EVENTS,
    'Chime tells EventBridge MeetingStarted, MeetingEnded, AttendeeAdded, AttendeeDeleted, AttendeeAuthorized, AttendeeJoined, AttendeeLeft, AttendeeDropped and AttendeeCapabilitiesUpdated, in the control Region of the meeting, by best effort.',
  ),
  rule(
    'events-group',
    'documented',
    'EventBridge user guide, "Resource-based policies"; the group\'s name is the emulator\'s own',
    'As if an EventBridge rule had a log group as its target: each event is one record of /aws/events/chime-join, the whole event as JSON, in every meetings Region.',
  ),
  rule(
    'events-phone',
    'observed',
    "AWS's sample amazon-chime-sdk-voice-voice-translator depends on it",
    'A phone that joined by JoinChimeMeeting is told as any other attendee.',
  ),
  rule(
    'events-authorized',
    'observed',
    'aws/amazon-chime-sdk-js #2593',
    'AttendeeAuthorized comes a second before AttendeeJoined, on a first join too.',
  ),
  rule(
    'events-handed-over',
    'documented',
    EVENTS,
    'An attendee that joins again with the same token is AttendeeAuthorized.',
  ),
  rule(
    'events-handed-over-alone',
    'assumed',
    NOBODY,
    'There is then neither an AttendeeLeft of the first device nor an AttendeeJoined of the second.',
  ),
  rule(
    'events-short-stay',
    'assumed',
    NOBODY,
    'Of an attendee that leaves within that second AttendeeJoined and AttendeeLeft come at once.',
  ),
  rule(
    'events-dropped',
    'documented',
    EVENTS,
    'An attendee that is lost is AttendeeDropped, and not AttendeeLeft as well. The emulator tells it at once, AWS after 10 to 15 s.',
  ),
  rule(
    'events-deleted',
    'assumed',
    NOBODY,
    'A deleted attendee that was there is AttendeeDeleted, then AttendeeLeft. When a meeting ends, whoever is there is AttendeeLeft, then comes MeetingEnded.',
  ),
  rule(
    'events-network',
    'assumed',
    "the developer guide's examples show no other",
    'networkType is Voip, of a phone too.',
  ),
  rule(
    'no-notifications',
    'assumed',
    'the emulator leaves it out',
    'NotificationsConfiguration and MediaPlacementNetworkType are checked and then ignored.',
  ),
];
