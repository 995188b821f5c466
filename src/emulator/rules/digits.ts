import { guide, OURS, type Row } from './row.js';

/** Digits, sound, recording and bots. */
export const DIGIT_RULES: readonly Row[] = [
  [
    'audio.terminators',
    'documented',
    'A key of PlaybackTerminators or RecordingTerminators ends the sound; RecordAudio names it as RecordingTerminatorUsed.',
    guide('record-audio'),
  ],
  [
    'audio.recording',
    'documented',
    'ACTION_SUCCESSFUL of RecordAudio has a RecordingDestination with the Key; how the key is made is assumed.',
    guide('record-audio'),
  ],
  [
    'digits.collected',
    'documented',
    'PlayAudioAndGetDigits and SpeakAndGetDigits end with ReceivedDigits, after MaxNumberOfDigits or a key of TerminatorDigits.',
    guide('play-audio-get-digits'),
  ],
  [
    'digits.terminator',
    'assumed',
    'ReceivedDigits is without the terminator, as in the example of the page; InputDigitsRegex may match with or without it.',
    guide('play-audio-get-digits'),
  ],
  ['digits.java-pattern', 'assumed', 'A pattern that Java can read and JavaScript cannot fits all digits.', OURS],
  [
    'digits.repeat',
    'documented',
    'Too few digits, or others than InputDigitsRegex wants: the failure sound, and another attempt, Repeat in all.',
    guide('play-audio-get-digits'),
  ],
  [
    'digits.failed',
    'observed',
    'After the last attempt: ACTION_FAILED, InvalidDigitsReceived. Its ErrorMessage is assumed.',
    'github.com/aws-samples/amazon-chime-sdk-sma-meeting-dialer, its SpeakAndGetDigits',
  ],
  [
    'digits.none-wanted',
    'assumed',
    'Where no digit is wanted (MinNumberOfDigits 0, no pattern) and none pressed, it succeeds with ReceivedDigits "".',
    'a field report of empty digits; the guide does not say',
  ],
  [
    'digits.barge-in',
    'assumed',
    'Keys count while the prompt plays; while the failure sound plays they are dropped.',
    OURS,
  ],
  [
    'digits.receive',
    'documented',
    'ReceiveDigits succeeds at once with ReceivedDigits ""; digits that match its pattern later are a DIGITS_RECEIVED.',
    guide('case-4'),
  ],
  [
    'digits.in-between',
    'documented',
    'The pattern is looked at when no key has followed for InBetweenDigitsDurationInMilliseconds.',
    guide('listen-to-digits'),
  ],
  [
    'digits.flush',
    'assumed',
    'FlushDigitsDurationInMilliseconds after the first key, what does not match is dropped; the page also says "sent to the Lambda function".',
    guide('listen-to-digits'),
  ],
  [
    'digits.listens-on',
    'assumed',
    'ReceiveDigits listens until the next ReceiveDigits or the end of the call; an action that collects digits comes first.',
    guide('listen-to-digits'),
  ],
  [
    'send-digits.time',
    'documented',
    'SendDigits takes 250 ms or ToneDurationInMilliseconds a digit, 500 ms a comma.',
    guide('send-digits'),
  ],
  [
    'recording.destination',
    'documented',
    'ACTION_SUCCESSFUL of StartCallRecording has CallRecordingDestination: Location, default prefix, date, transaction and call.',
    guide('start-call-recording'),
  ],
  ['recording.none', 'assumed', 'Stop, pause and resume of a leg that is not recorded: SystemException.', OURS],
  [
    'bot.result',
    'documented',
    'StartBotConversation ends with IntentResult, whose SessionId is the CallId, and which has the SessionAttributes given.',
    guide('start-bot-conversation'),
  ],
  [
    'bot.intent',
    'assumed',
    "Nobody says a word to the bot: the intent is Lex's own FallbackIntent, ReadyForFulfillment.",
    OURS,
  ],
  [
    'bot.bridged',
    'documented',
    'It cannot run on a bridged call or in a meeting; that the error is "Invalid action on the call." is assumed.',
    guide('start-bot-conversation'),
  ],
  [
    'bot.too-many',
    'observed',
    'A bot too many (quota.bots): INVALID_LAMBDA_RESPONSE, ActionExecutionThrottled at the top level.',
    'a capture in a blog of 2024-11-19',
  ],
  [
    'pause.range',
    'assumed',
    "Pause takes any whole number of milliseconds above 0. AWS's pages disagree: Pause's own says this, that of failed actions 100 to 30,000 ms.",
    `${guide('pause')} and ${guide('unexpected-action-fail')}`,
  ],
];
