import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import {
  CALL_A,
  event,
  eventsIn,
  hangUp,
  type Json,
  MEETING,
  phone,
  REQUEST_1,
  record,
  succeeded,
  TOKEN,
  TRANSACTION,
  timelineOf,
  update,
} from '../samples.js';

/** As Python's `print(event)` shows it. */
function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const body = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
    return body.includes("'") && !body.includes('"') ? `"${body}"` : `'${body.replaceAll("'", "\\'")}'`;
  }
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  return `{${Object.entries(value as Json)
    .map(([key, member]) => `${pythonRepr(key)}: ${pythonRepr(member)}`)
    .join(', ')}}`;
}

const JOINED = succeeded(4);
const LINE = JSON.stringify(JOINED);
const TIME = '2026-11-23T14:29:12.345Z';

describe('the event is found', () => {
  it.each([
    ['alone on its line', LINE],
    ['pretty-printed in one record', JSON.stringify(JOINED, null, 2)],
    ['with CRLF line ends', JSON.stringify(JOINED, null, 2).replaceAll('\n', '\r\n')],
    ['behind a word', `event ${LINE}`],
    ['between words', `Received: ${LINE} (end)\n`],
    ["behind Node's prefix", `${TIME}\t${REQUEST_1}\tINFO\tEvent: ${LINE}`],
    ["behind Python's prefix", `[INFO]\t${TIME}\t${REQUEST_1}\tEvent: ${LINE}`],
    ['in a JSON log record, as a string', JSON.stringify({ timestamp: TIME, level: 'INFO', message: `got ${LINE}` })],
    ['in a JSON log record, as an object', JSON.stringify({ timestamp: TIME, requestId: REQUEST_1, message: JOINED })],
    ['in a JSON log record, in a list', JSON.stringify({ timestamp: TIME, message: ['event', JOINED] })],
    ['encoded twice', JSON.stringify(LINE)],
    ['encoded twice, behind a word', `event: ${JSON.stringify(LINE)}`],
    ['encoded three times in a JSON record', JSON.stringify({ message: JSON.stringify(LINE) })],
    ["in a wrapper's member", JSON.stringify({ msg: 'invoked', event: JOINED })],
    ['in a wrapper as text', JSON.stringify({ msg: 'invoked', event: LINE })],
    ["as Python's repr", pythonRepr(JOINED)],
    ["as Python's repr behind a prefix", `[INFO]\t${TIME}\t${REQUEST_1}\tevent=${pythonRepr(JOINED)}`],
    ["as Node's console.log shows it whole", inspect(JOINED, { depth: null })],
    ["as Node's console.dir shows it in colourless lines", inspect(JOINED, { depth: 4, breakLength: 20 })],
    ['behind an opening brace that leads nowhere', `{ ${LINE}`],
    ['behind an opening quote that leads nowhere', `" {" ${LINE}`],
    ['behind an unfinished object', `{"level": {${LINE}`],
    ['behind three dots', `{...${JSON.stringify({ InvocationEventType: 'ACTION_SUCCESSFUL', ...JOINED })}`],
    ['in a list', `[${LINE}]`],
    ['behind a bracket that leads nowhere', `[[[ ${LINE}`],
    ['before more braces', `${LINE} {{{`],
  ])('%s', (_, message) => {
    const [seen] = eventsIn(message);
    expect(seen).toMatchObject({ type: 'ACTION_SUCCESSFUL', sequence: 4, transactionId: TRANSACTION });
    expect(seen?.parameters).toMatchObject({ JoinToken: TOKEN, MeetingId: MEETING });
    expect(seen?.legs).toHaveLength(2);
  });

  it("in Node's default inspection, as far as that shows it", () => {
    const [seen] = eventsIn(inspect(JOINED));
    expect(seen).toMatchObject({ type: 'ACTION_SUCCESSFUL', sequence: 4, transactionId: TRANSACTION });
    expect(seen?.parameters).toMatchObject({ JoinToken: TOKEN });
  });

  it.each([
    ['line breaks', 'one line of some length\nanother line of some length\na third line of some length'],
    ['quotes of both kinds', `it's "quoted"`],
    ['a backslash', 'C:\\temp\\x'],
    ['braces', '{"not":"an object"} }{ ]'],
    ['emoji', '☎️ 😀'],
  ])('with %s in one of its texts, however it is printed', (_, text) => {
    const odd = event('HANGUP', 4, {}, { TransactionAttributes: { note: text } });
    for (const line of [
      JSON.stringify(odd),
      inspect(odd, { depth: null }),
      pythonRepr(odd),
      JSON.stringify(JSON.stringify(odd)),
    ]) {
      expect(eventsIn(line), line).toMatchObject([{ type: 'HANGUP', sequence: 4, legs: [{ callId: CALL_A }] }]);
    }
  });

  it('even if a text of it is longer than Node shows', () => {
    const long = event('HANGUP', 4, {}, { TransactionAttributes: { note: 'x'.repeat(11_000) } });
    expect(eventsIn(inspect(long, { depth: null }))).toMatchObject([{ type: 'HANGUP', legs: [{ callId: CALL_A }] }]);
  });

  it('even if it has more participants than Node shows', () => {
    const crowd = event('HANGUP', 4, {}, { Participants: Array.from({ length: 120 }, () => phone()) });
    expect(eventsIn(inspect(crowd, { depth: null }))[0]?.legs).toHaveLength(100);
  });
});

