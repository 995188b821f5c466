import { guide } from '../pages.js';
import { integer, matching, object, oneOf, text } from '../value-form.js';
import type { ActionFacts, DocumentedFailure, Members } from './action-facts.js';
import {
  invalidAudio,
  invalidParameter,
  listed,
  missingParameter,
  systemError,
  TROUBLE,
  wrongLeg,
} from './failures.js';
import { AUDIO, CALL_ID, keys, LEG, may, needed, WRONG_AUDIO } from './shared-members.js';

const UPDATE = guide('update-sip-call');
const stopped = { is: true, source: UPDATE, certainty: 'documented' } as const;

const PAUSE = guide('pause');
const WRONG_PAUSE = invalidParameter('The Duration parameter is invalid.');

const PLAY = guide('play-audio');
const NO_ACCESS = invalidAudio('Cannot access S3 bucket or audio file.');

/** What both actions that play a file list. One of the two pages has an article more. */
export const audioFailures = (page: string, action = 'action'): DocumentedFailure[] => [
  listed(
    TROUBLE,
    NO_ACCESS,
    'the bucket is of another account, or does not let voiceconnector.chime.amazonaws.com read',
  ),
  listed(TROUBLE, WRONG_AUDIO, 'Type, BucketName or Key is missing or empty, or the file cannot be played'),
  listed(
    page,
    invalidParameter(`CallId or ParticipantTag parameter for ${action} is invalid.`),
    'CallId or ParticipantTag names no live leg',
  ),
  listed(
    page,
    { errorType: 'SystemException', errorMessage: `System error while running ${action}.` },
    'AWS had an error of its own',
  ),
];

const RECORD = guide('record-audio');
const WRONG_DESTINATION = invalidParameter('RecordingDestination parameter value is invalid.');
const WRONG_DURATION = invalidParameter('DurationInSeconds parameter value is invalid.');
const WRONG_SILENCE = invalidParameter('SilenceDurationInSeconds parameter value is invalid.');
const WRONG_THRESHOLD = invalidParameter('SilenceThreshold parameter value is invalid.');
const UPLOAD = 'the bucket is of another account, or does not let voiceconnector.chime.amazonaws.com write';
const recording = (name: string, when: string): DocumentedFailure[] => [
  listed(RECORD, invalidParameter(`${name} parameter value is invalid.`), when),
  listed(TROUBLE, invalidParameter(`The ${name} parameter is invalid.`), when),
];

const SPEAK = guide('speak');
/** AWS's newest tutorial speaks without CallId, which the action's page calls required. */
const TUTORIAL = guide('route-calls-events-cli');
const NO_TEXT = missingParameter('Text is a required parameter.');
const LONG_TEXT = missingParameter('Text is limited to 1,000 characters');
const MOST_SPOKEN = 1_000;

/**
 * A leg as the two speaking actions take it: their pages know CallId alone, and call it required. `shown`: where AWS
 * itself speaks without.
 */
export const speakingLeg = (shown: string): Members => ({
  CallId: { ...CALL_ID, required: true, disputed: { by: shown, missing: true } },
  ParticipantTag: may(oneOf('LEG-A', 'LEG-B'), {
    ...LEG['ParticipantTag'],
    source: shown,
    certainty: 'assumed',
  }),
});

export const SPEECH: Members = {
  Text: needed(text(1, MOST_SPOKEN), { failure: LONG_TEXT, missing: NO_TEXT }),
  Engine: may(oneOf('standard', 'neural')),
  LanguageCode: may(text()),
  TextType: may(oneOf('ssml', 'text')),
  VoiceId: may(text()),
};

/** What both speaking actions list; their pages name the role in other words. */
export const speechFailures = (page: string, role: string): DocumentedFailure[] => [
  listed(
    page,
    {
      errorType: 'AccessDenied',
      errorMessage: `The AWSServiceRoleForAmazonChimeVoiceConnector ${role} is not configured correctly.`,
    },
    'the service-linked role that speaks through Amazon Polly is missing or may not do so',
  ),
  listed(page, invalidParameter(''), 'Amazon Polly does not take a parameter'),
  listed(page, NO_TEXT, 'Text is missing'),
  listed(page, LONG_TEXT, `Text has more than ${MOST_SPOKEN} characters`),
  systemError(page),
];

