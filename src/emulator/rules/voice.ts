import { NOBODY, QUOTAS, type Row } from './row.js';

const MODEL = 'botocore, chime-sdk-voice 2022-08-03, service model';
const LOAD_TESTS = 'github.com/q4mobile/serverless-artillery, its notes on load tests';

export const VOICE_RULES: readonly Row[] = [
  [
    'voice-operations',
    'model',
    'Create, Update, Delete, Get and ListSipMediaApplications, Create and UpdateSipMediaApplicationCall, Get and PutSipMediaApplicationLoggingConfiguration, with their paths, status codes and constraints.',
    MODEL,
  ],
  [
    'voice-update-202',
    'documented',
    'An update of a call in progress is answered 202 with the same TransactionId; the handler is invoked afterwards.',
    'Developer guide, "Using the UpdateSipMediaApplicationCall API"',
  ],
  ['voice-update-arguments', 'model', 'Arguments holds 0 to 20 entries of strings.', MODEL],
  [
    'voice-bad-request',
    'assumed',
    "Everything wrong with a request, an empty TransactionId or a value that is no string included, is BadRequestException, 400; its wording is the emulator's own.",
    NOBODY,
  ],
  ['voice-no-application', 'model', 'An unknown SMA is NotFoundException, 404.', MODEL],
  [
    'voice-no-application-create',
    'assumed',
    'A call created with an unknown SMA is NotFoundException all the same.',
    'the model lists no NotFoundException for CreateSipMediaApplicationCall',
  ],
  [
    'voice-no-call',
    'observed',
    'An update of an ended call is NotFoundException, 404, "Transaction ID doesn\'t exist for SipMediaApplication ID"; that an unknown one is answered alike is assumed.',
    LOAD_TESTS,
  ],
  [
    'voice-too-many-calls',
    'assumed',
    'A call beyond quota.activeCalls is ResourceLimitExceededException, 400.',
    'the model has ResourceLimitExceededException, and nobody says when',
  ],
  [
    'voice-region',
    'documented',
    'The SMA exists in its own Region only.',
    'Developer guide, "Migrating to the Amazon Chime SDK Voice namespace"',
  ],
  [
    'voice-sip-headers',
    'documented',
    'SIP headers begin with x-, not with x-vine, x-amzn, x-vc, x-canary or x-voice, or are User-to-User or Diversion, of 2048 characters at most: else "Invalid SIP header(s) provided: NAME".',
    'Developer guide, "Using SIP headers"',
  ],
  [
    'voice-quota',
    'documented',
    'Five UpdateSipMediaApplicationCall and one CreateSipMediaApplicationCall a second.',
    QUOTAS,
  ],
  ['voice-quota-burst', 'assumed', 'No burst beyond that; Get and List are not limited.', NOBODY],
  ['voice-quota-answer', 'model', 'Beyond the quota: ThrottledClientException, 429. The request has no effect.', MODEL],
  ['voice-quota-text', 'observed', 'Its message is "Service received too many requests".', LOAD_TESTS],
  ['voice-paging', 'model', 'ListSipMediaApplications pages by MaxResults, 1 to 100; 100 where it is left out.', MODEL],
  [
    'voice-function',
    'model',
    'An SMA has one endpoint, the ARN of a Lambda function of its own Region. AwsRegion is the Region of the request.',
    MODEL,
  ],
  [
    'voice-function-file',
    'assumed',
    "A function is the emulator's own handler by its name, or the file of that name (.mjs, .cjs, .js, .ts, .py) beside it, or its neighbor behind the same invocation API; any other, or one that cannot be loaded, is BadRequestException. A file beside the handler runs as the handler does: the same variables and network, and in the same language the same runtime and, where it has it, the same export.",
    'the emulator has no Lambda of its own',
  ],
  [
    'voice-function-changed',
    'assumed',
    'After UpdateSipMediaApplication new calls invoke the new function, calls in progress the old one. Calls of a deleted SMA go on, and cannot be updated.',
    NOBODY,
  ],
  ['voice-max-applications', 'documented', '30 SMAs in a Region; one more is ResourceLimitExceededException.', QUOTAS],
  [
    'voice-own-application',
    'assumed',
    'The SMA that the emulator starts with is not deleted: ConflictException. Tags of SMAs are checked and then ignored.',
    'the emulator needs one for calls that name none',
  ],
  [
    'voice-remembered',
    'assumed',
    "An ended call is forgotten an hour later on the emulator's clock, and sooner where more than 1,000 ended since. Of ended meetings the newest 2,500 at least are remembered.",
    'an emulator may run for days',
  ],
  [
    'voice-unknown-operation',
    'assumed',
    'Whatever else is asked is UnknownOperationException, 404 (of a service whose client reads XML, such as STS: InvalidAction, 400), and a line on stderr.',
    NOBODY,
  ],
];
