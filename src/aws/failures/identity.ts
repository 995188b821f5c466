import type { Row, Told } from './row.js';

const whoAmI = ({ profile }: Told) => `aws sts get-caller-identity${profile === null ? '' : ` --profile ${profile}`}`;
const SIGNATURE_NAMES = ['InvalidSignature', 'SignatureDoesNotMatch', 'AuthFailure'];

/** AWS does not believe who is asking, or does not let them. Spellings of both services and of AWS's common errors. */
export const IDENTITY_ROWS: readonly Row[] = [
  ...[
    { names: ['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'] },
    { names: SIGNATURE_NAMES, says: /expired|not yet current|earlier than|later than/i },
    { names: SIGNATURE_NAMES, skewed: true },
  ].map(
    (condition): Row => ({
      ...condition,
      failure: 'CLOCK_SKEWED',
      delivery: 'refused',
      message: () => "AWS refused the request because this machine's clock is wrong.",
      tryThis: () => ['set the clock (timedatectl set-ntp true), and run the command again'],
    }),
  ),
  {
    names: ['ExpiredToken', 'TokenRefreshRequired'],
    failure: 'CREDENTIALS_EXPIRED',
    delivery: 'refused',
    message: () => 'The AWS credentials have expired.',
    tryThis: (told) => [
      `aws sso login${told.profile === null ? '' : ` --profile ${told.profile}`}`,
      'renew the values of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN',
    ],
  },
  {
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
    failure: 'CREDENTIALS_REFUSED',
    delivery: 'refused',
    message: () => 'AWS does not accept these credentials.',
    tryThis: (told) => [whoAmI(told), 'check the secret access key, the session token, and the clock of this machine'],
  },
  {
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
    failure: 'ACCESS_DENIED',
    delivery: 'refused',
    message: ({ doing, region }) => `AWS does not let this identity ${doing} in ${region}.`,
    tryThis: (told) => [
      whoAmI(told),
      `allow ${told.permission} in its IAM policy, and look for a service control policy that denies it`,
      ...(told.subject === 'call' || told.subject === 'application' || told.operation === 'ListSipMediaApplications'
        ? [
            'AWS closed SIP media applications to new customers on 2026-10-29: ask AWS Support if this account is new to them',
          ]
        : []),
    ],
  },
];
