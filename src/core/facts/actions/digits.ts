import { guide } from '../pages.js';
import { integer, matching, numberIn, object, text } from '../value-form.js';
import type { ActionFacts, DocumentedFailure, Members, ParameterRule } from './action-facts.js';
import { invalidParameter, listed, TROUBLE, wrongParameter } from './failures.js';
import { AUDIO, CALL_ID, keys, LEG, may, needed, WRONG_AUDIO } from './shared-members.js';
import { audioFailures, SPEECH, speakingLeg, speechFailures } from './sound.js';

const wrong = (name: string) => invalidParameter(`The ${name} parameter is invalid.`);

/** At most so many digits are collected, and so many where nothing is said. */
export const MOST_DIGITS = 128;
/** Digits that SendDigits sends at once. */
const MOST_SENT = 50;

const NOT_STOPPED = { is: false, source: guide('update-sip-call'), certainty: 'documented' } as const;

const REGEX = wrong('InputDigitsRegex');

/** What the two actions that ask for digits collect, and how long. */
const COLLECTED: Members = {
  InputDigitsRegex: may(text(), { failure: REGEX }),
  MinNumberOfDigits: may(integer(0)),
  MaxNumberOfDigits: may(integer(0, MOST_DIGITS), { source: TROUBLE, failure: wrong('MaxNumberOfDigits') }),
  TerminatorDigits: may(keys()),
  InBetweenDigitsDurationInMilliseconds: may(integer(1)),
  Repeat: may(integer(1)),
  RepeatDurationInMilliseconds: needed(integer(1), { failure: wrong('RepeatDurationInMilliseconds') }),
};

const regexReads: ParameterRule = {
  broken({ InputDigitsRegex: pattern }) {
    if (typeof pattern !== 'string' || canBeRead(pattern)) return null;
    return { path: ['InputDigitsRegex'], message: 'InputDigitsRegex is not a regular expression' };
  },
  limit: 'a regular expression',
  failure: REGEX,
  source: TROUBLE,
  certainty: 'documented',
};

/** The pages say "greater than"; samples of AWS, and an event captured from one, have the two equal. */
const notLessThanLeast: ParameterRule = {
  broken({ MinNumberOfDigits, MaxNumberOfDigits }) {
    const least = numberIn(MinNumberOfDigits ?? 0);
    const most = numberIn(MaxNumberOfDigits ?? MOST_DIGITS);
    if (least === null || most === null || most >= least) return null;
    const path = [MaxNumberOfDigits === undefined ? 'MinNumberOfDigits' : 'MaxNumberOfDigits'];
    return { path, message: `MaxNumberOfDigits is ${most}, less than MinNumberOfDigits, which is ${least}` };
  },
  limit: 'not less than MinNumberOfDigits',
  failure: wrong('MaxNumberOfDigits'),
  source: TROUBLE,
  certainty: 'documented',
};

/** The page of failures has the two the wrong way round; every example of AWS's flushes later. */
const flushesLater: ParameterRule = {
  broken({ InBetweenDigitsDurationInMilliseconds: between, FlushDigitsDurationInMilliseconds: flush }) {
    const [pause, last] = [numberIn(between), numberIn(flush)];
    if (pause === null || last === null || last > pause) return null;
    return {
      path: ['FlushDigitsDurationInMilliseconds'],
      message: `FlushDigitsDurationInMilliseconds is ${last}, not more than InBetweenDigitsDurationInMilliseconds, which is ${pause}`,
    };
  },
  limit: 'more than InBetweenDigitsDurationInMilliseconds',
  failure: wrong('FlushDigitsDurationInMilliseconds'),
  source: TROUBLE,
  certainty: 'documented',
};

/** AWS does not say whose regular expressions these are: only what is none in Java's either is called wrong. */
function canBeRead(pattern: string): boolean {
  return isReadable(pattern) || isReadable(withoutJavaOnly(pattern));
}

