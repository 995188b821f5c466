import { REFUSED } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import type { ErrorMark } from '../error-mark.js';
import { COMMON_ERRORS, issue, MAINTENANCE, MEETINGS_MODEL, SDK, VOICE_MODEL } from '../sources.js';
import { login, whoAmI } from './sign-in.js';

const SIGNATURE_NAMES = ['InvalidSignature', 'SignatureDoesNotMatch', 'AuthFailure'];
const SIGNING = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html';
const IAM = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonchime.html';

const SCOPE = /Credential (?:should|must) be scoped to\b/i;
/** Of the namespace that meetings and calls have left: whoever is refused so is allowed to call the new ones. */
const OLD_NAMESPACE =
  /not authorized to call deprecated Amazon Chime SDK API|Not authorized to call Chime SDK with Account Id/i;

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
  {
    id: 'credentials.scope',
    title: 'The request is signed for another region or service',
    recognised: { error: { says: SCOPE }, says: SCOPE, failure: 'CREDENTIALS_REFUSED' },
    meaning:
      'AWS refused the signature because it names another region or service than the endpoint that received it: the credentials themselves may be good.',
    certainty: 'observed',
    notKnown: 'Whether the region, the service or the endpoint is the wrong one; the message names what AWS expected.',
    sources: [SIGNING, issue('aws/aws-sdk-php', 493), issue('aws/aws-sdk-ruby', 431), SDK],
    ...REFUSED,
    steps: (told) => [
      'aws configure list',
      'hold --region and --meetings-region against the endpoint (--endpoint-url, AWS_ENDPOINT_URL and its variants): all must name one region',
      `a client that signs by itself names the service ${told.subject === 'logs' ? 'logs' : 'chime, for meetings and calls alike'}`,
    ],
  },
  {
    id: 'access.old-namespace',
    title: 'The request went to the old namespace of Amazon Chime',
    recognised: {
      error: { says: OLD_NAMESPACE },
      says: OLD_NAMESPACE,
      words: ['old namespace', 'chime namespace', 'deprecated endpoint'],
      failure: 'ACCESS_DENIED',
    },
    meaning:
      'The old service chime no longer creates meetings or calls for this account. No policy changes that: the same request to chime-sdk-meetings or chime-sdk-voice is allowed by the same IAM actions.',
    certainty: 'observed',
    notKnown: 'Which accounts may still use the old service.',
    sources: [
      issue('aws/amazon-chime-sdk-js', 2697),
      issue('aws/amazon-chime-sdk-js', 2870),
      issue('hashicorp/terraform-provider-aws', 33633),
    ],
    ...REFUSED,
    steps: () => [
      'aws chime-sdk-meetings help',
      'use the clients ChimeSDKMeetings and ChimeSDKVoice, and set no endpoint: the old one is service.chime.aws.amazon.com',
      'a bridge uses the new services already: check --endpoint-url and AWS_ENDPOINT_URL',
    ],
  },
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
    recognised: {
      error: { names: ['ExpiredToken', 'TokenRefreshRequired'] },
      says: /security token included in the request is expired/i,
      failure: 'CREDENTIALS_EXPIRED',
    },
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
      says: /security token included in the request is invalid|request signature we calculated does not match/i,
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
      ...(['call', 'calls', 'application'].includes(told.subject) || told.operation === 'ListSipMediaApplications'
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
