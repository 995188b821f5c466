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
    'signed-for',
    'observed',
    'public issues, of other services: aws/aws-sdk-js-v3 #1831, JuliaCloud/AWS.jl #334',
    'A request whose credential scope names another service is InvalidSignatureException, "Credential should be scoped to correct service: \'chime\'. " (logs for CloudWatch Logs).',
  ),
  rule(
    'dead-namespace',
    'observed',
    'aws/amazon-chime-sdk-js #2870, cdklabs/cdk-amazon-chime-resources #501',
    'A request of the old Chime namespace is told that the account "is not authorized to call deprecated Amazon Chime SDK API on the "chime" endpoint".',
  ),
  rule(
    'dead-namespace-answer',
    'assumed',
    'the exception of "Not authorized to call Chime SDK with Account Id" (hashicorp/terraform-provider-aws #33633)',
    'That answer is ForbiddenException, 403.',
  ),
  rule(
    'dead-namespace-told',
    'assumed',
    'on loopback the namespace has no host of its own',
    'A request is one of the old namespace where its client names that API, its path is of the old API alone, or a client that validates its requests makes a meeting without ExternalMeetingId or MediaRegion. Any other is taken for one of the new.',
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
    'in AWS there is no host of that name to answer; the text is seen where a client signs for another Region than its host (aws/aws-sdk-java #1097)',
    'A request signed for such a Region is InvalidSignatureException, "Credential should be scoped to a valid region".',
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
