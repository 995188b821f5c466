import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validated } from './validated.js';

/**
 * AWS's own examples, typed as its pages print them: `page.what-it-is.txt`. What is wrong with each (its place and its
 * cause), and what it was meant to be.
 */
const FOLDER = new URL('./aws-examples/', import.meta.url);
const TOKEN = 'meeting-attendee-join-token';

const inbound = (more: object = {}) => ({
  CallId: 'call-id-1',
  ParticipantTag: 'LEG-A',
  To: '+12065551212',
  From: '+15105550101',
  Direction: 'Inbound',
  StartTimeInMilliseconds: '159700958834234',
  Status: 'Connected',
  ...more,
});
const details = (...Participants: object[]) => ({
  TransactionId: 'transaction-id',
  AwsAccountId: 'aws-account-id',
  AwsRegion: 'us-east-1',
  SipRuleId: 'sip-rule-id',
  SipMediaApplicationId: 'sip-application-id',
  Participants,
});
const event = (
  Sequence: unknown,
  InvocationEventType: string,
  ActionData: object | undefined,
  CallDetails: object,
) => ({
  SchemaVersion: '1.0',
  Sequence,
  InvocationEventType,
  ...(ActionData === undefined ? {} : { ActionData }),
  CallDetails,
});
const join = (more: object = {}) => ({
  Type: 'JoinChimeMeeting',
  Parameters: { JoinToken: TOKEN, CallId: 'call-id-1', ParticipantTag: 'LEG-A' },
  ...more,
});
const FAILED_JOIN = join({ Error: 'ErrorJoiningMeeting: Error while joining meeting.' });
const source = (Key: string, BucketName = 'bucket-name') => ({ Type: 'S3', BucketName, Key });
const digits = (bucket: string, audio: string, failure: string, more: object) => ({
  ...more,
  AudioSource: source(audio, bucket),
  FailureAudioSource: source(failure, bucket),
  MinNumberOfDigits: 3,
  MaxNumberOfDigits: 5,
  TerminatorDigits: ['#'],
  InBetweenDigitsDurationInMilliseconds: 5000,
  Repeat: 3,
  RepeatDurationInMilliseconds: 10000,
});
const hangup = (tag: string, id: string) => ({ Type: 'Hangup', Parameters: { CallId: id, ParticipantTag: tag } });
const mute = (tag: string) => ({
  Type: 'ModifyChimeMeetingAttendees',
  Parameters: {
    Operation: 'Mute',
    MeetingId: 'meeting-id',
    CallId: 'call-id',
    ParticipantTag: tag,
    AttendeeList: ['attendee-id-1', 'attendee-id-2'],
  },
});

