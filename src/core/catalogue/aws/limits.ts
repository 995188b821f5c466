import { lookFirst } from '../../advice.js';
import { NOT_DELIVERED, REFUSED } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import { COMMON_ERRORS, FAQS, guide, MEETINGS_MODEL, QUOTAS, VOICE_MODEL } from '../sources.js';

const THROTTLES = [
  'BandwidthLimitExceeded',
  'CallsPerSecondLimit',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'SlowDown',
  'Throttled',
  'ThrottledClient',
  'Throttling',
  'TooManyRequests',
];

const TOO_MANY_ATTENDEES =
  /Value (?:'[^']{0,2000}' )?at '\w*attendees\w*' failed to satisfy constraint: Member must have length less than or equal to \d+/i;

/** Too much, too fast, or at the same time. Names are those of both service models and of AWS's common errors. */
export const LIMIT_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'aws.throttled',
    title: 'AWS throttled the request',
    recognised: {
      error: { names: THROTTLES, statuses: [429], garbled: false },
      says: /Service received too many requests|\bRate exceeded\b/i,
      failure: 'THROTTLED',
    },
    meaning: ({ doing }) => `AWS took no notice of the request to ${doing}: too many requests at a time.`,
    certainty: 'model',
    sources: [VOICE_MODEL, MEETINGS_MODEL, QUOTAS, guide('quotas-throttling')],
    ...NOT_DELIVERED,
    steps: () => [
      'run fewer of them at a time: AWS takes 5 updates of calls a second, and 10 of each meetings request',
    ],
  },
  {
    id: 'attendee.too-many-at-once',
    title: 'The request creates more attendees than AWS takes at once',
    recognised: { error: { says: TOO_MANY_ATTENDEES }, says: TOO_MANY_ATTENDEES, failure: 'REFUSED' },
    meaning:
      'One request names more attendees than AWS takes: with a new meeting it took at most 10, and BatchCreateAttendee takes 100.',
    certainty: 'observed',
    notKnown:
      "Whether CreateMeetingWithAttendees takes more than 10 today: the live service said 10 in 2023 and AWS's quotas page says 10, its service model says 20.",
    sources: ['https://github.com/aws/aws-sdk-js/pull/4344', QUOTAS, MEETINGS_MODEL],
    ...REFUSED,
    steps: () => [
      'create at most 10 attendees with the meeting, and the others after it: chime-join attendee add --meeting-id ID --external-user-id NAME',
    ],
  },
  {
    id: 'quotas.active-calls',
    title: 'The account has as many active calls as it may have',
    recognised: {
      error: { names: ['ResourceLimitExceeded', 'ConcurrentCallLimit', 'LimitExceeded'], subjects: ['calls'] },
      words: ['ConcurrentCallLimit', 'active calls'],
      failure: 'LIMIT_EXCEEDED',
    },
    meaning:
      'AWS did not place the call because a limit is reached: most likely the active calls of SIP media applications, 10 unless the account was given more.',
    certainty: 'assumed',
    notKnown: 'AWS names the error, and not the limit. Of the documented quotas a new call meets this one.',
    sources: [VOICE_MODEL, QUOTAS],
    ...REFUSED,
    steps: ({ region }) => [
      `aws service-quotas list-service-quotas --service-code chime${region === 'this region' ? '' : ` --region ${region}`}`,
      'wait until a call ends: a leg that nobody hangs up was seen to last about 48 hours',
    ],
  },
  {
    id: 'meeting.full',
    title: 'The meeting has no room for another attendee',
    recognised: {
      error: { names: ['LimitExceeded'], subjects: ['attendees', 'attendee'] },
      failure: 'MEETING_FULL',
    },
    meaning: 'The meeting has as many attendees as it may have.',
    certainty: 'documented',
    notKnown:
      'A meeting has room for 250, or for fewer where its Attendee.MaxCount says so; AWS does not say which it was.',
    sources: [MEETINGS_MODEL, QUOTAS, FAQS],
    ...REFUSED,
    steps: () => [
      'see who holds a seat: chime-join attendee list --meeting-id ID',
      'each counts until it is removed, also one who has left; those of runs that are over are removed by: chime-join runs cleanup',
    ],
  },
  {
    id: 'aws.limit',
    title: 'A limit of the account, the call or the meeting is reached',
    recognised: {
      error: {
        names: [
          'LimitExceeded',
          'ResourceLimitExceeded',
          'ConcurrentCallLimit',
          'QuotaExceeded',
          'ServiceQuotaExceeded',
          'TooManyTags',
        ],
      },
      failure: 'LIMIT_EXCEEDED',
    },
    meaning: ({ doing }) => `AWS did not ${doing}: a limit of the account, the call or the meeting is reached.`,
    certainty: 'model',
    notKnown:
      'Which limit an update of a call can meet is not documented (perhaps the 1,000 invocations of the handler per call). An account has 250 meetings at a time, unless it was given more.',
    sources: [VOICE_MODEL, MEETINGS_MODEL, QUOTAS, COMMON_ERRORS, guide('invoke-on-call-leg')],
    ...REFUSED,
    steps: ({ region }) => [
      `aws service-quotas list-service-quotas --service-code chime${region === 'this region' ? '' : ` --region ${region}`}`,
      'remove what earlier runs left, where nobody is in it: chime-join runs cleanup',
    ],
  },
  {
    id: 'aws.conflict',
    title: 'The request conflicts with another one, or with how things stand',
    recognised: {
      error: {
        names: ['Conflict', 'PreconditionFailed', 'OperationAborted'],
        statuses: [409],
        garbled: false,
      },
      failure: 'CONFLICT',
    },
    meaning: ({ doing }) => `AWS did not ${doing}: it conflicts with another request, or with how things stand.`,
    certainty: 'model',
    notKnown: 'UpdateSipMediaApplicationCall is not documented to answer so.',
    sources: [MEETINGS_MODEL, VOICE_MODEL],
    ...REFUSED,
    steps: () => [lookFirst('how things stand')],
  },
  {
    id: 'aws.associations-exist',
    title: 'What is to be removed is still in use',
    recognised: {
      error: { names: ['PhoneNumberAssociationsExist', 'VoiceConnectorGroupAssociationsExist'] },
      failure: 'CONFLICT',
    },
    meaning: ({ doing }) => `AWS did not ${doing}: something is still associated with it.`,
    certainty: 'model',
    notKnown: 'No operation that this program sends is documented to answer so.',
    sources: [VOICE_MODEL],
    ...REFUSED,
    steps: () => ['look in the Amazon Chime SDK console what is associated with it'],
  },
  {
    id: 'aws.unprocessable',
    title: 'AWS understood the request, but does not follow it',
    recognised: {
      error: { names: ['UnprocessableEntity', 'Unprocessable'], statuses: [422], garbled: false },
      failure: 'REFUSED',
    },
    meaning: ({ doing }) => `AWS understood the request to ${doing}, but does not follow it.`,
    certainty: 'model',
    notKnown: 'AWS says "semantic errors" and not which; capabilities that do not fit the meeting are a likely one.',
    sources: [MEETINGS_MODEL, VOICE_MODEL],
    ...REFUSED,
    steps: () => ["hold the attendees' capabilities against the meeting's features"],
  },
];
