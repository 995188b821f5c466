import type { Row } from './row.js';

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
export const ANSWER_ROWS: readonly Row[] = [
  {
    names: ['RequestTimeout'],
    statuses: [408],
    failure: 'TIMED_OUT',
    delivery: 'unknown',
    message: ({ doing, perhaps }) => `AWS gave up waiting for the request to ${doing}${perhaps}.`,
    tryThis: ({ lookFirst }) => [lookFirst],
  },
  {
    statuses: [[400, 499]],
    garbled: true,
    failure: 'REFUSED',
    delivery: 'refused',
    message: ({ status }) =>
      `Something that does not answer like AWS refused the request with ${status}: a proxy, or another server.`,
    tryThis: () => ['check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants) and proxies in between'],
  },
  {
    names: INVALID,
    statuses: [400],
    subjects: ['call'],
    failure: 'REFUSED',
    delivery: 'refused',
    message: () => 'AWS did not accept the update as it was sent.',
    tryThis: () => [
      'see what would be sent: chime-join bridge --dry-run',
      'check the ids, and that there are at most 20 arguments, none of them empty',
    ],
  },
  {
    names: INVALID,
    statuses: [
      [400, 407],
      [409, 499],
    ],
    failure: 'REFUSED',
    delivery: 'refused',
    message: ({ doing }) => `AWS did not accept the request to ${doing} as it was sent.`,
    tryThis: () => ['check ids, regions and names against what AWS says'],
  },
  {
    names: [
      'ServiceFailure',
      'ServiceUnavailable',
      'InternalFailure',
      'InternalServerError',
      'InternalServer',
      'InternalError',
    ],
    statuses: [[500, 599]],
    failure: 'UNAVAILABLE',
    delivery: 'unknown',
    message: ({ doing, perhaps }) => `AWS failed at the request to ${doing}${perhaps}.`,
    tryThis: ({ lookFirst }) => [lookFirst, 'https://health.aws.amazon.com/health/status'],
  },
  {
    statuses: [[100, 399]],
    failure: 'UNREADABLE_ANSWER',
    delivery: 'unknown',
    message: ({ doing, status, perhaps }) =>
      `The request to ${doing} was answered with ${status}, but not with an answer that AWS documents${perhaps}.`,
    tryThis: ({ lookFirst }) => [
      lookFirst,
      'check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants) and proxies in between',
    ],
  },
  {
    garbled: true,
    failure: 'UNREADABLE_ANSWER',
    delivery: 'unknown',
    message: ({ doing, perhaps }) => `The request to ${doing} got an answer that cannot be read${perhaps}.`,
    tryThis: ({ lookFirst }) => [
      lookFirst,
      'check the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants) and proxies in between',
    ],
  },
];
