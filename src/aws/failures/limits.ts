import type { Row } from './row.js';

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

/** Too much, too fast, or at the same time. Names are those of both service models and of AWS's common errors. */
export const LIMIT_ROWS: readonly Row[] = [
  {
    names: THROTTLES,
    statuses: [429],
    failure: 'THROTTLED',
    delivery: 'not-sent',
    message: ({ doing }) => `AWS took no notice of the request to ${doing}: too many requests at a time.`,
    tryThis: () => ['wait a few seconds and run the command again', 'run fewer of them at a time'],
  },
  {
    names: ['LimitExceeded'],
    subjects: ['attendees', 'attendee'],
    failure: 'MEETING_FULL',
    delivery: 'refused',
    message: () => 'The meeting has as many attendees as it may have.',
    tryThis: () => [
      'chime-join attendee list --meeting-id ID, then chime-join attendee remove those who have left: they count until removed',
    ],
  },
  {
    names: ['LimitExceeded', 'ResourceLimitExceeded', 'ConcurrentCallLimit', 'QuotaExceeded', 'ServiceQuotaExceeded'],
    failure: 'LIMIT_EXCEEDED',
    delivery: 'refused',
    message: ({ doing }) => `AWS did not ${doing}: a limit of the account, the call or the meeting is reached.`,
    tryThis: ({ region }) => [
      `aws service-quotas list-service-quotas --service-code chime --region ${region}`,
      'end what is no longer needed: chime-join meeting end',
    ],
  },
  {
    names: ['Conflict'],
    statuses: [409],
    garbled: false,
    failure: 'CONFLICT',
    delivery: 'refused',
    message: ({ doing }) => `AWS did not ${doing}: it conflicts with another request, or with how things stand.`,
    tryThis: () => ['wait a moment and look how things stand before you run the command again'],
  },
  {
    names: ['UnprocessableEntity', 'Unprocessable'],
    statuses: [422],
    garbled: false,
    failure: 'REFUSED',
    delivery: 'refused',
    message: ({ doing }) => `AWS understood the request to ${doing}, but does not follow it.`,
    tryThis: () => ["hold the attendees' capabilities against the meeting's features"],
  },
];
