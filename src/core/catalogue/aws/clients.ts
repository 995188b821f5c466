import { NOT_SENT } from '../after-request.js';
import type { Entry } from '../entry.js';
import { issue } from '../sources.js';

const { changed, again } = NOT_SENT;
const MIGRATION = issue('aws/amazon-chime-sdk-js', 2697);
const SERVICE_NAMES =
  'the services are chime-sdk-meetings and chime-sdk-voice; the old service chime has neither meetings nor calls';
const OF_CHIME = String.raw`chime[-_]?sdk[-_]?\w{1,40}`;

const words = (...patterns: (string | RegExp)[]) =>
  new RegExp(patterns.map((one) => (typeof one === 'string' ? one : one.source)).join('|'), 'i');

/** What an AWS client says before it sends anything, because it does not know what is asked of it. */
export const CLIENT_ENTRIES: readonly Entry[] = [
  {
    id: 'client.no-service',
    title: 'The AWS client does not know the service',
    recognised: {
      says: words(
        // botocore, and the AWS CLI in its versions 1 and 2.
        `Unknown service: '?${OF_CHIME}`,
        `Unable to load data for: ${OF_CHIME}`,
        `The '${OF_CHIME}' resource does not exist`,
        /argument command: (?:Found )?invalid choice/,
        `invalid choice: '${OF_CHIME}'`,
        // JavaScript, v2 and v3.
        /\bAWS\.Chime\w{0,40} is not a constructor/,
        /Property 'Chime\w{1,40}' does not exist on type 'typeof (?:AWS|import)/,
        `Cannot find (?:module|package) '@aws-sdk/client-${OF_CHIME}'`,
        // PHP and Ruby.
        String.raw`Class ["'](?:\\*)Aws\\+${OF_CHIME}\\+\w{1,80}["'] (?:not found|does not exist)`,
        `The service "${OF_CHIME}" is not provided by the AWS SDK for PHP`,
        `uninitialized constant Aws::${OF_CHIME}`,
        `cannot load such file -- aws-sdk-${OF_CHIME}`,
        // Java, Go and .NET.
        String.raw`(?:NoClassDefFoundError|ClassNotFoundException): \S{0,80}services[./]${OF_CHIME}`,
        String.raw`package \S{0,80}services\.${OF_CHIME}\S{0,80} does not exist`,
        String.raw`(?:no required module provides package|cannot find package "?) ?\S{0,80}service/${OF_CHIME}`,
        `The type or namespace name '${OF_CHIME}' (?:could not be found|does not exist)`,
      ),
    },
    meaning:
      'The AWS client has no such service: it is older than the service, the package of the service is not installed, or the name is misspelt.',
    certainty: 'observed',
    notKnown: 'Which of these it is.',
    sources: ['the AWS CLI and SDKs, in their own words', MIGRATION],
    changed,
    again,
    steps: () => ['aws --version', 'update the AWS CLI or SDK, or install the package of the service', SERVICE_NAMES],
  },
  {
    id: 'client.no-operation',
    title: 'The AWS client does not know the operation',
    recognised: {
      says: words(
        /argument operation: (?:Found )?invalid choice/,
        /invalid choice: '[a-z-]{0,40}(?:meeting|attendee|sip-media-application)/,
        /'Chime\w{0,40}' object has no attribute '\w{1,80}'/,
        /\b\w{0,40}chime\w{0,40}\.\w{1,80} is not a function/,
        /(?:Meeting|Attendee|SipMediaApplication)\w{0,40}Command is not a constructor/,
        /has no exported member '\w{0,40}(?:Meeting|Attendee|SipMediaApplication)\w{0,40}Command'/,
        /does not provide an export named '\w{0,40}(?:Meeting|Attendee|SipMediaApplication)\w{0,40}Command'/,
        /Operation not found: \w{0,40}(?:Meeting|Attendee|SipMediaApplication)/,
        /undefined method [`']\w{0,40}(?:meeting|attendee|sip_media_application)\w{0,40}'/,
        /NoSuchMethodError: \S{0,80}chime/,
        /type \*chime\w{0,40}\.Client has no field or method/,
        /'AmazonChime\w{0,40}Client' does not contain a definition for/,
      ),
    },
    meaning:
      'The AWS client has the service, and not this operation: the client is older than the operation, it is the client of the old service chime, or the name is misspelt.',
    certainty: 'observed',
    notKnown: 'Which of these it is.',
    sources: ['the AWS CLI and SDKs, in their own words', MIGRATION],
    changed,
    again,
    steps: () => [
      'aws chime-sdk-voice help',
      SERVICE_NAMES,
      'update the AWS CLI or SDK if the service is the right one',
    ],
  },
  {
    id: 'client.parameter',
    title: 'The AWS client does not take the parameters',
    recognised: {
      says: words(
        /Parameter validation failed/,
        /Unknown parameter in input: "/,
        /Missing required parameter in (?:input|\w{1,80}): "/,
        /Invalid (?:type|length) for parameter \w/,
        /\bUnexpectedParameter\b|Unexpected key '\w+' found in params/,
        /\bMissingRequiredParameter\b|Missing required key '\w+' in params/,
        /aws: (?:\[ERROR\]: )?(?:error: )?Unknown options: --/,
        /Unknown options: --[a-z-]+/,
        /the following arguments are required: --[a-z-]+/,
        /Found \d+ errors? while validating the input/,
        /ArgumentError: (?:missing required parameter|unexpected value at) params/,
      ),
    },
    meaning:
      'The AWS client checked the parameters itself and sent nothing: one is missing, has the wrong type or name, or is newer than the client.',
    certainty: 'observed',
    notKnown: 'Which of these it is, only the rest of the message says.',
    sources: ['the AWS CLI and SDKs, in their own words', issue('aws/amazon-chime-sdk-js', 1835)],
    changed,
    again,
    steps: () => [
      'aws chime-sdk-voice help',
      'correct the parameter that the message names',
      'update the AWS CLI or SDK',
    ],
  },
  {
    id: 'client.old-endpoint',
    title: 'The request went to the old endpoint of Amazon Chime',
    recognised: { says: /\bservice\.chime\.aws\.amazon\.com|(?<![\w-])chime\.us-east-1\.amazonaws\.com/i },
    meaning:
      'The request names the endpoint of the old service chime. Meetings and calls have endpoints of their own: meetings-chime.REGION.amazonaws.com and voice-chime.REGION.amazonaws.com.',
    certainty: 'observed',
    notKnown: 'Whether that endpoint still answers for an account that used it before.',
    sources: [MIGRATION, issue('aws/amazon-chime-sdk-js', 2870)],
    changed: 'Not known by the endpoint alone: the answer of the request says it.',
    again: 'look-first',
    steps: () => [
      'look where the client sets an endpoint, and take that out: SDKs know the endpoints of chime-sdk-meetings and chime-sdk-voice',
      SERVICE_NAMES,
    ],
  },
];