const EXAMPLES: Record<string, { wrong: string[]; meant: unknown }> = {
  'join-chime-meeting.action': {
    wrong: ['5:30 json:missing-comma', '6:34 json:missing-comma'],
    meant: { ...join(), Parameters: { ...join().Parameters, MeetingId: 'meeting-id' } },
  },
  'join-chime-meeting.success': {
    wrong: ['4:5 spelling', '9:34 json:missing-comma', '12:6 json:missing-comma', '14:9 json:left-out'],
    meant: event(4, 'ACTION_SUCCESSFUL', join(), {}),
  },
  'join-chime-meeting.success-on-one-line': {
    wrong: ['1:42 spelling', '1:207 json:missing-comma', '1:237 json:missing-comma', '1:255 json:left-out'],
    meant: event(4, 'ACTION_SUCCESSFUL', join(), {}),
  },
  'join-chime-meeting.failure': {
    wrong: ['4:5 spelling', '4:24 event-type', '13:6 json:missing-comma', '15:9 json:left-out'],
    meant: event(3, 'ACTION_FAILED', FAILED_JOIN, {}),
  },
  'join-chime-meeting.failure-on-one-line': {
    wrong: ['1:42 spelling', '1:296 json:missing-comma', '1:314 json:left-out'],
    meant: event(3, 'ACTION_FAILED', FAILED_JOIN, {}),
  },
  'pstn-invocations.call-update-requested': {
    wrong: ['1:5 json:no-outer-braces', '8:10 json:extra-comma'],
    meant: { ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: { leg: 'LEG-A' } } } },
  },
  'pstn-invocations.digits-received': {
    wrong: ['1:5 json:no-outer-braces', '2:27 json:placeholder', '3:9 json:comment', '4:6 json:extra-comma'],
    meant: { ActionData: { ReceivedDigits: '###' } },
  },
  'pstn-invocations.hangup': {
    wrong: ['1:4 json:no-outer-braces', '8:6 json:extra-comma'],
    meant: {
      ActionData: {
        Type: 'Hangup',
        Parameters: {
          SipResponseCode: 486,
          CallId: 'c70f341a-adde-4406-9dea-1e01d34d033d',
          ParticipantTag: 'LEG-A',
        },
      },
    },
  },
  'case-1.new-inbound-call': {
    wrong: ['3:17 sequence', '4:46 json:missing-comma', '10:9 spelling'],
    meant: event(2, 'NEW_INBOUND_CALL', undefined, details(inbound())),
  },
  'use-create-call-api.call-answered': {
    wrong: ['6:9 json:extra-quote', '9:13 spelling'],
    meant: event(1, 'CALL_ANSWERED', undefined, {
      TransactionId: 'transaction-id',
      AwsAccountId: 'aws-account-id',
      AwsRegion: 'us-east-1',
      SipMediaApplicationId: 'sip-application-id',
      Participants: [inbound({ To: '+1xxxx', From: '+1xxxxxxx', Direction: 'Outbound' })],
    }),
  },
  'use-case-2.action-successful': {
    wrong: ['27:6 json:missing-comma', '33:9 spelling', '47:1 json:extra-bracket'],
    meant: event(
      3,
      'ACTION_SUCCESSFUL',
      {
        Type: 'PlayAudioAndGetDigits',
        Parameters: digits('bucket-name', 'failure-audio-file.wav', 'failure-audio-file.wav', { CallId: 'call-id-1' }),
        ReceivedDigits: '123',
      },
      details(inbound()),
    ),
  },
  'use-case-2.action-failed': {
    wrong: ['17:6 json:missing-comma', '23:9 spelling', '37:1 json:extra-bracket'],
    meant: event(
      4,
      'ACTION_FAILED',
      {
        Type: 'PlayAudio',
        Parameters: { CallId: 'call-id-1', AudioSource: source('audio-file.wav') },
        ErrorType: 'InvalidAudioSource',
        ErrorMessage: 'Audio Source parameter value is invalid.',
      },
      details(inbound()),
    ),
  },
  'case-4.digits-received': {
    wrong: ['10:35 json:wrong-escape', '20:9 spelling'],
    meant: event(
      5,
      'DIGITS_RECEIVED',
      {
        ReceivedDigits: '11#',
        Type: 'ReceiveDigits',
        Parameters: {
          CallId: 'call-id-1',
          InputDigitsRegex: '^\\d{2}#$',
          InBetweenDigitsDurationInMilliseconds: 5000,
          FlushDigitsDurationInMilliseconds: 10000,
        },
      },
      details(inbound()),
    ),
  },
  'case-5.hangup-leg-a': {
    wrong: ['1:1 json:comment', '12:6 json:missing-comma', '18:9 spelling', '32:1 json:extra-bracket'],
    meant: event(
      6,
      'HANGUP',
      hangup('LEG-A', 'call-id-1'),
      details(inbound({ StartTimeInMilliseconds: '1597009588', Status: 'Disconnected' })),
    ),
  },
  'case-5.hangup-leg-b': {
    wrong: ['1:1 json:comment', '7:17 action-data', '18:9 spelling', '22:35 value', '31:35 value'],
    meant: event(
      6,
      'HANGUP',
      hangup('LEG-B', 'call-id-2'),
      details(
        inbound({ StartTimeInMilliseconds: '1597009588' }),
        inbound({
          CallId: 'call-id-2',
          ParticipantTag: 'LEG-B',
          To: '+17035550122',
          From: 'SMA',
          Direction: 'Outbound',
          StartTimeInMilliseconds: '15010595',
          Status: 'Disconnected',
        }),
      ),
    ),
  },
  'use-cases.empty-response': { wrong: ['2:27 json:missing-comma'], meant: { SchemaVersion: '1.0', Actions: [] } },
  'use-cases.action-successful': {
    wrong: ['26:35 json:comment', '29:9 json:left-out', '29:13 json:comment', '32:1 json:extra-bracket'],
    meant: event(
      2,
      'ACTION_SUCCESSFUL',
      {
        Type: 'PlayAudioAndGetDigits',
        Parameters: digits(
          'chime-meetings-audio-files-bucket-name',
          'enter-meeting-pin.wav',
          'invalid-meeting-pin.wav',
          { ParticipantTag: 'LEG-A' },
        ),
        ReceivedDigits: '12345',
      },
      {},
    ),
  },
  'mute-unmute.action': {
    wrong: ['10:27 json:missing-quote'],
    meant: { SchemaVersion: '1.0', Actions: [mute('LEG-B')] },
  },
  'mute-unmute.success': {
    wrong: ['3:17 json:placeholder', '14:6 json:missing-comma', '16:9 json:left-out'],
    meant: event('INTEGER', 'ACTION_SUCCESSFUL', mute('LEG-A'), {}),
  },
  'using-events.meeting-started': {
    wrong: ['8:18 json:missing-comma'],
    meant: {
      version: '0',
      source: 'aws.chime',
      account: '111122223333',
      region: 'us-east-1',
      'detail-type': 'Chime Meeting State Change',
      time: 'yyyy-mm-ddThh:mm:ssZ',
      resources: [],
      detail: {
        version: '0',
        eventType: 'chime:MeetingStarted',
        timestamp: 12344566754,
        meetingId: '87654321-4321-4321-1234-111122223333',
        externalMeetingId: 'mymeeting',
        mediaRegion: 'us-east-1',
      },
    },
  },
  'call-and-bridge.aws-endpoint': {
    wrong: ['8:54 json:comment', '17:96 json:missing-comma', '18:44 json:extra-comma'],
    meant: {
      SchemaVersion: '1.0',
      Actions: [
        {
          Type: 'CallAndBridge',
          Parameters: {
            CallTimeoutSeconds: 30,
            CallerIdNumber: 'e164PhoneNumber',
            RingbackTone: source('audio_file_name', 's3_bucket_name'),
            Endpoints: [
              {
                BridgeEndpointType: 'AWS',
                Arn: 'arn:aws:chime:us-east-1:0123456789101:vc/abcdefg1hijklm2nopq3rs',
                Uri: 'ValidString',
              },
            ],
            SipHeaders: { String: 'String' },
          },
        },
      ],
    },
  },
  'update-sip-call.joining-action': {
    wrong: ['2:9 json:unquoted-name', '2:15 json:single-quotes', '3:21 required'],
    meant: { Type: 'JoinChimeMeeting', Parameters: { JoinToken: 'abc123' } },
  },
  'sip-headers.expected-response': {
    wrong: ['8:13 json:comment', '12:9 json:left-out', '19:38 json:missing-comma'],
    meant: event(
      3,
      'ACTION_SUCCESSFUL',
      { Type: 'actionType', Parameters: {} },
      {
        Participants: [
          {
            CallId: 'call-id-1',
            ParticipantTag: 'LEG-A',
            Status: 'Connected',
            SipHeaders: {
              'X-Test-Value': 'String',
              'User-to-User': '616d617a6f6e5f6368696d655f636f6e6e6563745f696e746567726174696f6e;encoding=hex',
              Diversion: 'sip:+11234567891@public.test.com;reason=unconditional',
            },
          },
          { CallId: 'call-id-2', ParticipantTag: 'LEG-B', Status: 'Connected' },
        ],
      },
    ),
  },
  'voice-focus.action': {
    wrong: ['7:27 json:placeholder', '7:27 value', '8:38 json:extra-comma'],
    meant: {
      SchemaVersion: '1.0',
      Actions: [{ Type: 'VoiceFocus', Parameters: { Enable: 'True|False', CallId: 'call-id-1' } }],
    },
  },
  'play-audio-get-digits.action': {
    wrong: ['5:34 json:missing-comma', '6:31 json:wrong-escape'],
    meant: {
      Type: 'PlayAudioAndGetDigits',
      Parameters: digits('bucket-name', 'audio-file-1.wav', 'audio-file-failure.wav', {
        CallId: 'call-id-1',
        ParticipantTag: 'LEG-A',
        InputDigitsRegex: '^\\d{2}#$',
      }),
    },
  },
};

