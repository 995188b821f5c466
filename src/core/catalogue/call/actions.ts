import { SMA_PRINCIPAL } from '../../facts/limits.js';
import type { Entry } from '../entry.js';
import { guide, QUOTAS, TROUBLESHOOTING } from '../sources.js';
import { ACTION_FAILED_SO, ACTION_TEXTS } from './action-texts.js';
import { RESOURCE_ENTRIES } from './resources.js';
import { READ_LOG } from './steps.js';

const FAILED = ['ACTION_FAILED'] as const;

const BOT_PAGE = guide('start-bot-conversation');

const OTHER: Pick<Entry, 'changed' | 'again' | 'steps'> = {
  ...ACTION_FAILED_SO,
  steps: () => [READ_LOG, "hold the action's parameters against its page of the developer guide"],
};

const THROTTLED_TEXT =
  /ActionExecutionThrottled|maximum number of actions per second has been reached|Amazon Polly is throttling|exceeded the number of bot references/i;

/** A quota stops an action, or the whole answer with it: it comes before what explains either by its event alone. */
export const THROTTLED_ACTION: Entry = {
  id: 'action.throttled',
  title: 'ActionExecutionThrottled',
  recognised: {
    event: [
      { types: ['ACTION_FAILED', 'INVALID_LAMBDA_RESPONSE'], codes: ['ActionExecutionThrottled'] },
      { types: ['ACTION_FAILED', 'INVALID_LAMBDA_RESPONSE'], says: THROTTLED_TEXT },
    ],
    says: THROTTLED_TEXT,
    words: ['ActionExecutionThrottled'],
  },
  meaning:
    'A limit stopped the action: the 5 actions a second of an account, the requests that Amazon Polly takes, or the Lex bots that StartBotConversation may use.',
  certainty: 'documented',
  notKnown:
    'Which limit it was, only the message says. AWS documents it for ACTION_FAILED; as the ErrorType of an INVALID_LAMBDA_RESPONSE it was seen.',
  sources: [
    guide('voice-focus'),
    guide('speak'),
    BOT_PAGE,
    QUOTAS,
    'an INVALID_LAMBDA_RESPONSE that a developer published (2024-11)',
  ],
  ...ACTION_FAILED_SO,
  steps: () => [
    'aws service-quotas list-service-quotas --service-code chime',
    'send fewer actions at a time, or ask for more: the quota of Lex bots is 0 until it is raised',
    READ_LOG,
  ],
};

/** Failures of the actions around a join, and of joins where another action failed first. */
export const ACTION_ENTRIES: readonly Entry[] = [
  {
    id: 'action.not-in-meeting',
    title: 'The call is not connected to a meeting',
    recognised: {
      event: { types: FAILED, says: /not connected to Chime Meeting/i },
      says: /Call is not connected to Chime Meeting/i,
    },
    meaning: 'The action works on the meeting leg of a call, and the call has none: it has not joined, or has left.',
    certainty: 'documented',
    sources: [guide('mute-unmute')],
    ...OTHER,
  },
  {
    id: 'action.not-on-this-call',
    title: 'Invalid action on the call.',
    recognised: { event: { types: FAILED, says: /Invalid action on the call/i }, says: /Invalid action on the call/i },
    meaning:
      'The action cannot run on the call as it is. AWS documents it for ModifyChimeMeetingAttendees on a call that is not bridged.',
    certainty: 'documented',
    sources: [guide('mute-unmute')],
    ...OTHER,
  },
  ...ACTION_TEXTS,
  {
    id: 'action.audio-source',
    title: 'InvalidAudioSource',
    recognised: { event: { types: FAILED, codes: ['InvalidAudioSource'] }, words: ['InvalidAudioSource'] },
    meaning:
      "The SMA cannot use the audio that the action names: its Type, BucketName or Key, the bucket's account or policy, or the file itself.",
    certainty: 'documented',
    notKnown: 'Which of these it is, only the message says.',
    sources: [TROUBLESHOOTING, guide('play-audio'), guide('play-audio-get-digits'), guide('call-and-bridge')],
    ...ACTION_FAILED_SO,
    steps: () => [
      'check the action: chime-join validate FILE --as action',
      `let ${SMA_PRINCIPAL} do s3:GetObject in the policy of the bucket, which belongs to the SMA's account`,
    ],
  },
  {
    id: 'action.not-answered',
    title: 'CallNotAnswered',
    recognised: {
      event: { types: FAILED, codes: ['CallNotAnswered'] },
      words: ['CallNotAnswered', 'Call not answered'],
    },
    meaning: 'The number that CallAndBridge called did not answer.',
    certainty: 'documented',
    notKnown:
      'AWS shows it as an example; whether a busy or declined call ends with this error type too is not documented.',
    sources: [guide('call-and-bridge')],
    ...OTHER,
    again: 'anew',
  },
  {
    id: 'action.missing-parameter',
    title: 'MissingRequiredActionParameter',
    recognised: {
      event: { types: FAILED, codes: ['MissingRequiredActionParameter'] },
      says: /Missing (?:a )?required action parameter/i,
      words: ['MissingRequiredActionParameter'],
    },
    meaning: 'A parameter that the action requires is missing: VoiceFocus needs Enable, Speak needs a Text.',
    certainty: 'documented',
    notKnown: 'AWS documents it for these actions; other actions may name another error type.',
    sources: [TROUBLESHOOTING, guide('voice-focus'), guide('speak'), guide('speak-and-get-digits')],
    ...ACTION_FAILED_SO,
    steps: () => ['see what is missing: chime-join validate FILE --as action', READ_LOG],
  },
  {
    id: 'action.digits',
    title: 'InvalidDigitsReceived',
    recognised: { event: { types: FAILED, codes: ['InvalidDigitsReceived'] }, words: ['InvalidDigitsReceived'] },
    meaning: 'The caller pressed too few digits, or digits that the action does not take.',
    certainty: 'observed',
    notKnown: "It is handled in AWS's sample code for SpeakAndGetDigits, and described on no page that is known here.",
    sources: ['aws-samples/amazon-chime-sdk-sma-meeting-dialer, its handler of SpeakAndGetDigits'],
    ...OTHER,
    again: 'anew',
  },
  ...RESOURCE_ENTRIES,
  {
    id: 'action.invalid-parameter',
    title: 'InvalidActionParameter of another action',
    recognised: { event: { types: FAILED, codes: ['InvalidActionParameter'] } },
    meaning: 'The SMA did not accept a parameter of the action.',
    certainty: 'documented',
    sources: [TROUBLESHOOTING],
    ...OTHER,
  },
  {
    id: 'action.system',
    title: 'SystemException of another action',
    recognised: { event: { types: FAILED, codes: ['SystemException'] } },
    meaning: 'A system error occurred while the SMA ran the action.',
    certainty: 'documented',
    sources: [guide('play-audio'), guide('record-audio'), guide('voice-focus')],
    ...OTHER,
    again: 'anew',
  },
  {
    id: 'action.failed',
    title: 'An action failed',
    recognised: { event: { types: FAILED } },
    meaning: "An action of the handler's failed, and the actions after it in the list were dropped.",
    certainty: 'documented',
    notKnown: 'The error type is not one that this catalogue knows: its own words are all there is.',
    sources: [guide('pstn-invocations'), guide('use-case-2')],
    ...OTHER,
  },
];
