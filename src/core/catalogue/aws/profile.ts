import { NOT_SENT } from '../after-request.js';
import type { AnswerEntry } from '../entry.js';
import { issue, SDK } from '../sources.js';
import { CREDENTIALS_ERRORS, SSO } from './credentials.js';
import { configureSso, exported, signIn, whoAmI } from './sign-in.js';

const NO_MFA = /MultiFactorAuthentication failed/i;

const NO_ROLE = /is not authorized to perform: sts:\w+/i;

const ROLES = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html';

const PROFILE: Omit<AnswerEntry, 'id' | 'recognised'> = {
  title: 'The AWS profile is not there, or holds no credentials',
  meaning: ({ profile }) =>
    `The AWS profile ${profile ?? '(AWS_PROFILE)'} is not in the shared config files, or holds no credentials.`,
  certainty: 'observed',
  sources: [SDK],
  ...NOT_SENT,
  steps: () => ['aws configure list-profiles', 'check --profile and AWS_PROFILE'],
};

/** What is wrong with a profile or a sign-in that gave no credentials. */
export const PROFILE_ENTRIES: readonly AnswerEntry[] = [
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
    notKnown: 'Which of these it is: the message distinguishes only an invalid code from an unknown device.',
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
];