/** Actions that the caller hears, or that hear the caller, and that an update stops. */
export const SOUND_ACTIONS = {
  Pause: {
    page: PAUSE,
    standing: 'documented',
    parameters: {
      ...LEG,
      DurationInMilliseconds: needed(integer(100, 30_000), {
        aliases: ['DurationInMilliSeconds'],
        source: TROUBLE,
        failure: WRONG_PAUSE,
        disputed: { by: PAUSE, form: integer(1) },
      }),
    },
    interruptible: stopped,
    success: {},
    failureForm: 'not-documented',
    failures: [listed(TROUBLE, WRONG_PAUSE, 'the pause is not between 100 and 30,000 ms')],
  },
  PlayAudio: {
    page: PLAY,
    standing: 'documented',
    parameters: {
      ...LEG,
      AudioSource: needed(object, { members: AUDIO, failure: WRONG_AUDIO }),
      PlaybackTerminators: may(keys()),
      Repeat: may(integer(1)),
    },
    interruptible: stopped,
    success: {},
    failureForm: 'type-and-message',
    failures: [
      ...audioFailures(PLAY),
      listed(PLAY, invalidAudio('The audio source parameter is invalid.'), 'the file cannot be read or played'),
    ],
  },
  RecordAudio: {
    page: RECORD,
    standing: 'documented',
    parameters: {
      ...LEG,
      RecordingDestination: needed(object, {
        failure: WRONG_DESTINATION,
        members: {
          Type: needed(oneOf('S3')),
          BucketName: needed(text()),
          Prefix: may(matching(/^[\w!.*'()/-]{0,979}$/, 'up to 979 of the safe characters of S3 keys')),
        },
      }),
      DurationInSeconds: may(integer(1), { failure: WRONG_DURATION }),
      SilenceDurationInSeconds: may(integer(1, 1_000), { failure: WRONG_SILENCE }),
      SilenceThreshold: may(integer(1, 1_000), { failure: WRONG_THRESHOLD }),
      RecordingTerminators: needed(keys(1)),
    },
    interruptible: stopped,
    success: {
      RecordingDestination: needed(object, {
        members: { Type: needed(oneOf('S3')), BucketName: needed(text()), Key: needed(text()) },
      }),
      RecordingTerminatorUsed: may(matching(/^[\d#*]$/, 'one of 0 to 9, # and *')),
    },
    failureForm: 'type-and-message',
    failures: [
      wrongLeg(RECORD),
      ...recording('RecordingDestination', 'Type, BucketName or Prefix is missing or not allowed'),
      ...recording('DurationInSeconds', 'the duration is not above 0'),
      ...recording('SilenceDurationInSeconds', 'the duration of silence is not above 0'),
      ...recording('SilenceThreshold', 'the threshold is not between 1 and 1,000'),
      listed(RECORD, invalidParameter('Error occurred while uploading recording to S3 bucket.'), UPLOAD),
      listed(TROUBLE, invalidParameter('An error occurred while uploading the recording to the S3 bucket.'), UPLOAD),
      listed(
        RECORD,
        { errorType: 'SystemException', errorMessage: 'System error while running an action.' },
        'AWS had an error of its own',
      ),
    ],
  },
  Speak: {
    page: SPEAK,
    standing: 'documented',
    parameters: { ...speakingLeg(TUTORIAL), ...SPEECH },
    interruptible: {
      is: true,
      source: 'https://github.com/aws-samples/amazon-chime-sdk-voice-voice-translator',
      certainty: 'observed',
    },
    success: {},
    failureForm: 'type-and-message',
    failures: [
      ...speechFailures(SPEAK, 'service-linked role'),
      listed(
        SPEAK,
        {
          errorType: 'ActionExecutionThrottled',
          errorMessage: 'Amazon Polly is throttling the request to synthesize speech.',
        },
        'Amazon Polly throttles the account',
      ),
    ],
  },
} as const satisfies Record<string, ActionFacts>;
