import { NOBODY, type Row } from './row.js';

const OWN = 'the emulator protects itself';

/** The HTTP face of all services. */
export const HTTP_RULES: readonly Row[] = [
  [
    'http-chime-errors',
    'model',
    'Errors carry their name in x-amzn-errortype, and Code, Message and RequestId in the body.',
    'Smithy, restJson1; error shapes of both Chime SDK models',
  ],
  [
    'http-chime-codes',
    'assumed',
    'Code in the body is the name without "Exception", or the enum\'s shorter word.',
    'enum ErrorCode of chime-sdk-voice',
  ],
  [
    'http-logs-errors',
    'model',
    'Errors carry their name in __type and their message in message.',
    'Smithy, awsJson1.1',
  ],
  [
    'http-region',
    'documented',
    "A request's Region is that of its credential scope. Without one in a signed request it is refused.",
    'AWS general reference, Signature Version 4',
  ],
  [
    'http-signed-for',
    'observed',
    'A request whose credential scope names another service is InvalidSignatureException, "Credential should be scoped to correct service: \'chime\'. " (logs for CloudWatch Logs).',
    'public issues, of other services: aws/aws-sdk-js-v3 #1831, JuliaCloud/AWS.jl #334',
  ],
  [
    'http-dead-namespace',
    'observed',
    'A request of the old Chime namespace is told that the account "is not authorized to call deprecated Amazon Chime SDK API on the "chime" endpoint".',
    'aws/amazon-chime-sdk-js #2870, cdklabs/cdk-amazon-chime-resources #501',
  ],
  [
    'http-dead-namespace-answer',
    'assumed',
    'That answer is ForbiddenException, 403.',
    'the exception of "Not authorized to call Chime SDK with Account Id" (hashicorp/terraform-provider-aws #33633)',
  ],
  [
    'http-dead-namespace-told',
    'assumed',
    'A request is one of the old namespace where its client names that API, its path is of the old API alone, or a client that validates its requests makes a meeting without ExternalMeetingId or MediaRegion. Any other is taken for one of the new.',
    'on loopback the namespace has no host of its own',
  ],
  [
    'http-signature',
    'assumed',
    'A request must be signed; the signature itself is not checked, every key is right and may do everything.',
    OWN,
  ],
  [
    'http-unsigned',
    'assumed',
    'An unsigned request is MissingAuthenticationTokenException, 403.',
    'as other AWS services answer',
  ],
  [
    'http-no-endpoint',
    'documented',
    'A service has no endpoint in the Regions that are not its own.',
    'botocore endpoints.json',
  ],
  [
    'http-no-endpoint-answer',
    'assumed',
    'A request signed for such a Region is InvalidSignatureException, "Credential should be scoped to a valid region".',
    'in AWS there is no host of that name to answer; the text is seen where a client signs for another Region than its host (aws/aws-sdk-java #1097)',
  ],
  ['http-date', 'documented', "The Date of an answer is the time of the emulator's clock.", 'RFC 9110'],
  [
    'http-order',
    'assumed',
    'A request is held against faults first, then the quota, then its constraints, then the state.',
    NOBODY,
  ],
  [
    'http-nulls',
    'model',
    'A null member is an absent one; unknown members are ignored.',
    'Smithy, restJson1 and awsJson1.1',
  ],
  [
    'http-limits',
    'assumed',
    "A body of more than 1 MiB is 413; JSON deeper than 32 levels, invalid JSON and invalid UTF-8 are the service's bad request.",
    OWN,
  ],
  [
    'http-loopback',
    'assumed',
    "Only requests with a loopback Host and without a web page's Origin are answered, others are 403.",
    OWN,
  ],
];