describe("AWS's own examples, commas missing as AWS prints them", () => {
  const DETAILS = `"CallDetails": { "TransactionId": "${TRANSACTION}", "AwsRegion": "us-east-1",
      "SipApplicationId": "266e0891-0fe9-4718-a3a8-15b67842c128",
      "Participants": [ { "CallId": "call-id-1", "ParticipantTag": "LEG-A", "Status": "Connected" } ] }`;

  it.each([
    [
      "the action page's success",
      `{ "SchemaVersion": "1.0", "Sequence": 4, "InvocationEvent": "ACTION_SUCCESSFUL",
        "ActionData": { "Type" : "JoinChimeMeeting",
          "Parameters" : { "JoinToken": "meeting-attendee-join-token", "CallId": "call-id-1"
            "ParticipantTag": "LEG-A" } }
        ${DETAILS} }`,
      'ACTION_SUCCESSFUL',
      4,
    ],
    [
      "the action page's failure",
      `{ "SchemaVersion": "1.0", "Sequence": 3, "InvocationEvent": "ACTION_FAILED",
        "ActionData": { "Type" : "JoinChimeMeeting",
          "Parameters" : { "JoinToken": "t", "CallId": "call-id-1", "ParticipantTag": "LEG-A" },
          "Error": "ErrorJoiningMeeting: Error while joining meeting." }
        ${DETAILS} }`,
      'ACTION_FAILED',
      3,
    ],
    [
      'a new inbound call, with a comma missing after its type',
      `{ "SchemaVersion": "1.0", "Sequence": 2, "InvocationEventType": "NEW_INBOUND_CALL" ${DETAILS} }`,
      'NEW_INBOUND_CALL',
      2,
    ],
    [
      'an update with one brace too many and a trailing comma',
      `{ "SchemaVersion": "1.0", "Sequence": 2, "InvocationEventType": "CALL_UPDATE_REQUESTED",
        "ActionData": { "Type": "CallUpdateRequest", "Parameters": { "Arguments": { "string": "string" } }, }, ${DETAILS} } }`,
      'CALL_UPDATE_REQUESTED',
      2,
    ],
    [
      'a hang-up of Leg-B',
      `{ "SchemaVersion": "1.0", "Sequence": 6, "InvocationEventType": "HANGUP",
        "ActionData": { "Type": "ReceiveDigits", "Parameters": { "CallId": "call-id-2", "ParticipantTag": "Leg-B" } }
        ${DETAILS} }`,
      'HANGUP',
      6,
    ],
  ])('%s', (_, printed, type, sequence) => {
    expect(eventsIn(printed)).toMatchObject([{ type, sequence, transactionId: TRANSACTION, legs: [{ tag: 'LEG-A' }] }]);
  });
});

