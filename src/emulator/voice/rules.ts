import type { Rule } from '../world.js';

const MODEL = 'botocore, chime-sdk-voice 2022-08-03, service model';
const QUOTAS = 'AWS general reference, "Amazon Chime SDK endpoints and quotas"';
const LOAD_TESTS = 'github.com/q4mobile/serverless-artillery, its notes on load tests';
const NOBODY = 'no source found';

const rule = (id: string, label: Rule['label'], source: string, text: string): Rule => ({
  id: `voice-${id}`,
  area: 'voice',
  label,
  rule: text,
  source,
});

/** What the emulator's chime-sdk-voice does, and how sure that is. */
export const VOICE_RULES: Rule[] = [
  rule(
    'operations',
    'model',
    MODEL,
    'Create, Update, Delete, Get and ListSipMediaApplications, Create and UpdateSipMediaApplicationCall, Get and PutSipMediaApplicationLoggingConfiguration, with their paths, status codes and constraints.',
  ),
  rule(
    'update-202',
    'documented',
    'Developer guide, "Using the UpdateSipMediaApplicationCall API"',
    'An update of a call in progress is answered 202 with the same TransactionId; the handler is invoked afterwards.',
  ),
  rule('update-arguments', 'model', MODEL, 'Arguments holds 0 to 20 entries of strings.'),
  rule(
    'bad-request',
    'assumed',
    NOBODY,
    "Everything wrong with a request, an empty TransactionId or a value that is no string included, is BadRequestException, 400; its wording is the emulator's own.",
  ),
  rule('no-application', 'model', MODEL, 'An unknown SMA is NotFoundException, 404.'),
  rule(
    'no-application-create',
    'assumed',
    'the model lists no NotFoundException for CreateSipMediaApplicationCall',
    'A call created with an unknown SMA is NotFoundException all the same.',
  ),
  rule(
    'no-call',
    'observed',
    LOAD_TESTS,
    'An update of an ended call is NotFoundException, 404, "Transaction ID doesn\'t exist for SipMediaApplication ID"; that an unknown one is answered alike is assumed.',
  ),
  rule(
    'too-many-calls',
    'assumed',
    'the model has ResourceLimitExceededException, and nobody says when',
    'A call beyond quota.activeCalls is ResourceLimitExceededException, 400.',
  ),
  rule(
    'region',
    'documented',
    'Developer guide, "Migrating to the Amazon Chime SDK Voice namespace"',
    'The SMA exists in its own Region only.',
  ),
  rule(
    'sip-headers',
    'documented',
    'Developer guide, "Using SIP headers"',
    'SIP headers begin with x-, not with x-vine, x-amzn, x-vc, x-canary or x-voice, or are User-to-User or Diversion, of 2048 characters at most: else "Invalid SIP header(s) provided: NAME".',
  ),
  rule(
    'quota',
    'documented',
    QUOTAS,
    'Five UpdateSipMediaApplicationCall and one CreateSipMediaApplicationCall a second.',
  ),
  rule('quota-burst', 'assumed', NOBODY, 'No burst beyond that; Get and List are not limited.'),
  rule('quota-answer', 'model', MODEL, 'Beyond the quota: ThrottledClientException, 429. The request has no effect.'),
  rule('quota-text', 'observed', LOAD_TESTS, 'Its message is "Service received too many requests".'),
  rule('paging', 'model', MODEL, 'ListSipMediaApplications pages by MaxResults, 1 to 100; 100 where it is left out.'),
  rule(
    'function',
    'model',
    MODEL,
    'An SMA has one endpoint, the ARN of a Lambda function of its own Region. AwsRegion is the Region of the request.',
  ),
  rule(
    'function-file',
    'assumed',
    'the emulator has no Lambda of its own',
    "A function is the emulator's own handler by its name, or the file of that name (.mjs, .cjs, .js, .ts, .py) beside it, or its neighbor behind the same invocation API; any other, or one that cannot be loaded, is BadRequestException. A file beside the handler runs as the handler does: the same variables and network, and in the same language the same runtime and, where it has it, the same export.",
  ),
  rule(
    'function-changed',
    'assumed',
    NOBODY,
    'After UpdateSipMediaApplication new calls invoke the new function, calls in progress the old one. Calls of a deleted SMA go on, and cannot be updated.',
  ),
  rule('max-applications', 'documented', QUOTAS, '30 SMAs in a Region; one more is ResourceLimitExceededException.'),
  rule(
    'own-application',
    'assumed',
    'the emulator needs one for calls that name none',
    'The SMA that the emulator starts with is not deleted: ConflictException. Tags of SMAs are checked and then ignored.',
  ),
  rule(
    'remembered',
    'assumed',
    'an emulator may run for days',
    "An ended call is forgotten an hour later on the emulator's clock, and sooner where more than 1,000 ended since. Of ended meetings the newest 2,500 at least are remembered.",
  ),
  rule(
    'unknown-operation',
    'assumed',
    NOBODY,
    'Whatever else is asked is UnknownOperationException, 404 (of a service whose client reads XML, such as STS: InvalidAction, 400), and a line on stderr.',
  ),
];
