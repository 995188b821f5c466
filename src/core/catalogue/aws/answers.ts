import { OPEN, REFUSED } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import { COMMON_ERRORS, LOGS_MODEL, MEETINGS_MODEL, QUOTAS, SDK, UPDATE_API, VOICE_MODEL } from '../sources.js';
import { CHECK_ENDPOINT, CHECK_NETWORK } from './network-steps.js';

const INVALID = [
  'BadRequest',
  'InvalidInput',
  'InvalidParameter',
  'InvalidParameterValue',
  'Serialization',
  'Validation',
  'ValidationError',
];

/** Every other answer, by name where it has one, else by status. */
export const ANSWER_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'aws.request-timeout',
    title: 'AWS gave up waiting for the request',
    recognised: { error: { names: ['RequestTimeout'], statuses: [408] }, failure: 'TIMED_OUT' },
    meaning: ({ doing, perhaps }) => `AWS gave up waiting for the request to ${doing}${perhaps}.`,
    certainty: 'assumed',
    notKnown: 'The two services are not documented to answer so.',
    sources: [COMMON_ERRORS],
    ...OPEN,
    steps: ({ lookFirst }) => [...lookFirst, CHECK_NETWORK],
  },
  {
    id: 'call.update-refused',
    title: 'AWS did not accept the update as it was sent',
    recognised: { error: { names: INVALID, statuses: [400], subjects: ['call'], garbled: false }, failure: 'REFUSED' },
    meaning: 'AWS did not accept the update as it was sent.',
    certainty: 'model',
    notKnown: 'AWS says "restrictions" and not which: ids and the 20 arguments are those that are documented.',
    sources: [UPDATE_API, VOICE_MODEL],
    ...REFUSED,
    steps: () => [
      'see what would be sent: chime-join bridge --dry-run',
      'check the ids, and that there are at most 20 arguments, none of them empty',
    ],
  },
  {
    id: 'meeting.create-refused',
    title: 'AWS did not accept the meeting as it was asked for',
    recognised: {
      error: { names: INVALID, statuses: [400], subjects: ['meetings'], garbled: false },
      failure: 'REFUSED',
    },
    meaning: ({ doing }) =>
      `AWS did not accept the request to ${doing} as it was sent: its media region, its external id or its features.`,
    certainty: 'model',
    notKnown: 'Which of them it is, AWS says only in its own words.',
    sources: [MEETINGS_MODEL],
    ...REFUSED,
    steps: () => [
      'chime-join meeting create --help',
      'check --media-region: af-south-1, il-central-1 and the GovCloud regions host media for themselves alone',
      'check --external-meeting-id: 2 to 64 characters, not beginning with aws:',
    ],
  },
  {
    id: 'aws.invalid-request',
    title: 'AWS did not accept the request as it was sent',
    recognised: {
      error: {
        names: [...INVALID, 'MalformedQuery', 'InvalidOperation'],
        statuses: [
          [400, 406],
          [409, 499],
        ],
        garbled: false,
      },
      failure: 'REFUSED',
    },
    meaning: ({ doing }) => `AWS did not accept the request to ${doing} as it was sent.`,
    certainty: 'model',
    sources: [VOICE_MODEL, MEETINGS_MODEL, LOGS_MODEL, COMMON_ERRORS],
    ...REFUSED,
    steps: () => ['check ids, regions and names against what AWS says'],
  },
  {
    id: 'aws.unavailable',
    title: 'AWS failed at the request',
    recognised: {
      says: /\b(?:502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/i,
      error: {
        names: [
          'ServiceFailure',
          'ServiceUnavailable',
          'InternalFailure',
          'InternalServerError',
          'InternalServer',
          'InternalError',
          'InternalStreaming',
        ],
        statuses: [[500, 599]],
      },
      failure: 'UNAVAILABLE',
    },
    meaning: ({ doing, perhaps }) => `AWS failed at the request to ${doing}${perhaps}.`,
    certainty: 'model',
    notKnown: 'Whether a request that failed so had an effect, AWS does not say.',
    sources: [VOICE_MODEL, MEETINGS_MODEL, COMMON_ERRORS, QUOTAS],
    ...OPEN,
    steps: ({ lookFirst }) => [...lookFirst, 'https://health.aws.amazon.com/health/status'],
  },
  {
    id: 'aws.strange-answer',
    title: 'An answer that AWS does not document',
    recognised: { error: { statuses: [[100, 399]] }, failure: 'UNREADABLE_ANSWER' },
    meaning: ({ doing, status, perhaps }) =>
      `The request to ${doing} was answered${status === 0 ? '' : ` with ${status}, but`} not with an answer that AWS documents${perhaps}.`,
    certainty: 'assumed',
    sources: [SDK],
    ...OPEN,
    steps: ({ lookFirst }) => [...lookFirst, CHECK_ENDPOINT],
  },
  {
    id: 'aws.unreadable-answer',
    title: 'An answer that cannot be read',
    recognised: {
      error: { garbled: true },
      says: /Deserialization error: to see the raw response|Unexpected end of JSON input/i,
      failure: 'UNREADABLE_ANSWER',
    },
    meaning: ({ doing, perhaps }) => `The request to ${doing} got an answer that cannot be read${perhaps}.`,
    certainty: 'observed',
    sources: [SDK],
    ...OPEN,
    steps: ({ lookFirst }) => [...lookFirst, CHECK_ENDPOINT],
  },
];
