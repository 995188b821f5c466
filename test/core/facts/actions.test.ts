import { describe, expect, test } from 'vitest';
import type { Members } from '../../../src/core/facts/actions/action-facts.js';
import { parameterFailure } from '../../../src/core/facts/actions/parameter-failure.js';
import { ACTION_TYPES, type ActionType, actionFacts, isActionType } from '../../../src/core/facts/actions/table.js';
import { isSettableSipHeader } from '../../../src/core/facts/sip-headers.js';

const CALL = '9ff01357-23c5-4611-9dd3-f05f9d654faa';
const FILE = { Type: 'S3', BucketName: 'prompts', Key: 'hold.wav' };
const SPEECH = { Text: 'Hello' };
const TELEPHONE = { BridgeEndpointType: 'PSTN', Uri: '+12065550199' };
const TRUNK = { BridgeEndpointType: 'AWS', Arn: 'arn:aws:chime:us-east-1:111122223333:vc/abc', Uri: '5550' };
const BOT = 'arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/KLMNOPQRST';

/** Parameters that keep every rule of the action's page. */
const WHOLE: Record<ActionType, Record<string, unknown>> = {
  JoinChimeMeeting: { JoinToken: 'token', MeetingId: CALL },
  ModifyChimeMeetingAttendees: { Operation: 'Mute', MeetingId: CALL, AttendeeList: ['an-attendee'] },
  CallAndBridge: { CallerIdNumber: '+12065550100', Endpoints: [TELEPHONE] },
  Hangup: {},
  VoiceFocus: { Enable: true, CallId: CALL },
  Pause: { DurationInMilliseconds: '1000' },
  PlayAudio: { AudioSource: FILE },
  RecordAudio: { RecordingDestination: { Type: 'S3', BucketName: 'mail' }, RecordingTerminators: ['#'] },
  Speak: { ...SPEECH, CallId: CALL },
  PlayAudioAndGetDigits: { AudioSource: FILE, RepeatDurationInMilliseconds: 3_000 },
  SpeakAndGetDigits: { SpeechParameters: SPEECH, RepeatDurationInMilliseconds: 3_000, CallId: CALL },
  ReceiveDigits: {
    InputDigitsRegex: '^\\d{2}#$',
    InBetweenDigitsDurationInMilliseconds: 1_000,
    FlushDigitsDurationInMilliseconds: 10_000,
  },
  SendDigits: { CallId: CALL, Digits: ',,*1234,56,7890ABCD#' },
  StartBotConversation: { BotAliasArn: BOT },
  StartCallRecording: { CallId: CALL, Track: 'BOTH', Destination: { Type: 'S3', Location: 'calls/today' } },
  StopCallRecording: { CallId: CALL },
  PauseCallRecording: { CallId: CALL },
  ResumeCallRecording: { CallId: CALL },
  RecordMeeting: {},
};

const failureOf = (type: ActionType, more: Record<string, unknown> = {}) => {
  const failure = parameterFailure(type, { ...WHOLE[type], ...more });
  return failure === undefined ? 'runs' : `${failure.errorType}: ${failure.errorMessage}`;
};

const AUDIO = 'InvalidAudioSource: Audio Source parameter value is invalid.';
const LEG = 'InvalidActionParameter: CallId or ParticipantTag parameter for action is invalid.';
const invalid = (words: string) => `InvalidActionParameter: ${words}`;

