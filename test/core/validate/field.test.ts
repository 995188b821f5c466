import { describe, expect, it, test } from 'vitest';
import { ACTION_TYPES, actionFacts } from '../../../src/core/facts/actions/table.js';
import { CALL_A, MEETING, TOKEN, update } from '../samples.js';
import { validated, wrongWith } from './validated.js';

const respond = (...Actions: unknown[]) => ({ SchemaVersion: '1.0', Actions });
const messagesOf = (document: unknown) =>
  validated(typeof document === 'string' ? document : JSON.stringify(document)).problems.map(({ message }) => message);

describe('an answer for API Gateway', () => {
  const PAUSE = { Type: 'Pause', Parameters: { DurationInMilliseconds: 1_000 } };
  it.each<[string, unknown]>([
    ['a response as a text', { statusCode: 200, body: JSON.stringify(respond(PAUSE)) }],
    ['a response as an object', { statusCode: 200, headers: {}, body: respond(PAUSE) }],
    ['a text of no response', { statusCode: '200', body: 'ok' }],
    [
      'of an application load balancer',
      { statusCode: 200, statusDescription: '200 OK', isBase64Encoded: false, body: '' },
    ],
    ['a status alone', { statusCode: 204 }],
    ['in other letters', { StatusCode: 200, Body: '' }],
    ['an error', { statusCode: 500, body: JSON.stringify({ message: 'Internal Server Error' }) }],
  ])('is named as what it is: %s', (_, document) => {
    const { kind, problems } = validated(JSON.stringify(document));
    expect(kind).toBe('response');
    expect(problems[0]).toMatchObject({ rule: 'gateway-answer', severity: 'error' });
    expect(problems[0]?.path).toMatch(/^\$\.statusCode$/i);
    expect(problems[0]?.message).toContain('API Gateway');
    // It is one mistake, not one for each member that a response does not have.
    expect(problems.filter(({ rule }) => rule === 'unknown-member')).toEqual([]);
  });

  it('is checked for what its body holds', () => {
    const body = JSON.stringify(respond({ Type: 'Pause', Parameters: { DurationInMilliseconds: 0 } }));
    expect(messagesOf({ statusCode: 200, body })).toEqual([
      expect.stringContaining('return what its body holds'),
      'in body, $.Actions[0].Parameters.DurationInMilliseconds: DurationInMilliseconds: it is 0',
    ]);
  });

  it('is not seen in a response that has such members beside its actions', () => {
    expect(wrongWith({ ...respond(), statusCode: 200 })).toEqual(['$.statusCode unknown-member']);
    expect(wrongWith({ statusCode: '7', floor: '3' }, 'arguments')).toEqual([]);
  });
});

describe('members that a page does not have', () => {
  test.each(ACTION_TYPES.filter((type) => actionFacts(type).standing === 'documented'))(
    'of %s are findings',
    (type) => {
      const wrong = wrongWith({ Type: type, Parameters: { Colour: 'red' } });
      expect(wrong).toContain('$.Parameters.Colour unknown-parameter');
    },
  );

  test.each<[string, object, string]>([
    [
      'in a source of audio',
      { Type: 'PlayAudio', Parameters: { AudioSource: { Type: 'S3', BucketName: 'b', Key: 'k', Region: 'x' } } },
      '$.Parameters.AudioSource.Region unknown-parameter',
    ],
    [
      'in an endpoint',
      {
        Type: 'CallAndBridge',
        Parameters: {
          CallerIdNumber: '+12065550100',
          Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199', Label: 'desk' }],
        },
      },
      '$.Parameters.Endpoints[0].Label unknown-parameter',
    ],
    [
      'in what is spoken',
      {
        Type: 'SpeakAndGetDigits',
        Parameters: { SpeechParameters: { Text: 'x', Rate: 'fast' }, RepeatDurationInMilliseconds: 1 },
      },
      '$.Parameters.SpeechParameters.Rate unknown-parameter',
    ],
    ['beside the parameters', { Type: 'Hangup', Parameters: {}, CallId: CALL_A }, '$.CallId unknown-member'],
  ])('%s', (_, action, wrong) => expect(wrongWith(action)).toEqual([wrong]));

  test('free maps take any name', () => {
    const Configuration = { SessionState: { SessionAttributes: { anything: 'x' } } };
    const BotAliasArn = 'arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/KLMNOPQRST';
    expect(wrongWith({ Type: 'StartBotConversation', Parameters: { BotAliasArn, Configuration } })).toEqual([]);
  });

  test('what an event brings is not taken for a parameter of the action', () => {
    const data = { Type: 'Pause', Parameters: { DurationInMilliseconds: 100 }, ErrorType: 'SystemException' };
    expect(messagesOf(data)).toEqual(['an action has no member "ErrorType": the ActionData of an event has it']);
  });

  test('another spelling of a parameter is repaired', () => {
    const text = JSON.stringify({ Type: 'VoiceFocus', Parameters: { enable: true, CallId: CALL_A } });
    const { problems, fixed } = validated(text, { fix: true });
    expect(problems.find(({ rule }) => rule === 'unknown-parameter')?.repaired).toBe(true);
    expect(JSON.parse(fixed as string).Parameters).toEqual({ Enable: true, CallId: CALL_A });
  });
});

