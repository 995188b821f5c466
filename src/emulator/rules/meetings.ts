import { MEETINGS_MODEL, NOBODY, QUOTAS, type Row } from './row.js';

const FAQS = 'Amazon Chime SDK FAQs';

/** Meetings of chime-sdk-meetings, and its quotas. */
export const MEETING_RULES: readonly Row[] = [
  [
    'meetings-operations',
    'model',
    'Sixteen operations with their paths, status codes, error names, required members, lengths, patterns and enums.',
    MEETINGS_MODEL,
  ],
  [
    'meetings-bad-request',
    'assumed',
    "Everything wrong with a request is BadRequestException, 400; its wording is the emulator's own.",
    NOBODY,
  ],
  [
    'meetings-client-request-token',
    'assumed',
    'The same ClientRequestToken with the same parameters, in the same region, gets the first answer again: same meeting, same attendees.',
    'AWS samples use it as get-or-create (amazon-chime-sma-update-call)',
  ],
  [
    'meetings-client-request-token-other',
    'assumed',
    'The same ClientRequestToken with other parameters or another operation is ConflictException, 409.',
    NOBODY,
  ],
  [
    'meetings-client-request-token-forgotten',
    'assumed',
    'A ClientRequestToken is forgotten when its meeting ends: it then makes a new meeting.',
    NOBODY,
  ],
  [
    'meetings-tags',
    'model',
    'A meeting has the tags it was made with; Tag, Untag and ListTagsForResource change and show them, fifty at most (TooManyTagsException).',
    MEETINGS_MODEL,
  ],
  [
    'meetings-tags-of-others',
    'assumed',
    'The ARN of anything but a live meeting of the Region is ResourceNotFoundException.',
    'the emulator keeps tags of meetings only',
  ],
  [
    'meetings-max-meetings',
    'documented',
    'One live meeting too many in a region is LimitExceededException (quota.concurrentMeetings; the FAQs count all regions together).',
    QUOTAS,
  ],
  [
    'meetings-five-minutes',
    'documented',
    'A meeting ends when nobody has been connected for five minutes, counted from its creation too.',
    FAQS,
  ],
  ['meetings-one-day', 'documented', 'A meeting ends 24 hours after its creation.', FAQS],
  [
    'meetings-ended',
    'model',
    'When a meeting ends its attendees and their join tokens are gone, and whoever is connected is dropped.',
    MEETINGS_MODEL,
  ],
  [
    'meetings-ended-not-found',
    'assumed',
    'After the end every operation on the meeting is NotFoundException, 404.',
    'public code treats it so',
  ],
  [
    'meetings-region',
    'documented',
    'A meeting can be used only in the control Region it was made in.',
    'Developer guide, "Meeting Regions"',
  ],
  ['meetings-region-not-found', 'assumed', 'In another Region a meeting is NotFoundException.', NOBODY],
  [
    'meetings-media-region',
    'model',
    'MediaRegion is one of the Regions named there.',
    `${MEETINGS_MODEL}; developer guide, "Available Regions"`,
  ],
  [
    'meetings-media-region-own',
    'documented',
    'af-south-1 and il-central-1 host only their own media, and no partition is crossed.',
    'Developer guide, "Meeting Regions"',
  ],
  [
    'meetings-quota',
    'documented',
    'Ten requests a second for each operation on meetings and attendees, but GetAttendee and those on capabilities, transcription and tags, which are not listed.',
    QUOTAS,
  ],
  [
    'meetings-quota-burst',
    'assumed',
    'No burst beyond that. The developer guide of 2023 allowed twenty at once; the quota page of today names none.',
    NOBODY,
  ],
  [
    'meetings-quota-answer',
    'model',
    'Beyond the quota: ThrottlingException, 429. The request has no effect.',
    MEETINGS_MODEL,
  ],
  [
    'meetings-replica',
    'documented',
    'A primary meeting has at most four replicas, which end with it.',
    `${QUOTAS}; ${FAQS}`,
  ],
  [
    'meetings-replica-refused',
    'assumed',
    'A PrimaryMeetingId that names no live primary meeting is BadRequestException.',
    NOBODY,
  ],
  [
    'meetings-media-placement',
    'assumed',
    "MediaPlacement is shaped like AWS's, with host names that never resolve: there is no media.",
    'RFC 2606 for the domain',
  ],
  [
    'meetings-ended-text',
    'observed',
    'Of a meeting that was there the NotFoundException says "The meeting has ended", of any other "Meeting <id> not found".',
    'aws/aws-sdk-js #3328, aws/amazon-chime-sdk-js #786 (public issues)',
  ],
];