const read = (name: string) => readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8');

test('every example that is kept is tried', () => {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.txt$/, ''));
  expect(names.sort()).toEqual([...Object.keys(EXAMPLES), 'record-audio.action'].sort());
});

test.each(Object.entries(EXAMPLES))(
  '%s: located, named, and repaired to what it was meant to be',
  (name, { wrong, meant }) => {
    const { problems, fixed, valid } = validated(read(name), { fix: true });
    expect(valid).toBe(false);
    expect(problems.map(({ line, column, rule }) => `${line}:${column} ${rule}`)).toEqual(
      expect.arrayContaining(wrong),
    );
    expect(JSON.parse(fixed as string)).toEqual(meant);
    expect(problems.filter(({ rule }) => rule.startsWith('json:')).every(({ repaired }) => repaired)).toBe(true);
    const again = validated(fixed as string, { fix: true });
    expect(again.fixed).toBe(fixed);
    expect(again.problems.filter(({ rule, repaired }) => rule.startsWith('json:') || repaired)).toEqual([]);
  },
);

test('an example that lacks more than one bracket is located, and not guessed', () => {
  const { problems, fixed } = validated(read('record-audio.action'), { fix: true });
  expect(problems).toMatchObject([{ line: 16, column: 2, rule: 'json:truncated' }]);
  expect(fixed).toBe(null);
});