function isReadable(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Flags in the pattern, groups that keep what they have taken, and quantifiers likewise. */
function withoutJavaOnly(pattern: string): string {
  return pattern
    .replaceAll(/\(\?[a-zA-Z-]+\)/g, '')
    .replaceAll(/\(\?[a-zA-Z-]+:/g, '(?:')
    .replaceAll('(?>', '(?:')
    .replaceAll(/([*+?}])\+/g, '$1');
}

const DIGITS_FAILED: DocumentedFailure[] = [
  listed(
    'https://github.com/aws-samples/amazon-chime-sdk-sma-meeting-dialer',
    { errorType: 'InvalidDigitsReceived', errorMessage: '' },
    'the caller pressed too few digits, or other ones than asked for, as often as the action asks',
  ),
];
const collecting = [
  listed(TROUBLE, wrong('MaxNumberOfDigits'), `it is not between 0 and ${MOST_DIGITS}, or less than MinNumberOfDigits`),
  listed(TROUBLE, wrong('RepeatDurationInMilliseconds'), 'it is not above 0'),
  listed(TROUBLE, REGEX, 'it is not a regular expression'),
  ...DIGITS_FAILED,
];
const RECEIVED: Members = { ReceivedDigits: needed(text(0)) };

const ASK_BY_AUDIO = guide('play-audio-get-digits');
const ASK_BY_SPEECH = guide('speak-and-get-digits');
const RECEIVE = guide('listen-to-digits');
const SEND = guide('send-digits');
const WRONG_TONE = invalidParameter('ToneDuration parameter value is invalid.');

/** Actions about the keys of a telephone. */
export const DIGIT_ACTIONS = {
  PlayAudioAndGetDigits: {
    page: ASK_BY_AUDIO,
    standing: 'documented',
    parameters: {
      ...LEG,
      ...COLLECTED,
      AudioSource: needed(object, { members: AUDIO, failure: WRONG_AUDIO }),
      FailureAudioSource: may(object, { members: AUDIO, failure: WRONG_AUDIO }),
    },
    rules: [regexReads, notLessThanLeast],
    interruptible: NOT_STOPPED,
    success: RECEIVED,
    failureForm: 'type-and-message',
    failures: [...audioFailures(ASK_BY_AUDIO, 'the action'), ...collecting],
  },
  SpeakAndGetDigits: {
    page: ASK_BY_SPEECH,
    standing: 'documented',
    parameters: {
      ...speakingLeg('https://github.com/aws-samples/amazon-chime-sdk-sma-meeting-dialer'),
      ...COLLECTED,
      SpeechParameters: needed(object, { members: SPEECH }),
      FailureSpeechParameters: may(object, { members: SPEECH }),
    },
    rules: [regexReads, notLessThanLeast],
    interruptible: NOT_STOPPED,
    success: RECEIVED,
    failureForm: 'type-and-message',
    failures: [...speechFailures(ASK_BY_SPEECH, 'role'), ...DIGITS_FAILED],
  },
  ReceiveDigits: {
    page: RECEIVE,
    standing: 'documented',
    parameters: {
      ...LEG,
      InputDigitsRegex: needed(text(), { failure: REGEX }),
      InBetweenDigitsDurationInMilliseconds: needed(integer(1), {
        failure: wrong('InBetweenDigitsDurationInMilliseconds'),
      }),
      FlushDigitsDurationInMilliseconds: needed(integer(1), { failure: wrong('FlushDigitsDurationInMilliseconds') }),
    },
    rules: [regexReads, flushesLater],
    interruptible: NOT_STOPPED,
    success: RECEIVED,
    failureForm: 'not-documented',
    failures: [
      listed(TROUBLE, wrong('InBetweenDigitsDurationInMilliseconds'), 'it is not above 0'),
      listed(
        TROUBLE,
        wrong('FlushDigitsDurationInMilliseconds'),
        'the interval to flush is not longer than the one between digits (the page has them the other way round too)',
      ),
      listed(TROUBLE, REGEX, 'it is empty or missing'),
    ],
  },
  SendDigits: {
    page: SEND,
    standing: 'documented',
    parameters: {
      CallId: { ...CALL_ID, required: true },
      Digits: needed(
        matching(new RegExp(`^[\\d*#A-D,]{1,${MOST_SENT}}$`), `up to ${MOST_SENT} of 0-9, *, #, A-D and the comma`),
        {
          failure: wrongParameter('Digits'),
        },
      ),
      ToneDurationInMilliseconds: may(integer(50, 24_000), { failure: WRONG_TONE }),
    },
    interruptible: NOT_STOPPED,
    success: {},
    failureForm: 'type-and-message',
    failures: [listed(SEND, WRONG_TONE, 'a tone does not last between 50 and 24,000 ms')],
  },
} as const satisfies Record<string, ActionFacts>;
