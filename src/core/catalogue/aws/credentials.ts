import { NOT_SENT } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import { SDK } from '../sources.js';
import { login, whoAmI } from './sign-in.js';

/** The first three are of the SDK for JavaScript v3, and may stand before a request; the others are of other SDKs. */
export const CREDENTIALS_ERRORS = [
  ...['CredentialsProviderError', 'TokenProviderError', 'ProviderError'],
  ...['CredentialsError', 'NoCredentialsError', 'MissingCredentialsError', 'NoCredentialProviders'],
];

const EXPIRED_SIGN_IN =
  /SSO (?:session|access token|token)\b.{0,300}?(?:(?:has |have |is )(?:either )?expired|was not found|is (?:otherwise )?invalid)|\bToken (?:for .{0,200} )?(?:has|is) expired|Error loading SSO Token|Error when retrieving token from sso|\bsign-in .{0,200}(?:has|is) expired|refresh cached SSO token failed|unable to refresh SSO token/i;

/** In the words of the SDKs for JavaScript, Python, Java, .NET, Go, PHP and Ruby. */
const NO_CREDENTIALS = new RegExp(
  [
    'Could not load credentials from any providers|Missing credentials in config',
    'Unable to locate credentials|Partial credentials found in',
    'Unable to load (?:AWS )?credentials from any (?:provider in|of the providers in) the chain',
    'Unable to get IAM security credentials|Failed to resolve AWS credentials',
    'no valid providers in chain|failed to (?:refresh cached|retrieve) credentials|no EC2 IMDS role found',
    'Error retrieving credentials from the instance profile|Cannot read credentials from ',
    'unable to sign request without credentials set',
  ].join('|'),
  'i',
);

export const SSO = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html';

/** Answers of the services that give credentials (STS, SSO, the instance): the request itself was never sent. */
export const SIGN_IN_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'sign-in.denied',
    title: 'AWS did not give this identity the credentials it asked for',
    recognised: {
      error: { names: ['AccessDenied', 'Forbidden', 'Unauthorized', 'AuthorizationError'], unsent: true },
      failure: 'ACCESS_DENIED',
    },
    meaning: 'AWS did not give this identity the credentials of the role or profile it asked for.',
    certainty: 'assumed',
    sources: [SDK],
    ...NOT_SENT,
    steps: (told) => [whoAmI(told), 'check the trust policy of the role that the profile assumes'],
  },
  {
    id: 'sign-in.refused',
    title: 'The service that gives credentials refused',
    recognised: { error: { statuses: [[400, 599]], unsent: true }, failure: 'CREDENTIALS_MISSING' },
    meaning: 'AWS credentials could not be had: the service that gives them refused.',
    certainty: 'assumed',
    sources: [SDK],
    ...NOT_SENT,
    steps: (told) => [whoAmI(told), login(told)],
  },
];

/** Credentials that have expired, or are not there. */
export const CREDENTIAL_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'credentials.file',
    title: 'A file that credentials are read from cannot be read',
    recognised: { error: { codes: ['ENOENT', 'EACCES', 'EISDIR'], unsent: true }, failure: 'CREDENTIALS_MISSING' },
    meaning: 'A file that credentials are read from cannot be read.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: (told) => [whoAmI(told), 'check web_identity_token_file of the profile, and AWS_WEB_IDENTITY_TOKEN_FILE'],
  },
  {
    id: 'sign-in.expired',
    title: 'The AWS sign-in has expired, or there is none',
    recognised: {
      error: { names: CREDENTIALS_ERRORS, says: /expired|sso login|aws login|reauthenticate|refresh/i },
      says: EXPIRED_SIGN_IN,
      failure: 'CREDENTIALS_EXPIRED',
    },
    meaning: 'The AWS sign-in has expired, or there is none.',
    certainty: 'observed',
    sources: [SDK, SSO],
    ...NOT_SENT,
    steps: (told) => [login(told), whoAmI(told)],
  },
  {
    id: 'credentials.missing',
    title: 'No AWS credentials were found',
    recognised: {
      error: { names: CREDENTIALS_ERRORS },
      says: NO_CREDENTIALS,
      words: ['CredentialsProviderError', 'TokenProviderError', 'missing credentials'],
      failure: 'CREDENTIALS_MISSING',
    },
    meaning: 'No AWS credentials were found.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: (told) => [
      'set AWS_PROFILE or --profile, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      login(told),
      'to rehearse without an AWS account: chime-join emulator start',
    ],
  },
];
