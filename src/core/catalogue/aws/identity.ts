import type { AnswerEntry } from '../entry.js';
import type { ErrorMark } from '../error-mark.js';
import { COMMON_ERRORS, MAINTENANCE, MEETINGS_MODEL, SDK, VOICE_MODEL } from '../sources.js';
import { REFUSED } from '../standing.js';
import { login, whoAmI } from './sign-in.js';

const SIGNATURE_NAMES = ['InvalidSignature', 'SignatureDoesNotMatch', 'AuthFailure'];
const SIGNING = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html';
const IAM = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonchime.html';

const clock = (id: string, title: string, error: ErrorMark): AnswerEntry => ({
  id,
  title,
  recognised: { error, failure: 'CLOCK_SKEWED' },
  meaning: "AWS refused the request because this machine's clock is wrong.",
  certainty: 'documented',
  sources: [SIGNING, COMMON_ERRORS],
  ...REFUSED,
  steps: () => [
    'sudo timedatectl set-ntp true',
    'with chrony: sudo chronyc makestep; on macOS: sudo sntp -sS time.apple.com',
  ],
});

/** AWS does not believe who is asking, or does not let them. Spellings of both services and of AWS's common errors. */
export const IDENTITY_ENTRIES: readonly AnswerEntry[] = [
  clock('clock.skewed', "This machine's clock is wrong", {
    names: ['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'],
  }),
  clock('clock.signature', "This machine's clock is wrong: the signature has another time", {
    names: SIGNATURE_NAMES,
    says: /expired|not yet current|earlier than|later than/i,
  }),
  clock('clock.seen', "This machine's clock is wrong: AWS's answer shows another time", {
    names: SIGNATURE_NAMES,
    skewed: true,
  }),
  {
    id: 'credentials.expired',
    title: 'The AWS credentials have expired',
    recognised: { error: { names: ['ExpiredToken', 'TokenRefreshRequired'] }, failure: 'CREDENTIALS_EXPIRED' },
    meaning: 'The AWS credentials have expired.',
    certainty: 'documented',
    sources: ['https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html'],
    ...REFUSED,
    steps: (told) => [
      login(told),
      'renew the values of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN',
    ],
  },
  {
    id: 'credentials.refused',
    title: 'AWS does not accept these credentials',
    recognised: {
      error: {
        names: [
          ...SIGNATURE_NAMES,
          'UnrecognizedClient',
          'InvalidClientTokenId',
          'InvalidAccessKeyId',
          'InvalidToken',
          'IncompleteSignature',
          'MissingAuthenticationToken',
          'MissingAuthenticationTokenException',
        ],
      },
      failure: 'CREDENTIALS_REFUSED',
    },
    meaning: 'AWS does not accept these credentials.',
    certainty: 'documented',
    sources: [COMMON_ERRORS, SIGNING, SDK],
    ...REFUSED,
    steps: (told) => [whoAmI(told), 'check the secret access key, the session token, and the clock of this machine'],
  },
  {
    id: 'access.denied',
    title: 'AWS does not let this identity do it',
    recognised: {
      error: {
        names: [
          'AccessDenied',
          'AuthorizationError',
          'Forbidden',
          'NotAuthorized',
          'OptInRequired',
          'Unauthorized',
          'UnauthorizedClient',
          'UnauthorizedOperation',
        ],
        statuses: [401, 403],
        garbled: false,
      },
      failure: 'ACCESS_DENIED',
    },
    meaning: ({ doing, region }) => `AWS does not let this identity ${doing} in ${region}.`,
    certainty: 'model',
    notKnown:
      'Whether a policy, an organisation or the service itself refused, AWS mostly does not say; nor which error an account gets that is new to SIP media applications.',
    sources: [VOICE_MODEL, MEETINGS_MODEL, COMMON_ERRORS, IAM, MAINTENANCE],
    ...REFUSED,
    steps: (told) => [
      whoAmI(told),
      `allow ${told.permission} in its IAM policy, and look for a service control policy that denies it`,
      ...(told.subject === 'call' || told.subject === 'application' || told.operation === 'ListSipMediaApplications'
        ? [
            'AWS closed SIP media applications to new customers on 2026-10-29: ask AWS Support if this account is new to them',
          ]
        : []),
      ...(told.subject === 'logs'
        ? []
        : [
            'the IAM prefix of the Amazon Chime SDK is chime: for all of it; chime-sdk-meetings: is none of its prefixes',
          ]),
    ],
  },
];
