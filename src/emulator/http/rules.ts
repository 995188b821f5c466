import type { Rule } from '../world.js';

const NOBODY = 'no source found';
const OWN = 'the emulator protects itself';

const rule = (id: string, label: Rule['label'], source: string, text: string): Rule => ({
  id: `http-${id}`,
  area: 'http',
  label,
  rule: text,
  source,
});

/** What the emulator's HTTP face does, and how sure that is. */
export const HTTP_RULES: Rule[] = [
  rule(
    'chime-errors',
    'model',
    'Smithy, restJson1; error shapes of both Chime SDK models',
    'Errors carry their name in x-amzn-errortype, and Code, Message and RequestId in the body.',
  ),
  rule(
    'chime-codes',
    'assumed',
    'enum ErrorCode of chime-sdk-voice',
    'Code in the body is the name without "Exception", or the enum\'s shorter word.',
  ),
  rule('logs-errors', 'model', 'Smithy, awsJson1.1', 'Errors carry their name in __type and their message in message.'),
  rule(
    'region',
    'documented',
    'AWS general reference, Signature Version 4',
    "A request's Region is that of its credential scope. Without one in a signed request it is refused.",
  ),
  rule(
    'signature',
    'assumed',
    OWN,
    'A request must be signed; the signature itself is not checked, every key is right and may do everything.',
  ),
  rule(
    'unsigned',
    'assumed',
    'as other AWS services answer',
    'An unsigned request is MissingAuthenticationTokenException, 403.',
  ),
  rule(
    'no-endpoint',
    'documented',
    'botocore endpoints.json',
    'A service has no endpoint in the Regions that are not its own.',
  ),
  rule(
    'no-endpoint-answer',
    'assumed',
    'in AWS there is no host of that name to answer',
    'A request signed for such a Region is InvalidSignatureException.',
  ),
  rule('date', 'documented', 'RFC 9110', "The Date of an answer is the time of the emulator's clock."),
  rule(
    'order',
    'assumed',
    NOBODY,
    'A request is held against faults first, then the quota, then its constraints, then the state.',
  ),
  rule(
    'nulls',
    'model',
    'Smithy, restJson1 and awsJson1.1',
    'A null member is an absent one; unknown members are ignored.',
  ),
  rule(
    'limits',
    'assumed',
    OWN,
    "A body of more than 1 MiB is 413; JSON deeper than 32 levels, invalid JSON and invalid UTF-8 are the service's bad request.",
  ),
  rule(
    'loopback',
    'assumed',
    OWN,
    "Only requests with a loopback Host and without a web page's Origin are answered, others are 403.",
  ),
];
