/** Objects as JSON, Python and Node write them, character by character; and what stands beside them in a line. */
import { describe, expect, it } from 'vitest';
import { asCallEvent } from '../../../src/core/evidence/call-event.js';
import { joiningOf } from '../../../src/core/evidence/joined-records.js';
import { platformMark, troubleIn } from '../../../src/core/evidence/lambda-lines.js';
import { connectedMeetingLeg, hangsUpLegA, mayHaveMeetingLeg } from '../../../src/core/evidence/legs.js';
import { readLiteral } from '../../../src/core/evidence/literal.js';
import { objectsIn } from '../../../src/core/evidence/objects.js';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import {
  CALL_A,
  CALL_B,
  event,
  type Json,
  meetingLeg,
  phone,
  REQUEST_1,
  record,
  succeeded,
  TRANSACTION,
  timelineOf,
} from '../samples.js';

const memberOf = (text: string) => {
  const read = readLiteral(text, 0);
  return read.kind === 'value' ? (read.value as Record<string, unknown>)['a'] : read.kind;
};
const cutOf = (text: string) => {
  const read = readLiteral(text, 0);
  return read.kind === 'value' ? read.cut : read.kind;
};

describe('a value', () => {
  it.each<[string, unknown]>([
    ['{a: true}', true],
    ["{'a': True}", true],
    ['{"a":false}', false],
    ['{a: False}', false],
    ['{a: null}', null],
    ['{a: None}', null],
    ['{a: undefined}', undefined],
    ['{a: 12}', 12],
    ['{a: -1.25}', -1.25],
    ['{a: 1e21}', 1e21],
    ['{a: 2.5E-12}', 2.5e-12],
    ['{a: 3e+10}', 3e10],
    ['{a: 10.125}', 10.125],
    [String.raw`{"a":"x\n\t\r\b\f\0y"}`, 'x\n\t\r\b\f\0y'],
    [String.raw`{"a":"\"\\\/"}`, '"\\/'],
    [String.raw`{"a":"\u00e4b"}`, 'äb'],
    [String.raw`{'a':'\x41b'}`, 'Ab'],
    [String.raw`{"a":"\u00g0"}`, 'invalid'],
    [String.raw`{"a":"\u 12"}`, 'invalid'],
    [String.raw`{"a":"\u12`, 'unfinished'],
    [String.raw`{"a":"\u1234`, 'unfinished'],
    [String.raw`{"a":"\ `.trimEnd(), 'unfinished'],
    ['{"a":"b', 'unfinished'],
    ['{`a`: `b`}', 'b'],
    ["{a: 'b' + 'c'}", 'bc'],
    ["{a: 'b' +\n    'c' + `d`}", 'bcd'],
    ["{a: 'b'  +  'c'}", 'bc'],
    ["{a: 'b' + c}", 'invalid'],
    ['{a b}', 'invalid'],
    ['{a: }', 'invalid'],
    ['{#}', 'invalid'],
    ['{a: [1 2, 3,, 4]}', [1, 2, 3, 4]],
  ])('%s', (text, value) => expect(memberOf(text)).toEqual(value));
});

it.each<[string, unknown]>([
  ['{a: NaN}', false],
  ['{a: Infinity}', false],
  ['{a: undefined}', false],
  ['{a: [Object]}', true],
  ['{a: [1, ... 3 more items]}', true],
  ['{a: [1, ...]}', true],
  ['{a: 1, …}', true],
  ['{a: 1, .}', 'invalid'],
])('%s was shortened: %s', (text, cut) => expect(cutOf(text)).toBe(cut));

