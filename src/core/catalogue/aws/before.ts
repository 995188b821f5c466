import type { AnswerEntry } from '../entry.js';
import { issue, SDK } from '../sources.js';
import { NOT_SENT } from '../standing.js';
import { configureSso, exported, login, signIn, whoAmI } from './sign-in.js';

/** The first three are of the SDK for JavaScript v3, and may stand before a request; the others are of other SDKs. */
const CREDENTIALS_ERRORS = [
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
const NO_REGION = new RegExp(
  [
    'Region is missing|Missing region in config|You must specify a region',
    'Unable to (?:find a region via the region provider chain|load region from any of the providers)',
    'No RegionEndpoint or ServiceURL configured',
    'could not find region configuration|Invalid Configuration: Missing Region|an AWS region is required',
    'Missing required client configuration options:\\s+region|Aws::Errors::MissingRegionError|No region was provided',
  ].join('|'),
  'i',
);
const NO_MFA = /MultiFactorAuthentication failed/i;
const NO_ROLE = /is not authorized to perform: sts:\w+/i;
const ROLES = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html';
const SSO = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html';

const PROFILE: Omit<AnswerEntry, 'id' | 'recognised'> = {
  title: 'The AWS profile is not there, or holds no credentials',
  meaning: ({ profile }) =>
    `The AWS profile ${profile ?? '(AWS_PROFILE)'} is not in the shared config files, or holds no credentials.`,
  certainty: 'observed',
  sources: [SDK],
  ...NOT_SENT,
  steps: () => ['aws configure list-profiles', 'check --profile and AWS_PROFILE'],
};

/** What goes wrong before a request is made: credentials, profile, region, endpoint. */
export const BEFORE_ENTRIES: readonly AnswerEntry[] = [
  {
    id: 'profile.missing',
    recognised: { error: { names: CREDENTIALS_ERRORS, profileKnown: false }, failure: 'PROFILE_INVALID' },
    ...PROFILE,
  },
  {
    id: 'profile.empty',
    recognised: {
      error: { names: CREDENTIALS_ERRORS, says: /using profile: \[|profile .{0,300} could not be found/i },
      says: /could not resolve credentials using profile|The config profile \(.*\) could not be found/i,
      failure: 'PROFILE_INVALID',
    },
    ...PROFILE,
  },
  {
    id: 'profile.sso',
    title: 'The SSO settings of the AWS profile are not whole',
    recognised: {
      error: { codes: ['ERR_PROFILE_SSO'], unsent: true },
      says: /configured with invalid SSO credentials|sso-session .* does not exist/i,
      words: ['ERR_PROFILE_SSO'],
      failure: 'PROFILE_INVALID',
    },
    meaning: ({ profile }) =>
      `The SSO settings of the AWS profile ${profile ?? '(AWS_PROFILE)'} are not whole: a setting is missing, or the sso-session it names is not there.`,
    certainty: 'observed',
    sources: [SDK, SSO],
    ...NOT_SENT,
    steps: (told) => [configureSso(told), whoAmI(told)],
  },
  {
    id: 'profile.source',
    title: 'The AWS profile assumes a role, and there are no credentials to assume it with',
    recognised: {
      error: { codes: ['ERR_PROFILE_SOURCE'], unsent: true },
      says: /source_profile .* (?:not found|does not exist|which does not exist)/i,
      words: ['ERR_PROFILE_SOURCE'],
      failure: 'PROFILE_INVALID',
    },
    meaning: ({ profile }) =>
      `The AWS profile ${profile ?? '(AWS_PROFILE)'} assumes a role, and its source_profile or credential_source gave no credentials for that.`,
    certainty: 'observed',
    sources: [SDK, ROLES],
    ...NOT_SENT,
    steps: (told) => [
      'aws configure list-profiles',
      whoAmI(told),
      'check source_profile and credential_source of the profile',
    ],
  },
  {
    id: 'profile.mfa',
    title: 'The AWS profile wants a one-time code',
    recognised: {
      error: { codes: ['ERR_PROFILE_MFA'], unsent: true },
      says: /requires multi-factor authentication/i,
      words: ['ERR_PROFILE_MFA'],
      failure: 'CREDENTIALS_MISSING',
    },
    meaning: ({ profile }) =>
      `The AWS profile ${profile ?? '(AWS_PROFILE)'} wants a one-time code (mfa_serial), which this program does not ask for.`,
    certainty: 'observed',
    sources: [SDK, ROLES],
    ...NOT_SENT,
    steps: (told) => [exported(told), 'then leave --profile and AWS_PROFILE out in this shell'],
  },
  {
    id: 'profile.command',
    title: 'The credential_process of the AWS profile gave no credentials',
    recognised: {
      error: { codes: ['ERR_PROFILE_PROCESS'], unsent: true },
      says: /credential_process returned|Error when retrieving credentials from custom\b/i,
      words: ['ERR_PROFILE_PROCESS'],
      failure: 'CREDENTIALS_MISSING',
    },
    meaning: ({ profile }) =>
      `The credential_process of the AWS profile ${profile ?? '(AWS_PROFILE)'} failed, or what it gave are no valid credentials.`,
    certainty: 'observed',
    sources: [SDK, 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sourcing-external.html'],
    ...NOT_SENT,
    steps: (told) => [whoAmI(told), 'run the command of credential_process by hand: it says what is wrong'],
  },
  {
    id: 'sign-in.one-time-code',
    title: 'AWS did not accept the one-time code',
    recognised: { error: { says: NO_MFA }, says: NO_MFA, failure: 'CREDENTIALS_REFUSED' },
    meaning:
      'STS gave no credentials, because multi-factor authentication failed: the code is wrong or was used before, or mfa_serial names another device.',
    certainty: 'observed',
    notKnown: 'Which of these it is: the message tells only a code that is not valid from a device that is not known.',
    sources: [issue('aws/aws-cli', 2279), issue('aws/aws-cli', 6325), ROLES],
    ...NOT_SENT,
    steps: (told) => [
      exported(told),
      'give the next code that the device shows: each counts once',
      'check mfa_serial of the profile: aws iam list-mfa-devices',
    ],
  },
  {
    id: 'sign-in.role',
    title: 'This identity may not assume the role',
    recognised: { error: { says: NO_ROLE }, says: NO_ROLE, failure: 'ACCESS_DENIED' },
    meaning:
      "STS gave no credentials of the role: the role's trust policy does not name this identity, or the identity's own policy does not allow it.",
    certainty: 'documented',
    notKnown: 'Which of the two policies it is.',
    sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html', ROLES],
    ...NOT_SENT,
    steps: (told) => [whoAmI(told), 'check the trust policy of the role: aws iam get-role --role-name NAME'],
  },
  {
    id: 'sign-in.login',
    title: 'The session of aws login has expired, or there is none',
    recognised: {
      error: { codes: ['ERR_PROFILE_LOGIN'], unsent: true },
      says: /Please reauthenticate|re-authenticate using '?aws login/i,
      words: ['ERR_PROFILE_LOGIN'],
      failure: 'CREDENTIALS_EXPIRED',
    },
    meaning: 'The session of aws login has expired, or there is none.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: (told) => [signIn(told), whoAmI(told)],
  },
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
  {
    id: 'region.missing',
    title: 'No AWS region is set',
    recognised: {
      error: { says: /^Region is missing/, unsent: true },
      says: NO_REGION,
      failure: 'REGION_MISSING',
    },
    meaning: 'No AWS region is set.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ["set --region or AWS_REGION to the SIP media application's region"],
  },
  {
    id: 'region.unusable',
    title: 'The AWS region cannot be the name of one',
    recognised: {
      error: { says: /^Region not accepted/, unsent: true },
      says: /Region not accepted/,
      failure: 'REGION_INVALID',
    },
    meaning: 'The AWS region cannot be the name of one.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['check --region, --meetings-region and AWS_REGION'],
  },
  {
    id: 'endpoint.contradicts',
    title: 'The endpoint cannot be used with the other AWS settings',
    recognised: {
      error: { says: /^Invalid Configuration:|custom endpoint/, unsent: true },
      says: /Invalid Configuration: .{0,300}custom endpoint/,
      failure: 'ENDPOINT_INVALID',
    },
    meaning: 'The endpoint cannot be used together with the other AWS settings.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or the endpoint'],
  },
  {
    id: 'endpoint.no-url',
    title: 'The endpoint is no URL',
    recognised: { error: { codes: ['ERR_INVALID_URL', 'ERR_INVALID_PROTOCOL'] }, failure: 'ENDPOINT_INVALID' },
    meaning: 'The endpoint is no URL.',
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['check --endpoint-url, AWS_ENDPOINT_URL and its variants'],
  },
  {
    id: 'id.missing-in-request',
    title: 'An id that the request needs is missing',
    recognised: {
      error: {
        says: /^No value provided for input HTTP label|^Empty value provided for input HTTP label/,
        unsent: true,
      },
      says: /(?:No|Empty) value provided for input HTTP label/,
      failure: 'ID_MISSING',
    },
    meaning: ({ doing }) => `An id that is needed to ${doing} is missing.`,
    certainty: 'observed',
    sources: [SDK],
    ...NOT_SENT,
    steps: () => ['give the id that the message names'],
  },
];

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
