import {
  EXTERNAL_ID_LENGTH,
  MAX_ATTENDEES,
  MAX_ATTENDEES_PER_BATCH,
  MAX_ATTENDEES_WITH_MEETING_IN_MODEL,
} from '../../core/facts/limits.js';
import { integer, list, oneOf, type Shaped, structure, text, truth } from '../http/shape.js';

/** The inputs of chime-sdk-meetings with the constraints of its service model (2021-07-15). */

const GUID = /^[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$/;
const guid = text({ pattern: GUID });
const externalId = text(EXTERNAL_ID_LENGTH);
const arn = text({ min: 1, max: 1024, pattern: /^arn[/:\-_.a-zA-Z0-9]+$/ });
const media = oneOf('SendReceive', 'Send', 'Receive', 'None');

const capabilities = structure({ Audio: media, Video: media, Content: media });
export type Capabilities = Shaped<typeof capabilities>;

const newAttendee = structure({ ExternalUserId: externalId }, { Capabilities: capabilities });
export type NewAttendee = Shaped<typeof newAttendee>;

const features = structure(
  {},
  {
    Audio: structure({}, { EchoReduction: oneOf('AVAILABLE', 'UNAVAILABLE') }),
    Video: structure({}, { MaxResolution: oneOf('None', 'HD', 'FHD') }),
    Content: structure({}, { MaxResolution: oneOf('None', 'FHD', 'UHD') }),
    Attendee: structure({}, { MaxCount: integer({ min: 1, max: MAX_ATTENDEES }) }),
  },
);
export type MeetingFeatures = Shaped<typeof features>;

const newMeeting = {
  ClientRequestToken: text({ min: 2, max: 64, pattern: /^[-_a-zA-Z0-9]*$/ }),
  MediaRegion: text({ min: 2, max: 64 }),
  ExternalMeetingId: externalId,
};

const tagKey = text({ min: 1, max: 128, pattern: /^[a-zA-Z+-=._:/]+$/ });
const tag = structure({
  Key: tagKey,
  Value: text({ max: 256, pattern: /^[\s\w+-=.:/@]*$/ }),
});

const newMeetingOptions = {
  MeetingHostId: externalId,
  NotificationsConfiguration: structure({}, { LambdaFunctionArn: arn, SnsTopicArn: arn, SqsQueueArn: arn }),
  MeetingFeatures: features,
  PrimaryMeetingId: text({ min: 2, max: 64 }),
  // No character four times in a row.
  TenantIds: list(text({ min: 2, max: 256, pattern: /^(?!.*?(.)\1{3})[-_!@#$a-zA-Z0-9]*$/ }), { min: 1, max: 5 }),
  Tags: list(tag, { max: 50 }),
  MediaPlacementNetworkType: oneOf('Ipv4Only', 'DualStack'),
};

export const createMeetingInput = structure(newMeeting, newMeetingOptions);
export type CreateMeetingInput = Shaped<typeof createMeetingInput>;

export const createMeetingWithAttendeesInput = structure(
  { ...newMeeting, Attendees: list(newAttendee, { min: 1, max: MAX_ATTENDEES_WITH_MEETING_IN_MODEL }) },
  newMeetingOptions,
);

export const meetingInput = structure({ MeetingId: guid });
export const attendeeInput = structure({ MeetingId: guid, AttendeeId: guid });
export const createAttendeeInput = structure(
  { MeetingId: guid, ExternalUserId: externalId },
  { Capabilities: capabilities },
);
export const batchCreateAttendeeInput = structure({
  MeetingId: guid,
  Attendees: list(newAttendee, { min: 1, max: MAX_ATTENDEES_PER_BATCH }),
});
export const listAttendeesInput = structure(
  { MeetingId: guid },
  { NextToken: text({ max: 4096 }), MaxResults: integer({ min: 1, max: 100 }) },
);
export const updateAttendeeCapabilitiesInput = structure({
  MeetingId: guid,
  AttendeeId: guid,
  Capabilities: capabilities,
});
export const batchUpdateAttendeeCapabilitiesExceptInput = structure({
  MeetingId: guid,
  ExcludedAttendeeIds: list(structure({ AttendeeId: guid }), { min: 1, max: MAX_ATTENDEES }),
  Capabilities: capabilities,
});

const resourceArn = text({ min: 1, max: 1_011, pattern: /^arn:/ });
export const listTagsInput = structure({ ResourceARN: resourceArn });
export const tagResourceInput = structure({ ResourceARN: resourceArn, Tags: list(tag, { max: 50 }) });
export const untagResourceInput = structure({ ResourceARN: resourceArn, TagKeys: list(tagKey, { max: 50 }) });

const names = text({ min: 1, max: 3_000, pattern: /^[a-zA-Z0-9,-._]+/ });
const engine = structure(
  {},
  {
    LanguageCode: oneOf(
      ...(['en-US', 'en-GB', 'es-US', 'fr-CA', 'fr-FR', 'en-AU', 'it-IT', 'de-DE', 'pt-BR', 'ja-JP'] as const),
      ...(['ko-KR', 'zh-CN', 'th-TH', 'hi-IN'] as const),
    ),
    VocabularyFilterMethod: oneOf('remove', 'mask', 'tag'),
    VocabularyFilterName: text(),
    VocabularyName: text(),
    Region: oneOf(
      ...(['us-east-2', 'us-east-1', 'us-west-2', 'ap-northeast-2', 'ap-southeast-2', 'ap-northeast-1'] as const),
      ...(['ca-central-1', 'eu-central-1', 'eu-west-1', 'eu-west-2', 'sa-east-1', 'auto', 'us-gov-west-1'] as const),
    ),
    EnablePartialResultsStabilization: truth,
    PartialResultsStability: oneOf('low', 'medium', 'high'),
    ContentIdentificationType: oneOf('PII'),
    ContentRedactionType: oneOf('PII'),
    PiiEntityTypes: text({ min: 1, max: 300, pattern: /^[A-Z_, ]+/ }),
    LanguageModelName: text({ min: 1, max: 200, pattern: /^[0-9a-zA-Z._-]+/ }),
    IdentifyLanguage: truth,
    LanguageOptions: text({ min: 1, max: 200, pattern: /^[a-zA-Z-,]+/ }),
    PreferredLanguage: text(),
    VocabularyNames: names,
    VocabularyFilterNames: names,
  },
);
const medicalEngine = structure(
  {
    LanguageCode: oneOf('en-US'),
    Specialty: oneOf('PRIMARYCARE', 'CARDIOLOGY', 'NEUROLOGY', 'ONCOLOGY', 'RADIOLOGY', 'UROLOGY'),
    Type: oneOf('CONVERSATION', 'DICTATION'),
  },
  {
    VocabularyName: text(),
    Region: oneOf('us-east-1', 'us-east-2', 'us-west-2', 'ap-southeast-2', 'ca-central-1', 'eu-west-1', 'auto'),
    ContentIdentificationType: oneOf('PHI'),
  },
);
const transcription = structure(
  {},
  { EngineTranscribeSettings: engine, EngineTranscribeMedicalSettings: medicalEngine },
);
export type TranscriptionConfiguration = Shaped<typeof transcription>;
export const startTranscriptionInput = structure({ MeetingId: guid, TranscriptionConfiguration: transcription });