describe('the table', () => {
  test.each(ACTION_TYPES)('%s has a page of AWS, and whole parameters run', (type) => {
    expect(actionFacts(type).page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/chime-sdk\/latest\/dg\/[a-z-]+\.html$/);
    expect(failureOf(type)).toBe('runs');
  });

  test('a documented action needs each parameter that its page requires', () => {
    for (const type of ACTION_TYPES) {
      for (const [name, { required, disputed }] of Object.entries(actionFacts(type).parameters)) {
        const isNeeded = required === true && disputed?.missing !== true;
        expect([type, name, failureOf(type, { [name]: undefined }) !== 'runs']).toEqual([type, name, isNeeded]);
      }
    }
  });

  test('every failure names its cause and the page that lists it', () => {
    for (const { errorType, when, source } of ACTION_TYPES.flatMap((type) => actionFacts(type).failures)) {
      expect(errorType).toMatch(/^[A-Z]\w+$/);
      expect(when).not.toBe('');
      expect(source).toMatch(/^https:\/\//);
    }
  });

  test('the words that a member fails with are words that a page lists for its action', () => {
    const wordsOf = (members: Members): string[] =>
      Object.values(members).flatMap(({ failure, missing, members: inner }) => [
        ...[failure, missing].flatMap((one) => (one === undefined ? [] : [one.errorMessage])),
        ...wordsOf(inner ?? {}),
      ]);
    for (const type of ACTION_TYPES) {
      const { parameters, failures } = actionFacts(type);
      const listed = failures.map(({ errorMessage }) => errorMessage);
      const known = [...listed, 'CallId or ParticipantTag parameter for action is invalid.'];
      const isAssumed = (words: string) =>
        /^(?:Digits|The \w+) parameter/.test(words) || /^CallId parameter/.test(words);
      expect(wordsOf(parameters).filter((words) => !known.includes(words) && !isAssumed(words))).toEqual([]);
    }
  });

  test('an update stops Pause, PlayAudio, RecordAudio and Speak, and waits for the others', () => {
    const stopped = ACTION_TYPES.filter((type) => actionFacts(type).interruptible.is);
    expect(stopped.toSorted()).toEqual(['Pause', 'PlayAudio', 'RecordAudio', 'Speak']);
  });

  test.each(['Dance', 'joinChimeMeeting', 'toString', 'ModifyChimeMeetingAttendee', ''])('%j is not one', (type) => {
    expect(isActionType(type)).toBe(false);
  });
});

describe('wrong parameters fail in the words of AWS', () => {
  test.each<[ActionType, Record<string, unknown>, string]>([
    ['Pause', { DurationInMilliseconds: 0 }, invalid('The Duration parameter is invalid.')],
    ['Pause', { DurationInMilliseconds: '1.5' }, invalid('The Duration parameter is invalid.')],
    ['Pause', { DurationInMilliseconds: 'long' }, invalid('The Duration parameter is invalid.')],
    ['Pause', { ParticipantTag: 'LEG-C' }, LEG],
    ['Pause', { CallId: 'no-guid' }, LEG],
    ['PlayAudio', { AudioSource: { ...FILE, BucketName: '' } }, AUDIO],
    ['PlayAudio', { AudioSource: { ...FILE, Key: null } }, AUDIO],
    ['PlayAudio', { AudioSource: { ...FILE, Type: 'URL' } }, AUDIO],
    ['PlayAudio', { AudioSource: 'hold.wav' }, AUDIO],
    ['PlayAudio', { Repeat: 0 }, invalid('Repeat parameter value is invalid.')],
    ['PlayAudio', { PlaybackTerminators: ['10'] }, invalid('PlaybackTerminators parameter value is invalid.')],
    ['PlayAudioAndGetDigits', { FailureAudioSource: { Type: 'S3' } }, AUDIO],
    ['PlayAudioAndGetDigits', { MaxNumberOfDigits: 129 }, invalid('The MaxNumberOfDigits parameter is invalid.')],
    [
      'PlayAudioAndGetDigits',
      { MinNumberOfDigits: 4, MaxNumberOfDigits: 3 },
      invalid('The MaxNumberOfDigits parameter is invalid.'),
    ],
    ['PlayAudioAndGetDigits', { InputDigitsRegex: '^(' }, invalid('The InputDigitsRegex parameter is invalid.')],
    ['PlayAudioAndGetDigits', { InputDigitsRegex: '[0-9' }, invalid('The InputDigitsRegex parameter is invalid.')],
    ['SpeakAndGetDigits', { InputDigitsRegex: '*' }, invalid('The InputDigitsRegex parameter is invalid.')],
    [
      'PlayAudioAndGetDigits',
      { RepeatDurationInMilliseconds: 0 },
      invalid('The RepeatDurationInMilliseconds parameter is invalid.'),
    ],
    ['ReceiveDigits', { InputDigitsRegex: '' }, invalid('The InputDigitsRegex parameter is invalid.')],
    [
      'ReceiveDigits',
      { FlushDigitsDurationInMilliseconds: 1_000 },
      invalid('The FlushDigitsDurationInMilliseconds parameter is invalid.'),
    ],
    [
      'RecordAudio',
      { RecordingDestination: { Type: 'S3', BucketName: 'mail', Prefix: 'x'.repeat(980) } },
      invalid('RecordingDestination parameter value is invalid.'),
    ],
    ['RecordAudio', { DurationInSeconds: 0 }, invalid('DurationInSeconds parameter value is invalid.')],
    ['RecordAudio', { SilenceThreshold: 1_001 }, invalid('SilenceThreshold parameter value is invalid.')],
    ['Speak', { Text: undefined }, 'MissingRequiredActionParameter: Text is a required parameter.'],
    ['Speak', { Text: '' }, 'MissingRequiredActionParameter: Text is a required parameter.'],
    ['Speak', { Text: 'x'.repeat(1_001) }, 'MissingRequiredActionParameter: Text is limited to 1,000 characters'],
    ['Speak', { Engine: 'bogus' }, invalid('Engine parameter value is invalid.')],
    ['SpeakAndGetDigits', { SpeechParameters: {} }, 'MissingRequiredActionParameter: Text is a required parameter.'],
    ['SendDigits', { Digits: '1'.repeat(51) }, invalid('Digits parameter value is invalid.')],
    ['SendDigits', { Digits: 'E' }, invalid('Digits parameter value is invalid.')],
    ['SendDigits', { ToneDurationInMilliseconds: 24_001 }, invalid('ToneDuration parameter value is invalid.')],
    ['VoiceFocus', { Enable: 'true' }, 'MissingRequiredActionParameter: Missing required action parameter.'],
    ['VoiceFocus', { CallId: undefined }, 'MissingRequiredActionParameter: Missing required action parameter.'],
    ['StartBotConversation', { BotAliasArn: undefined }, invalid('BotAliasArn parameter value is invalid.')],
    ['StartBotConversation', { ParticipantTag: 'LEG-B' }, LEG],
    [
      'StartBotConversation',
      { Configuration: { WelcomeMessages: [{ Content: 'Hello', ContentType: 'PlainText' }] } },
      invalid('WelcomeMessages parameter value is invalid.'),
    ],
    ['StartCallRecording', { CallId: undefined }, invalid('CallId parameter for action is invalid')],
    ['StartCallRecording', { Track: 'ALL' }, invalid('Track parameter value is invalid.')],
    [
      'ModifyChimeMeetingAttendees',
      { Operation: 'Silence' },
      invalid('The ModifyChimeMeetingAttendees Operation parameter value is invalid'),
    ],
    ['ModifyChimeMeetingAttendees', { MeetingId: '' }, invalid('Meeting ID parameter value is invalid.')],
    ['ModifyChimeMeetingAttendees', { AttendeeList: [] }, invalid('Attendee List parameter value is invalid.')],
    [
      'ModifyChimeMeetingAttendees',
      { AttendeeList: Array.from({ length: 101 }, () => 'x') },
      invalid('Attendee List parameter value is invalid.'),
    ],
    ['CallAndBridge', { CallerIdNumber: undefined }, invalid('Caller ID not defined.')],
    ['CallAndBridge', { CallerIdNumber: 'sales' }, invalid('Invalid caller ID.')],
    ['CallAndBridge', { Endpoints: [] }, invalid('Invalid number of endpoints provided.')],
    ['CallAndBridge', { Endpoints: [TELEPHONE, TELEPHONE] }, invalid('Invalid number of endpoints provided.')],
    [
      'CallAndBridge',
      { Endpoints: [{ ...TELEPHONE, Uri: 'not-a-number' }] },
      invalid('Endpoint parameter is invalid.'),
    ],
    ['CallAndBridge', { Endpoints: [{ ...TELEPHONE, Arn: TRUNK.Arn }] }, invalid('Endpoint parameter is invalid.')],
    ['CallAndBridge', { Endpoints: [{ ...TRUNK, Arn: undefined }] }, invalid('Endpoint parameter is invalid.')],
    ['CallAndBridge', { Endpoints: ['+12065550199'] }, invalid('Invalid number of endpoints provided.')],
    [
      'CallAndBridge',
      { CallTimeoutSeconds: 121 },
      invalid('The MaxCallTimeout parameter is invalid. Timeout must be between 0 and 120 seconds.'),
    ],
    ['CallAndBridge', { RingbackTone: { Type: 'S3' } }, 'InvalidAudioSource: Ringtone parameter value is invalid.'],
    [
      'CallAndBridge',
      { SipHeaders: { 'x-floor': '3', 'X-VC-Id': 'a', Via: 'b' } },
      invalid('Invalid SIP header(s) provided: X-VC-Id, Via.'),
    ],
    ['JoinChimeMeeting', { MeetingId: 'x' }, invalid('JoinToken parameter value is invalid.')],
    ['Hangup', { SipResponseCode: '404' }, invalid('SipResponseCode parameter value is invalid.')],
  ])('%s %j', (type, more, failure) => expect(failureOf(type, more)).toBe(failure));
});

describe('what works', () => {
  test.each<[ActionType, Record<string, unknown>]>([
    // Where the pages disagree.
    ['Hangup', { SipResponseCode: '200' }],
    ['Hangup', { SipResponseCode: 486 }],
    ['Hangup', { ParticipantTag: '' }],
    ['Speak', { CallId: undefined }],
    ['Speak', { CallId: undefined, ParticipantTag: 'LEG-A' }],
    ['SpeakAndGetDigits', { CallId: undefined, MinNumberOfDigits: 1, MaxNumberOfDigits: 1, InputDigitsRegex: '[1-2]' }],
    ['CallAndBridge', { CallTimeoutSeconds: 0 }],
    ['CallAndBridge', { CallTimeoutSeconds: '20', SipHeaders: {} }],
    ['Pause', { DurationInMilliseconds: 99 }],
    ['Pause', { DurationInMilliseconds: '30001' }],
    ['Pause', { DurationInMilliseconds: undefined, DurationInMilliSeconds: 60_000 }],
    ['Pause', { DurationInMilliseconds: undefined, DurationInMilliSeconds: 100 }],
    // AWS ignores the tag where there is a CallId.
    ['Pause', { CallId: CALL, ParticipantTag: 'LEG-C' }],
    ['PlayAudio', { Repeat: '5', PlaybackTerminators: ['1', '8', '#'] }],
    ['PlayAudio', { AudioSource: { Type: 'S3', BucketName: 'prompts', key: 'hold.wav' } }],
    ['RecordAudio', { DurationInSeconds: '10', SilenceDurationInSeconds: 3, SilenceThreshold: 100 }],
    ['CallAndBridge', { Endpoints: [TRUNK], SipHeaders: { 'x-floor': '3', 'User-to-User': 'a', Diversion: 'b' } }],
    ['SendDigits', { ToneDurationInMilliseconds: 50 }],
    // Java's, which JavaScript does not read.
    ['ReceiveDigits', { InputDigitsRegex: '(?i)^[0-9]++#$' }],
    ['ReceiveDigits', { InputDigitsRegex: '^(?>1|2)\\p{Digit}?+$' }],
  ])('%s %j', (type, more) => expect(failureOf(type, more)).toBe('runs'));
});

test.each([
  ['x-floor', true],
  ['X-Account-Id', true],
  ['user-to-user', true],
  ['Diversion', true],
  ['x-voice', false],
  ['x-voicemail', true],
  ['x-vc-id', false],
  ['X-Amzn-Trace', false],
  ['Via', false],
  ['x-', false],
])('the SIP header %s may be set: %s', (name, may) => expect(isSettableSipHeader(name)).toBe(may));