describe('objects in a text', () => {
  it('written inside a text are found, and only there', () => {
    expect(objectsIn(String.raw`{"a":1} "{\"b\":2}" {c:3}`).objects).toMatchObject([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(objectsIn(String.raw`x{\"b\":2}`).objects).toEqual([]);
  });

  it('are read to a million characters', () => {
    const long = `${' '.repeat(999_990)}{"a": 1234567}`;
    expect(objectsIn(long)).toMatchObject({ objects: [], unfinishedAt: 999_990 });
    expect(objectsIn(`${' '.repeat(999_000)}{"a":1}`).objects).toHaveLength(1);
  });
});

describe('the work that joining records may cost', () => {
  it('grows with their characters, between bounds', () => {
    const of = (length: number) => joiningOf([record('x'.repeat(length / 2)), record('x'.repeat(length / 2))]);
    expect(of(0)).toEqual({ work: 5_000_000, steps: 1_000_000 });
    expect(of(1_000_000).work).toBe(9_000_000);
    expect(of(20_000_000).work).toBe(40_000_000);
  });
});

describe('an event printed over many records', () => {
  const lines = (value: object) => JSON.stringify(value, null, 2).split('\n');
  const read = (...messages: string[]) =>
    readTimeline(messages.map((message, at) => record(message, at))).events.map(({ event: { sequence } }) => sequence);

  it('is found behind an object of its first line, and before whatever follows', () => {
    const [first, ...rest] = lines(succeeded(3));
    expect(read(`{"level":"info"} got ${first}`, ...rest)).toEqual([3]);
    expect(read(...lines(succeeded(3)), 'END RequestId: x', ...lines(succeeded(4)))).toEqual([3, 4]);
  });

  it('is not joined over another whole event, or over the end of a request', () => {
    expect(read('{', JSON.stringify(succeeded(4)), '}')).toEqual([4]);
    const [first, ...rest] = lines(succeeded(3));
    expect(read(first as string, `REPORT RequestId: ${REQUEST_1}`, ...rest)).not.toEqual([3]);
  });

  it('may have a line in which its type and its transaction are named', () => {
    const told = { ...succeeded(3), note: `InvocationEvent of TransactionId ${TRANSACTION}` };
    expect(read(...lines(told))).toEqual([3]);
  });

  it('may hold braces in its texts', () => {
    for (const brace of ['{', '}', '{{{', '}}}']) {
      expect(read(...lines({ note: brace, ...succeeded(3) }))).toEqual([3]);
    }
  });
});

describe("lines of Lambda's", () => {
  it.each<[string, Json[], object]>([
    [`START RequestId: ${REQUEST_1.toUpperCase()} Version: 1`, [], { requestId: REQUEST_1, starts: true, ends: false }],
    [`end requestid: ${REQUEST_1}`, [], { requestId: REQUEST_1, starts: false, ends: true }],
    ['x', [], { requestId: null, starts: false, ends: false }],
    ['x', [{ type: 'platform.start', record: 7, requestId: REQUEST_1 }], { requestId: REQUEST_1, starts: false }],
    ['x', [{ type: 'mine', record: { requestId: REQUEST_1 } }], { requestId: null }],
    ['x', [{ type: 7, record: {}, requestId: REQUEST_1 }], { requestId: REQUEST_1 }],
    ['x', [{ requestId: REQUEST_1.toUpperCase() }], { requestId: REQUEST_1 }],
    ['x', [{ requestId: [REQUEST_1] }], { requestId: null }],
    ['x', [{ requestId: 'short', AWSRequestId: REQUEST_1 }], { requestId: REQUEST_1 }],
  ])('%s %o', (message, objects, mark) => expect(platformMark(message, objects)).toMatchObject(mark));

  it.each<[string, Json[], string | null]>([
    ['[ERROR]   KeyError: 1', [], 'KeyError: 1'],
    ['he said [ERROR] KeyError: 1', [], null],
    ['x', [{ a: 1 }, { errorType: 'T', errorMessage: 'm' }], 'T: m'],
    ['x', [{ errorType: 'T', errorMessage: 7 }], 'T'],
    ['x', [{ type: 'mine', record: { status: 'timeout' } }], null],
    ['x', [{ type: 'platform.report', record: 7 }], null],
    ['x', [{ type: 'platform.report', record: { status: 7 } }], null],
    ['x', [{ message: { errorType: 'T' } }, { errorType: 'U' }], 'T'],
  ])('trouble in %s %o: %s', (message, objects, words) => expect(troubleIn(message, objects)).toBe(words));
});

describe('an event', () => {
  const read = (json: Json) => asCallEvent(json);
  it.each<[unknown, number | null]>([
    ['12', 12],
    ['a12', null],
    ['12a', null],
    ['', null],
    [[3], null],
  ])('has the Sequence %o: %s', (written, sequence) => {
    expect(read({ ...event('HANGUP', 1), Sequence: written })?.sequence).toBe(sequence);
  });

  it.each<[Json, object | null]>([
    [{ ErrorType: ' Code.. ' }, { code: 'Code', message: '' }],
    [{ ErrorType: 'A.b.C' }, { code: 'A.b.C' }],
    [{ ErrorList: [7] }, null],
    [{ ErrorList: [{}] }, { code: '', message: '' }],
  ])('with %o failed with %o', (data, error) => {
    const told = read(event('ACTION_FAILED', 1, { ActionData: data }))?.error;
    if (error === null) expect(told).toBeNull();
    else expect(told).toMatchObject(error);
  });

  const with_ = (type: string, parameters: Json, legs: Json[]) =>
    read(event(type, 2, { ActionData: { Type: 'Hangup', Parameters: parameters } }, { Participants: legs }));
  const bare = meetingLeg({ Status: undefined });

  it.each<[string, { type: string; parameters: Json; legs: Json[] }, boolean]>([
    ['another event', { type: 'RINGING', parameters: { ParticipantTag: 'LEG-B' }, legs: [phone(), bare] }, true],
    [
      'a hang-up of the other leg',
      { type: 'HANGUP', parameters: { ParticipantTag: 'LEG-A' }, legs: [phone(), bare] },
      true,
    ],
    [
      'its hang-up by its tag',
      { type: 'HANGUP', parameters: { ParticipantTag: 'LEG-B' }, legs: [phone(), bare] },
      false,
    ],
    ['its hang-up by its CallId', { type: 'HANGUP', parameters: { CallId: CALL_B }, legs: [phone(), bare] }, false],
    [
      "a hang-up by the other's CallId",
      { type: 'HANGUP', parameters: { CallId: CALL_A }, legs: [phone(), bare] },
      true,
    ],
  ])("a meeting's leg without Status is up after %s", (_, { type, parameters, legs }, isUp) => {
    const seen = with_(type, parameters, legs);
    expect(seen !== null && connectedMeetingLeg(seen) !== undefined).toBe(isUp);
  });

  it('hangs LEG-A up only as a HANGUP', () => {
    const ends = (type: string, parameters: Json, legs: Json[] = []) => {
      const seen = with_(type, parameters, legs);
      return seen !== null && hangsUpLegA(seen);
    };
    expect(ends('HANGUP', { ParticipantTag: 'LEG-A' })).toBe(true);
    expect(ends('ACTION_SUCCESSFUL', { ParticipantTag: 'LEG-A' })).toBe(false);
    expect([ends('HANGUP', { CallId: CALL_A }), ends('HANGUP', {})]).toEqual([false, false]);
  });

  it.each<[string | undefined, string, boolean]>([
    ['+12065550100', 'LEG-B', false],
    ['12065550100', 'LEG-B', false],
    ['+17035550122', 'LEG-B', true],
    ['+02065550100', 'LEG-B', true],
    ['+12065', 'LEG-B', true],
    ['tel:+12065550100', 'LEG-B', true],
    ['+12065550100;ext=1', 'LEG-B', true],
    [undefined, 'LEG-B', true],
    [undefined, 'LEG-C', false],
  ])('a leg to %s, tagged %s, may lead into a meeting: %s', (To, ParticipantTag, may) => {
    const seen = with_('RINGING', {}, [phone({ To: '+15051234567' }), meetingLeg({ To, From: 'x', ParticipantTag })]);
    expect(seen !== null && mayHaveMeetingLeg(seen)).toBe(may);
  });
});

describe('a timeline', () => {
  it('is in the order of time, over all streams', () => {
    const at = (ms: number, stream: string, message: string | object) => record(message, ms, { stream });
    const answer = { SchemaVersion: '1.0', Actions: [{ Type: 'Pause' }] };
    const { events, answers, troubles } = readTimeline([
      ...[at(300, 'a', event('RINGING', 1)), at(310, 'a', answer), at(320, 'a', '[ERROR] X: late')],
      ...[at(100, 'b', event('RINGING', 2)), at(110, 'b', answer), at(120, 'b', '[ERROR] X: soon')],
    ]);
    expect(events.map(({ event: { sequence } }) => sequence)).toEqual([2, 1]);
    expect(answers.map(({ stream }) => stream)).toEqual(['b', 'a']);
    expect(troubles.map(({ words }) => words)).toEqual(['X: soon', 'X: late']);
  });

  it('takes records of one time by their ids, and each once', () => {
    const line = (id: string, sequence: number) => record(event('RINGING', sequence), 0, { id });
    const sequences = (...read: ReturnType<typeof line>[]) =>
      readTimeline(read).events.map(({ event: { sequence } }) => sequence);
    expect(sequences(line('2', 2), line('3', 3), line('1', 1))).toEqual([1, 2, 3]);
    expect(sequences(line('1', 1), line('2', 2), line('1', 1))).toEqual([1, 2]);
    expect(sequences(line('', 1), line('', 1))).toEqual([1, 1]);
  });

  it('knows an answer that breaks off', () => {
    const { answers } = timelineOf('answer {"SchemaVersion":"1.0","Actions":[');
    expect(answers).toMatchObject([{ actions: null, joins: [], attributes: null, place: 'top', cut: true }]);
    expect(timelineOf('{"a": {"b":').answers).toEqual([]);
  });

  it('looks into the texts of loggers, and into no list of actions', () => {
    const inText = (key: string) => timelineOf({ [key]: JSON.stringify(event('RINGING', 1)) }).events.length;
    expect(['message', 'MSG', 'payload', 'header', 'my message', 'messages'].map(inText)).toEqual([1, 1, 1, 0, 0, 0]);
    const within = { SchemaVersion: '1.0', Actions: [event('RINGING', 1)], other: event('RINGING', 2) };
    expect(timelineOf(within).events.map(({ event: { sequence } }) => sequence)).toEqual([2]);
    expect(timelineOf({ Actions: event('RINGING', 3) }).events).toHaveLength(1);
  });

  it('knows what was shortened in a text of a logger', () => {
    const cut = "{ SchemaVersion: '1.0', Actions: [], x: [Object] }";
    expect(timelineOf({ body: cut, a: 1 }).answers).toMatchObject([{ place: 'nested', cut: true }]);
    expect(timelineOf({ body: JSON.stringify({ Actions: [] }) }).answers).toMatchObject([{ cut: false }]);
  });
});