describe('placeholders', () => {
  const join = (JoinToken: string, more: object = {}) => ({
    Type: 'JoinChimeMeeting',
    Parameters: { JoinToken, MeetingId: MEETING, CallId: CALL_A, ...more },
  });
  test.each<[string, unknown, RegExp]>([
    [
      'the token of the page',
      join('meeting-attendee-join-token'),
      /"meeting-attendee-join-token" is the placeholder of AWS/,
    ],
    ['a token of a template', join('<JoinToken>'), /is a placeholder/],
    ['a token in words', join('your-join-token'), /is a placeholder/],
    ['the call of the page', join(TOKEN, { CallId: 'call-id-1' }), /"call-id-1" is the placeholder of AWS/],
    ['the meeting of the page', join(TOKEN, { MeetingId: 'meeting-id' }), /"meeting-id" is the placeholder of AWS/],
    ['a meeting in words', join(TOKEN, { MeetingId: 'my meeting id' }), /is a placeholder/],
    [
      'the bucket of the page',
      {
        Type: 'PlayAudio',
        Parameters: { AudioSource: { Type: 'S3', BucketName: 'valid-S3-bucket-name', Key: 'a.wav' } },
      },
      /"valid-S3-bucket-name" is the placeholder of AWS/,
    ],
    [
      'the number of the page',
      {
        Type: 'CallAndBridge',
        Parameters: {
          CallerIdNumber: 'e164PhoneNumber',
          Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }],
        },
      },
      /"e164PhoneNumber" is the placeholder of AWS/,
    ],
    ['in the arguments of an update', update(2, { joinToken: 'meeting-attendee-join-token' }), /placeholder of AWS/],
  ])('are named as that: %s', (_, document, message) => {
    expect(messagesOf(document)).toEqual([expect.stringMatching(message)]);
  });

  test.each(['hold-music', 'meeting-prompts', 'token-recordings'])('the bucket %s is none', (BucketName) => {
    const AudioSource = { Type: 'S3', BucketName, Key: 'a.wav' };
    expect(wrongWith({ Type: 'PlayAudio', Parameters: { AudioSource } })).toEqual([]);
  });

  test('a real token in a wrong place stays hidden', () => {
    const { problems } = validated(JSON.stringify(join(TOKEN, { MeetingId: TOKEN })));
    expect(JSON.stringify(problems)).not.toContain(TOKEN);
  });
});

