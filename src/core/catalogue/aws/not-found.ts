import { REFUSED } from '../after-request.js';
import { READ_LOG } from '../call/steps.js';
import type { AnswerEntry, Circumstances } from '../entry.js';
import type { ErrorMark } from '../error-mark.js';
import { COMMON_ERRORS, FAQS, guide, issue, LOGS_MODEL, MEETINGS_MODEL, UPDATE_API, VOICE_MODEL } from '../sources.js';

const NOT_FOUND: ErrorMark = { names: ['NotFound', 'ResourceNotFound'], statuses: [404], garbled: false };
const MEETING_ENDED = /\bmeeting has ended\b|\bMeeting <?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}>? not found/i;
const NO_TRANSACTION = /\bTransaction \S{1,80} does(?:n[o'’]?t| not) exist for SipMediaApplication/i;
const GONE: ErrorMark = { names: ['Gone'], statuses: [410], garbled: false };
const inRegion = ({ region }: Circumstances) => (region === 'this region' ? '' : ` --region ${region}`);
const listApplications = (told: Circumstances) => `aws chime-sdk-voice list-sip-media-applications${inRegion(told)}`;

const MEETING_GONE: Omit<AnswerEntry, 'id' | 'recognised'> = {
  title: 'The meeting is not there (any more)',
  meaning: ({ region }) =>
    `The meeting is not in ${region}: it has ended (five minutes without audio are enough), or it was made in another region.`,
  certainty: 'documented',
  sources: [MEETINGS_MODEL, FAQS, guide('chime-sdk-meetings-regions')],
  ...REFUSED,
  steps: () => ['chime-join meeting create', 'check --meetings-region: a meeting is known only where it was made'],
};

/** What the request was for is not there. What that is, only the operation says: the answers are all alike. */
export const NOT_FOUND_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'aws.unknown-operation',
    title: 'The endpoint does not have the operation',
    recognised: { error: { names: ['UnknownOperation', 'InvalidAction'] }, failure: 'REFUSED' },
    meaning: ({ operation }) => `The endpoint does not have the operation ${operation}.`,
    certainty: 'documented',
    sources: [COMMON_ERRORS],
    ...REFUSED,
    steps: () => ['check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants)'],
  },
  {
    id: 'meeting.ended',
    recognised: {
      error: { ...NOT_FOUND, says: MEETING_ENDED },
      says: MEETING_ENDED,
      failure: 'MEETING_NOT_FOUND',
    },
    ...MEETING_GONE,
    title: 'The meeting has ended',
    meaning: ({ region }) =>
      `The meeting has ended, or was made elsewhere than in ${region}: AWS speaks of the meeting, and says nothing of the call. Five minutes without audio end a meeting, counted from its creation.`,
    certainty: 'observed',
    notKnown: 'Which of these it is. It was also reported of a meeting that had been created moments before.',
    sources: [issue('aws/aws-sdk-js', 3328), issue('aws/aws-sdk-net', 1618), FAQS, MEETINGS_MODEL],
  },
  {
    id: 'call.not-found',
    title: 'AWS has no live call with this TransactionId',
    recognised: {
      error: { ...NOT_FOUND, subjects: ['call'] },
      says: NO_TRANSACTION,
      failure: 'CALL_NOT_FOUND',
    },
    meaning: ({ region }) =>
      `AWS has no live call with this TransactionId under this SIP media application in ${region}: it has ended, it was never there, or it belongs to another region, SMA or account.`,
    certainty: 'observed',
    notKnown:
      'Which of these it is: AWS documents the error without its causes. A call that had ended was seen to get it, with the words "Transaction … doesn\'t exist for SipMediaApplication …".',
    sources: [
      UPDATE_API,
      VOICE_MODEL,
      guide('update-sip-call'),
      'the load-test notes in q4mobile/serverless-artillery (2026-07)',
    ],
    ...REFUSED,
    steps: (told) => [
      READ_LOG,
      'look at CallDetails in the newest event of the call: a CallId given as the TransactionId ends like this, and so does a call that has ended',
      listApplications(told),
    ],
  },
  {
    id: 'call.gone',
    title: 'AWS answers that the call is gone',
    recognised: { error: { ...GONE, subjects: ['call'] }, failure: 'CALL_ENDED' },
    meaning: 'AWS answers that this call is gone.',
    certainty: 'assumed',
    notKnown: 'UpdateSipMediaApplicationCall is not documented to answer so; the error is one of the service model.',
    sources: [VOICE_MODEL],
    ...REFUSED,
    again: 'pointless',
    steps: () => ['the call is over: nothing is left to join'],
  },
  {
    id: 'application.not-found',
    title: 'There is no such SIP media application',
    recognised: { error: { ...NOT_FOUND, subjects: ['application', 'calls'] }, failure: 'APPLICATION_NOT_FOUND' },
    meaning: ({ region }) =>
      `There is no SIP media application with this id in ${region}: the id is wrong, or it belongs to another region or account.`,
    certainty: 'model',
    sources: [VOICE_MODEL, guide('voice-namespace-migration')],
    ...REFUSED,
    steps: (told) => [listApplications(told), 'check --region: it is the region of the SIP media application'],
  },
  {
    id: 'meeting.not-found',
    recognised: { error: { ...NOT_FOUND, subjects: ['meeting', 'attendees'] }, failure: 'MEETING_NOT_FOUND' },
    ...MEETING_GONE,
  },
  {
    id: 'meeting.gone',
    recognised: { error: { ...GONE, subjects: ['meeting', 'attendees', 'attendee'] }, failure: 'MEETING_NOT_FOUND' },
    ...MEETING_GONE,
    title: 'AWS answers that the meeting is gone',
    certainty: 'assumed',
    notKnown: 'The meetings service is not documented to answer so.',
  },
  {
    id: 'attendee.not-found',
    title: 'The attendee is not in this meeting',
    recognised: { error: { ...NOT_FOUND, subjects: ['attendee'] }, failure: 'ATTENDEE_NOT_FOUND' },
    meaning: ({ region }) =>
      `The attendee is not in this meeting in ${region}: it was removed, or the meeting has ended or was made in another region.`,
    certainty: 'documented',
    sources: [MEETINGS_MODEL, FAQS],
    ...REFUSED,
    steps: () => ['chime-join attendee list --meeting-id ID', 'check --meetings-region'],
  },
  {
    id: 'logs.not-found',
    title: 'There is no such log group',
    recognised: { error: { ...NOT_FOUND, subjects: ['logs'] }, failure: 'LOG_GROUP_NOT_FOUND' },
    meaning: ({ region }) =>
      `There is no such log group in ${region}: the handler has never logged, or it logs elsewhere.`,
    certainty: 'model',
    sources: [LOGS_MODEL],
    ...REFUSED,
    steps: (told) => [
      `aws logs describe-log-groups${inRegion(told)} --log-group-name-prefix /aws/lambda/`,
      'name the group the handler logs to: --log-group NAME',
    ],
  },
  {
    id: 'aws.not-found',
    title: 'AWS has no such thing there',
    recognised: { error: NOT_FOUND, failure: 'NOT_FOUND' },
    meaning: ({ doing, region }) => `AWS could not ${doing}: it is not in ${region}.`,
    certainty: 'model',
    notKnown: 'What is missing, only the operation says: name it with --operation.',
    sources: [VOICE_MODEL, MEETINGS_MODEL],
    ...REFUSED,
    steps: () => ['check the region, and the endpoint if one is set'],
  },
  {
    id: 'aws.gone',
    title: 'AWS answers that it is gone',
    recognised: { error: GONE, failure: 'NOT_FOUND' },
    meaning: ({ doing }) => `AWS could not ${doing}: it answers that what it is for is gone.`,
    certainty: 'model',
    notKnown: 'No operation that this program sends is documented to answer so.',
    sources: [VOICE_MODEL],
    ...REFUSED,
    again: 'pointless',
    steps: () => ['look whether it is still there before you go on'],
  },
];
