import type { Row, Told } from './row.js';

const NOT_FOUND: Pick<Row, 'names' | 'statuses' | 'garbled'> = {
  names: ['NotFound', 'ResourceNotFound'],
  statuses: [404],
  garbled: false,
};
const GONE: Pick<Row, 'names' | 'statuses' | 'garbled'> = { names: ['Gone'], statuses: [410], garbled: false };
const listApplications = ({ region }: Told) => `aws chime-sdk-voice list-sip-media-applications --region ${region}`;

const meetingGone = {
  failure: 'MEETING_NOT_FOUND',
  delivery: 'refused',
  message: ({ region }: Told) =>
    `The meeting is not in ${region}: it has ended (five minutes without audio are enough), or it was made in another region.`,
  tryThis: () => ['check --meetings-region: a meeting is known only where it was made', 'chime-join meeting create'],
} as const;

/** What the request was for is not there. What that is, only the operation says: the answers are all alike. */
export const NOT_FOUND_ROWS: readonly Row[] = [
  {
    names: ['UnknownOperation', 'InvalidAction'],
    failure: 'REFUSED',
    delivery: 'refused',
    message: ({ operation }) => `The endpoint does not have the operation ${operation}.`,
    tryThis: () => ['check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants)'],
  },
  {
    ...NOT_FOUND,
    subjects: ['call'],
    failure: 'CALL_NOT_FOUND',
    delivery: 'refused',
    message: ({ region }) =>
      `AWS has no live call with this TransactionId under this SIP media application in ${region}: it has ended, it was never there, or it belongs to another region, SMA or account.`,
    tryThis: (told) => [
      'look at CallDetails in the newest event of the call: a CallId given as the TransactionId ends like this',
      'let chime-join find the ids: chime-join bridge --call-id ID, or --event FILE',
      listApplications(told),
    ],
  },
  {
    ...GONE,
    subjects: ['call'],
    failure: 'CALL_ENDED',
    delivery: 'refused',
    message: () => 'AWS answers that this call is gone.',
    tryThis: () => [],
  },
  {
    ...NOT_FOUND,
    subjects: ['application'],
    failure: 'APPLICATION_NOT_FOUND',
    delivery: 'refused',
    message: ({ region }) =>
      `There is no SIP media application with this id in ${region}: the id is wrong, or it belongs to another region or account.`,
    tryThis: (told) => [listApplications(told), 'check --region: it is the region of the SIP media application'],
  },
  { ...NOT_FOUND, subjects: ['meeting', 'attendees'], ...meetingGone },
  { ...GONE, subjects: ['meeting', 'attendees', 'attendee'], ...meetingGone },
  {
    ...NOT_FOUND,
    subjects: ['attendee'],
    failure: 'ATTENDEE_NOT_FOUND',
    delivery: 'refused',
    message: ({ region }) =>
      `The attendee is not in this meeting in ${region}: it was removed, or the meeting has ended or was made in another region.`,
    tryThis: () => ['chime-join attendee list --meeting-id ID', 'check --meetings-region'],
  },
  {
    ...NOT_FOUND,
    subjects: ['logs'],
    failure: 'LOG_GROUP_NOT_FOUND',
    delivery: 'refused',
    message: ({ region }) =>
      `There is no such log group in ${region}: the handler has never logged, or it logs elsewhere.`,
    tryThis: ({ region }) => [
      `aws logs describe-log-groups --region ${region} --log-group-name-prefix /aws/lambda/`,
      'name the group the handler logs to: --log-group NAME',
    ],
  },
  {
    ...NOT_FOUND,
    failure: 'NOT_FOUND',
    delivery: 'refused',
    message: ({ doing, region }) => `AWS could not ${doing}: it is not in ${region}.`,
    tryThis: () => ['check the region, and the endpoint if one is set'],
  },
];