it('an event as AWS sent it to a workshop, without Status, is read', () => {
  const captured = {
    SchemaVersion: '1.0',
    Sequence: 1,
    InvocationEventType: 'NEW_INBOUND_CALL',
    CallDetails: {
      TransactionId: TRANSACTION,
      AwsAccountId: '111122223333',
      AwsRegion: 'us-west-2',
      SipRuleId: '25109ac0-3434-44cc-9108-d6e92610368c',
      SipMediaApplicationId: '266e0891-0fe9-4718-a3a8-15b67842c128',
      Participants: [
        { CallId: CALL_A, ParticipantTag: 'LEG-A', To: '+15051234567', From: '+14155551212', Direction: 'Inbound' },
      ],
    },
  };
  expect(eventsIn(captured)).toMatchObject([{ type: 'NEW_INBOUND_CALL', legs: [{ status: null, callId: CALL_A }] }]);
});

describe('one record', () => {
  it('may hold several events', () => {
    const message = `${JSON.stringify(update(2))} and then ${LINE}, ${JSON.stringify(hangUp(7))}`;
    expect(eventsIn(message).map(({ type }) => type)).toEqual(['CALL_UPDATE_REQUESTED', 'ACTION_SUCCESSFUL', 'HANGUP']);
  });

  it('may hold an event and the answer to it', () => {
    const answer = { SchemaVersion: '1.0', Actions: [{ Type: 'Pause' }] };
    const { events, answers } = timelineOf({ event: update(2), response: answer });
    expect(events).toMatchObject([{ event: { type: 'CALL_UPDATE_REQUESTED' } }]);
    expect(answers).toMatchObject([{ actions: ['Pause'], joins: [], place: 'nested', cut: false }]);
  });

  it('with an event within an event gives the outer one alone', () => {
    expect(eventsIn(event('HANGUP', 5, { Nested: JOINED })).map(({ type }) => type)).toEqual(['HANGUP']);
  });

  it.each(['', '   ', 'REPORT', 'no braces', '{}', '[]', '{"Actions"', 'null', '"{"', '\u0000'])(
    'of %o holds nothing',
    (message) => {
      const { events, answers, troubles } = timelineOf(message);
      expect({ events, answers, troubles }).toEqual({ events: [], answers: [], troubles: [] });
    },
  );
});

describe('answers', () => {
  it.each<[string, Json, Json | undefined]>([
    [
      'a join',
      { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { MeetingId: MEETING } }] },
      { joins: [{ MeetingId: MEETING }], place: 'top' },
    ],
    [
      'a join among others',
      { SchemaVersion: '1.0', Actions: [{ Type: 'Speak' }, { Type: 'JoinChimeMeeting' }] },
      { actions: ['Speak', 'JoinChimeMeeting'], joins: [{}] },
    ],
    [
      'an empty list',
      { SchemaVersion: '1.0', Actions: [] },
      { actions: [], joins: [], attributes: null, place: 'top' },
    ],
    ['null for a list', { SchemaVersion: '1.0', Actions: null }, { actions: null, joins: [], place: 'top' }],
    [
      'no list',
      { SchemaVersion: '1.0', TransactionAttributes: { a: 'b' } },
      { actions: null, attributes: { a: 'b' }, place: 'top' },
    ],
    [
      'the action alone',
      { Type: 'JoinChimeMeeting', Parameters: { JoinToken: '***' } },
      { joins: [{ JoinToken: '***' }], place: 'lone' },
    ],
    ['another action alone', { Type: 'Pause', Parameters: {} }, undefined],
    ['actions that are no objects', { Actions: [null, 3, 'x'] }, { actions: ['unknown', 'unknown', 'unknown'] }],
    ['a part of an event', { SchemaVersion: '1.0', InvocationEventType: 'HANGUP', Sequence: 3 }, undefined],
    ['a part of an event in the older spelling', { SchemaVersion: '1.0', InvocationEvent: 'HANGUP' }, undefined],
  ])('%s', (_, logged, expected) => {
    const { answers } = timelineOf(logged);
    if (expected === undefined) expect(answers).toEqual([]);
    else expect(answers).toMatchObject([expected]);
  });
});

it('an event is told with where and when it was logged', () => {
  const { events } = readTimeline([record(JOINED, 1_500, { group: '/aws/lambda/x', stream: 's1' })]);
  expect(events).toMatchObject([
    { group: '/aws/lambda/x', stream: 's1', time: Date.parse('2026-11-23T14:29:11.500Z') },
  ]);
});
