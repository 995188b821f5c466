import { SMA_PRINCIPAL } from '../../facts/limits.js';
import type { Entry } from '../entry.js';
import { guide } from '../sources.js';
import { ACTION_FAILED_SO } from './action-texts.js';
import { READ_LOG } from './steps.js';

const FAILED = ['ACTION_FAILED'] as const;

const BOT_PAGE = guide('start-bot-conversation');

/** What an action may not use: a role, a bot, a bucket. */
export const RESOURCE_ENTRIES: readonly Entry[] = [
  {
    id: 'action.speech-role',
    title: 'AccessDenied: the service-linked role is not configured correctly',
    recognised: {
      event: { types: FAILED, codes: ['AccessDenied'] },
      says: /AWSServiceRoleForAmazonChimeVoiceConnector`? (?:service-linked )?role is not configured/i,
      words: ['AccessDenied'],
    },
    meaning:
      'Speak or SpeakAndGetDigits could not use Amazon Polly: the role AWSServiceRoleForAmazonChimeVoiceConnector does not exist, or lacks permissions.',
    certainty: 'documented',
    notKnown: 'As the error of a request to AWS, AccessDenied means that IAM refuses the request.',
    sources: [guide('speak'), guide('speak-and-get-digits')],
    ...ACTION_FAILED_SO,
    steps: () => [
      'aws iam get-role --role-name AWSServiceRoleForAmazonChimeVoiceConnector',
      'update the SIP media application where the role is missing: AWS creates the role with that',
    ],
  },
  {
    id: 'action.bot-not-found',
    title: 'ResourceNotFound: a specified bot is not found',
    recognised: {
      event: { types: FAILED, codes: ['ResourceNotFound'] },
      says: /specified bot is not found/i,
      words: ['ResourceNotFound'],
    },
    meaning: 'StartBotConversation names a Lex bot alias that does not exist.',
    certainty: 'documented',
    notKnown: 'As the error of a request to AWS, ResourceNotFound means whatever the request names.',
    sources: [BOT_PAGE],
    ...ACTION_FAILED_SO,
    steps: () => ['check BotAliasArn and LocaleId of the action', READ_LOG],
  },
  {
    id: 'action.bot-denied',
    title: 'ResourceAccessDenied: access to the bot is denied',
    recognised: {
      event: { types: FAILED, codes: ['ResourceAccessDenied'] },
      says: /\bResourceAccessDenied\b|Access to the bot is denied/i,
      words: ['ResourceAccessDenied'],
    },
    meaning: `The resource policy of the Lex bot does not let ${SMA_PRINCIPAL} start a conversation.`,
    certainty: 'documented',
    sources: [BOT_PAGE],
    ...ACTION_FAILED_SO,
    steps: () => [
      'aws lexv2-models describe-resource-policy --resource-arn BOT_ALIAS_ARN',
      'allow lex:StartConversation there, with AWS:SourceAccount and AWS:SourceArn in its condition: AWS requires both',
    ],
  },
  {
    id: 'action.no-access',
    title: 'NoAccessToDestination: Error while accessing destination',
    recognised: {
      event: [
        { types: FAILED, codes: ['NoAccessToDestination', 'NoAccessTODestination'] },
        { types: FAILED, says: /Error while accessing destination/i },
      ],
      says: /NoAccessToDestination|Error while accessing destination/i,
      words: ['NoAccessToDestination'],
    },
    meaning: 'The recording could not be started: the SMA cannot write to the bucket that the action names.',
    certainty: 'documented',
    notKnown: 'AWS shows the error as an example and does not list its causes.',
    sources: [guide('start-call-recording'), guide('record-audio')],
    ...ACTION_FAILED_SO,
    steps: () => [
      'aws s3api get-bucket-policy --bucket NAME',
      `let ${SMA_PRINCIPAL} write to the bucket, and keep the bucket in the SMA's account`,
    ],
  },
];
