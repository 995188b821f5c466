import type { Row, Told } from './row.js';

const login = ({ profile }: Told) => `aws sso login${profile === null ? '' : ` --profile ${profile}`}`;
const whoAmI = ({ profile }: Told) => `aws sts get-caller-identity${profile === null ? '' : ` --profile ${profile}`}`;
const CREDENTIALS_ERRORS = ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'];

/** What goes wrong before a request is made: credentials, profile, region, endpoint. */
export const BEFORE_ROWS: readonly Row[] = [
  ...[{ profileKnown: false }, { says: /using profile: \[|profile .* could not be found/i }].map(
    (condition): Row => ({
      names: CREDENTIALS_ERRORS,
      ...condition,
      failure: 'PROFILE_INVALID',
      delivery: 'not-sent',
      message: ({ profile }) =>
        `The AWS profile ${profile ?? '(AWS_PROFILE)'} is not in the shared config files, or holds no credentials.`,
      tryThis: () => ['aws configure list-profiles', 'check --profile and AWS_PROFILE'],
    }),
  ),
  {
    names: CREDENTIALS_ERRORS,
    says: /expired|sso login|aws login|reauthenticate|refresh/i,
    failure: 'CREDENTIALS_EXPIRED',
    delivery: 'not-sent',
    message: () => 'The AWS sign-in has expired, or there is none.',
    tryThis: (told) => [login(told), whoAmI(told)],
  },
  {
    names: CREDENTIALS_ERRORS,
    failure: 'CREDENTIALS_MISSING',
    delivery: 'not-sent',
    message: () => 'No AWS credentials were found.',
    tryThis: (told) => [
      'set AWS_PROFILE or --profile, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      login(told),
      'to rehearse without an AWS account: chime-join emulator start',
    ],
  },
  {
    says: /^Region is missing/,
    failure: 'REGION_MISSING',
    delivery: 'not-sent',
    message: () => 'No AWS region is set.',
    tryThis: () => ["set --region or AWS_REGION to the SIP media application's region"],
  },
  {
    says: /^Region not accepted/,
    failure: 'REGION_INVALID',
    delivery: 'not-sent',
    message: () => 'The AWS region cannot be the name of one.',
    tryThis: () => ['check --region, --meetings-region and AWS_REGION'],
  },
  {
    says: /^Invalid Configuration:|custom endpoint/,
    unsent: true,
    failure: 'ENDPOINT_INVALID',
    delivery: 'not-sent',
    message: () => 'The endpoint cannot be used together with the other AWS settings.',
    tryThis: () => ['unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or the endpoint'],
  },
  {
    codes: ['ERR_INVALID_URL', 'ERR_INVALID_PROTOCOL'],
    failure: 'ENDPOINT_INVALID',
    delivery: 'not-sent',
    message: () => 'The endpoint is no URL.',
    tryThis: () => ['check --endpoint-url, AWS_ENDPOINT_URL and its variants'],
  },
  {
    says: /^No value provided for input HTTP label|^Empty value provided for input HTTP label/,
    failure: 'ID_MISSING',
    delivery: 'not-sent',
    message: ({ doing }) => `An id that is needed to ${doing} is missing.`,
    tryThis: () => [],
  },
];

/** Answers of the services that give credentials (STS, SSO, the instance): the request itself was never sent. */
export const SIGN_IN_ROWS: readonly Row[] = [
  {
    names: ['AccessDenied', 'Forbidden', 'Unauthorized', 'AuthorizationError'],
    unsent: true,
    failure: 'ACCESS_DENIED',
    delivery: 'not-sent',
    message: () => 'AWS did not give this identity the credentials of the role or profile it asked for.',
    tryThis: (told) => [whoAmI(told), 'check the trust policy of the role that the profile assumes'],
  },
  {
    statuses: [[400, 599]],
    unsent: true,
    failure: 'CREDENTIALS_MISSING',
    delivery: 'not-sent',
    message: () => 'AWS credentials could not be had: the service that gives them refused.',
    tryThis: (told) => [whoAmI(told), login(told)],
  },
];