describe('what the author left out is not missing', () => {
  const AROUND = '"SchemaVersion": "1.0", "Sequence": 4, "InvocationEventType"';
  test.each([
    ['dots in an object', `{ ${AROUND}: "RINGING", "CallDetails": { ... } }`],
    ['one character of dots', `{ ${AROUND}: "RINGING", "CallDetails": { … } }`],
    ['dots after some members', `{ ${AROUND}: "RINGING", "CallDetails": { "AwsRegion": "us-east-1", ... } }`],
    ['dots in a list', `{ ${AROUND}: "RINGING", "CallDetails": { "Participants": [ ... ], ... } }`],
    ['a comment of dots', `{ ${AROUND}: "RINGING", "CallDetails": { // ...\n } }`],
    ['nothing but a comment', `{ ${AROUND}: "RINGING", "CallDetails": { /* of the call */ } }`],
    ['dots at the top', '{ "InvocationEventType": "RINGING", ... }'],
    ['dots in the parameters', '{ "Type": "SendDigits", "Parameters": { ... } }'],
    ['dots in an audio source', '{ "Type": "PlayAudio", "Parameters": { "AudioSource": { "Type": "S3", ... } } }'],
    [
      'dots in the endpoints',
      '{ "Type": "CallAndBridge", "Parameters": { "CallerIdNumber": "+12065550100", "Endpoints": [ ... ] } }',
    ],
    [
      'dots in a failure',
      `{ ${AROUND}: "ACTION_FAILED", "ActionData": { "Type": "Pause", ... }, "CallDetails": { ... } }`,
    ],
    ['dots for the parameters too', '{ "Type": "JoinChimeMeeting", ... }'],
    ['dots for a value', `{ ${AROUND}: "RINGING", "CallDetails": ... }`],
    ['more items', `{ ${AROUND}: "RINGING", "CallDetails": { "Participants": [ ... 2 more items ], ... } }`],
    ['an object that was not printed', `{ ${AROUND}: "RINGING", "CallDetails": [Object] }`],
    ['a list that was not printed', `{ ${AROUND}: "RINGING", "CallDetails": { "Participants": [Array], ... } }`],
    ['dots in quotation marks', '{ "Type": "SendDigits", "Parameters": { "...": "..." } }'],
  ])('%s', (_, text) => {
    const rules = validated(text).problems.map(({ rule }) => rule);
    expect(rules.filter((rule) => !rule.startsWith('json:'))).toEqual([]);
  });

  test('a list of actions that are left out is not called empty', () => {
    const notesOf = (text: string) => validated(text).notes.join();
    expect(notesOf('{ "SchemaVersion": "1.0", "Actions": [ ... ] }')).toBe('');
    expect(notesOf('{ "SchemaVersion": "1.0", "Actions": [] }')).toContain('An empty list');
  });

  test('an object that was not printed is not made up', () => {
    const text = `{ ${AROUND}: "RINGING", "CallDetails": [Object] }`;
    expect(validated(text, { fix: true }).fixed).toBe(null);
  });

  test('dots as a text are a placeholder', () => {
    const problems = messagesOf(`{ ${AROUND}: "RINGING", "CallDetails": "..." }`);
    expect(problems).toEqual(['CallDetails: "..." is a placeholder, not a value']);
  });

  test('what is around it is checked as ever', () => {
    const text = `{ ${AROUND}: "RINGING", "CallDetails": { "Participants": [ { "CallId": "${CALL_A}" } ], ... } }`;
    const missing = validated(text).problems.filter(({ rule }) => rule === 'required');
    expect(missing.map(({ path }) => path)).toContain('$.CallDetails.Participants[0].Direction');
    expect(missing.map(({ path }) => path)).not.toContain('$.CallDetails.AwsRegion');
  });

  test('a comment beside members leaves nothing out', () => {
    const text = '{ "Type": "SendDigits", "Parameters": { "Digits": "1" // for sales\n } }';
    expect(validated(text).problems.map(({ rule, path }) => `${path} ${rule}`)).toContain(
      '$.Parameters.CallId required',
    );
  });
});

describe('what a successful action brings', () => {
  const succeeded = (ActionData: object) => ({ ...update(4), InvocationEventType: 'ACTION_SUCCESSFUL', ActionData });
  test('is checked where it is there', () => {
    const ActionData = { Type: 'RecordAudio', Parameters: {}, RecordingDestination: 'mail/1.wav' };
    expect(wrongWith(succeeded(ActionData))).toEqual(['$.ActionData.RecordingDestination value']);
  });
  test('may be absent: no page says that it always comes', () => {
    expect(wrongWith(succeeded({ Type: 'RecordAudio', Parameters: {} }))).toEqual([]);
  });
});

test('where the pages of AWS disagree there is a note, and no finding', () => {
  const { valid, notes } = validated(
    JSON.stringify(
      respond(
        { Type: 'Speak', Parameters: { Text: 'Hello' } },
        { Type: 'Hangup', Parameters: { SipResponseCode: '200' } },
        { Type: 'Pause', Parameters: { DurationInMilliseconds: '30001' } },
        { Type: 'Pause', Parameters: { DurationInMilliSeconds: 99 } },
        { Type: 'Pause', Parameters: { DurationInMilliseconds: 30_000 } },
      ),
    ),
  );
  expect(valid).toBe(true);
  const disputes = notes.filter((note) => note.includes("AWS's pages disagree"));
  expect(disputes).toHaveLength(4);
  for (const pause of disputes.filter((note) => note.startsWith('Pause'))) {
    expect(pause).toMatch(/dg\/unexpected-action-fail\.html allows .*100 to 30000, .*dg\/pause\.html .*at least 1/);
  }
});
