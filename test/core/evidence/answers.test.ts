/** What a logged object is, once its envelopes are taken off: a response, an action alone, or nothing of the kind. */
import { describe, expect, it } from 'vitest';
import { asAnswer, looksLikeCutAnswer, showsActions } from '../../../src/core/evidence/answers.js';
import { latestSeen, type SeenEvent } from '../../../src/core/evidence/seen.js';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { event, type Json, record, TRANSACTION, timelineOf } from '../samples.js';

const join = (parameters: unknown = { a: 1 }): Json => ({ Type: 'JoinChimeMeeting', Parameters: parameters });

describe('an object is an answer', () => {
  it.each<[string, Json, object | null]>([
    ['by its list of actions', { Actions: [{ Type: 'Pause' }] }, { actions: ['Pause'], joins: [], attributes: null }],
    [
      'with the parameters of its joins',
      { Actions: [join(), { Type: 'x' }, join({ b: 2 })] },
      { joins: [{ a: 1 }, { b: 2 }] },
    ],
    ['whose join has none', { Actions: [join(7)] }, { actions: ['JoinChimeMeeting'], joins: [{}] }],
    [
      'with an action that names no type',
      { Actions: [{}, 'x', { Type: 7 }] },
      { actions: ['unknown', 'unknown', 'unknown'] },
    ],
    ['with an action of a long type', { Actions: [{ Type: 'x'.repeat(150) }] }, { actions: ['x'.repeat(100)] }],
    ['with its attributes', { Actions: [], TransactionAttributes: { a: 'b' } }, { attributes: { a: 'b' } }],
    ['whose attributes are none', { Actions: [], TransactionAttributes: ['x'] }, { attributes: null }],
    ['by its version alone', { SchemaVersion: '1.0' }, { actions: null, joins: [], attributes: null }],
    [
      'by its version, beside its attributes',
      { SchemaVersion: '1.0', TransactionAttributes: { a: 'b' } },
      { actions: null, attributes: { a: 'b' } },
    ],
    [
      'by its version, beside what finds the call',
      { SchemaVersion: '1.0', TransactionId: 'x', Sequence: 3 },
      { actions: null },
    ],
    ['as a join alone', join(), { actions: ['JoinChimeMeeting'], joins: [{ a: 1 }], attributes: null }],
    ['not by a version and something else', { SchemaVersion: '1.0', kind: 'summary' }, null],
    ['not by a version that is no text', { SchemaVersion: 1 }, null],
    ['not by a list that is none', { Actions: {} }, null],
    ['not as another action alone', { Type: 'Pause', Parameters: {} }, null],
    ['not as a join without parameters', { Type: 'JoinChimeMeeting' }, null],
    ['not by nothing', {}, null],
  ])('%s', (_, object, answer) => {
    if (answer === null) expect(asAnswer(object)).toBeNull();
    else expect(asAnswer(object)).toMatchObject(answer);
  });
});

it.each<[string[] | null, boolean, boolean]>([
  [['Pause'], false, true],
  [null, false, true],
  [[], false, true],
  [['Pause', 'unknown'], false, false],
  [['Pause'], true, false],
])('actions %o, cut: %s, are shown: %s', (actions, cut, shows) => expect(showsActions({ actions, cut })).toBe(shows));

it.each<[string, boolean]>([
  ['{"SchemaVersion":"1.0"', true],
  ["{'SchemaVersion' : '1.0'", true],
  ['{SchemaVersion: 1', true],
  ['"Actions": [{', true],
  ['Actions:[', true],
  ['"Actions": {', false],
  ['SchemaVersion', false],
  ['{"SchemaVersion":"1.0","InvocationEventType":"x"', false],
])('%s looks like an answer that breaks off: %s', (text, is) => expect(looksLikeCutAnswer(text)).toBe(is));

describe('envelopes', () => {
  const answer = { SchemaVersion: '1.0', Actions: [] };
  const lambda = (message: unknown) => ({ timestamp: 't', level: 'INFO', requestId: 'r', message });
  const placesOf = (...messages: (string | object)[]) =>
    timelineOf(...messages).answers.map(({ place, cut }) => [place, cut]);

  it.each<[string, string | object, [string, boolean][]]>([
    ['none', answer, [['top', false]]],
    ["Lambda's", lambda(answer), [['top', false]]],
    ["Lambda's, of a text", lambda(JSON.stringify(answer)), [['top', false]]],
    ["a logger's message", { level: 'info', message: answer }, [['top', false]]],
    ["a logger's msg", { level: 30, msg: answer }, [['top', false]]],
    ["Lambda's and a logger's", lambda({ level: 'info', msg: JSON.stringify(answer) }), [['top', false]]],
    ['two loggers', { level: 'info', msg: { level: 'info', msg: answer } }, [['nested', false]]],
    ['what is no level', { kind: 'info', msg: answer }, [['nested', false]]],
    [
      "Lambda's with a member missing",
      { timestamp: 't', level: 'INFO', message: { level: 1, msg: answer } },
      [['nested', false]],
    ],
    ['one of two objects', `${JSON.stringify({ level: 1, msg: answer })} ${JSON.stringify({})}`, [['nested', false]]],
    ['an action alone', lambda(join()), [['lone', false]]],
    ['an action alone in a list', { list: [join()] }, [['lone', false]]],
    ['a list', [answer], [['top', false]]],
    [
      'a cut envelope',
      `{ level: 'info', msg: { SchemaVersion: '1.0', Actions: [] }, more: [Object] }`,
      [['top', true]],
    ],
    ['a cut text in one', { level: 'info', msg: "{ SchemaVersion: '1.0', Actions: [Array] }" }, [['top', true]]],
    ['a number in one', { level: 'info', msg: 7 }, []],
    ['a key that is nobody’s', { header: JSON.stringify(answer) }, []],
    ['a body', { body: JSON.stringify(answer) }, [['nested', false]]],
  ])('%s', (_, message, places) => expect(placesOf(message)).toEqual(places));

  it('a text in a text in a text is followed three times', () => {
    const inside = (times: number, value: unknown = answer): unknown =>
      times === 0 ? value : inside(times - 1, { body: JSON.stringify(value) });
    expect([1, 2, 3, 4].map((times) => placesOf(inside(times) as object).length)).toEqual([1, 1, 1, 0]);
  });
});

describe('the latest event', () => {
  const seen = (sequence: number | null, ms: number): SeenEvent =>
    readTimeline([record(event('RINGING', sequence), ms)]).events[0] as SeenEvent;
  it.each<[string, SeenEvent[], number | null]>([
    ['is that of the highest Sequence', [seen(2, 0), seen(3, -50), seen(1, 90)], 1],
    ['is the later one of a Sequence', [seen(2, 5), seen(2, 9), seen(2, 7)], 1],
    ['is the first of two at one time', [seen(2, 5), seen(2, 5)], 0],
    ['is one with a Sequence', [seen(null, 90), seen(0, 0), seen(null, 80)], 1],
    ['is none of none', [], null],
  ])('%s', (_, events, at) => expect(latestSeen(events)).toBe(at === null ? null : events[at]));
});

it('what holds an id of a call and no event is a piece of one', () => {
  const { fragments } = timelineOf(`"TransactionId": "${TRANSACTION}",`, 'all is well', event('RINGING', 1), { a: 1 });
  expect(fragments).toHaveLength(1);
});
