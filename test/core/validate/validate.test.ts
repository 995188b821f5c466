import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FailedWith } from '../../../src/core/outcome/use-case.js';
import { validate } from '../../../src/core/validate/validate.js';
import { cpuMsOf } from '../cpu-time.js';
import { CALL_A, MEETING, TOKEN, update } from '../samples.js';
import { validated } from './validated.js';

const ACTION = { Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN, MeetingId: MEETING, CallId: CALL_A } };

describe('--fix', () => {
  test('a document with nothing wrong is left byte for byte', () => {
    const text = ` ${JSON.stringify(ACTION, null, 3)}\r\n\t`;
    expect(validated(text, { fix: true })).toMatchObject({ valid: true, problems: [], fixed: text });
    expect(validated(text)).toMatchObject({ valid: true, fixed: null });
  });

  test('what only a rule forbids is left as it is, and told', () => {
    const text = '{"Type": "JoinChimeMeeting", "Parameters": {"JoinToken": "abc123"}}';
    const failed = () => validate({ text, as: null, fix: true });
    expect(failed).toThrow(FailedWith);
    expect(validated(text, { fix: true })).toMatchObject({
      fixed: text,
      problems: [{ rule: 'required', repaired: false }],
    });
  });

  test('a word put right may bring more to light: all of it is told at once', () => {
    const text = '{"Type": "joinchimemeeting", "Parameters": {"joinToken": "abc"}}';
    const { problems, fixed } = validated(text, { fix: true });
    expect(problems.map(({ rule, repaired }) => [rule, repaired])).toEqual([
      ['action-type', true],
      ['required', false],
      ['unknown-parameter', true],
    ]);
    expect(JSON.parse(fixed as string)).toEqual({ Type: 'JoinChimeMeeting', Parameters: { JoinToken: 'abc' } });
  });

  test('once one repair is not certain nothing is printed, and all is told', () => {
    const { fixed, problems } = validated('{"Type": "Hangup", "Parameters": {"SipResponseCode": NaN,}}', { fix: true });
    expect(fixed).toBe(null);
    expect(problems.map(({ rule, repaired }) => [rule, repaired])).toEqual([
      ['json:not-in-json', false],
      ['json:extra-comma', false],
    ]);
  });

  test('of any text: never an exception, and what is fixed stays as it is', () => {
    const scrap = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', "'", '\n', '//x', '...', 'True', '###', '1'],
      ...[
        '"Type"',
        '"joinchimemeeting"',
        '"Parameters"',
        '"Actions"',
        '"InvocationEvent"',
        '"Leg-A"',
        '"SipApplicationId"',
      ],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(scrap, { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (broken) => {
        const { fixed } = validated(broken, { fix: true });
        if (fixed !== null) expect(validated(fixed, { fix: true }).fixed).toBe(fixed);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('no join token is repeated', () => {
  test.each<[string, string]>([
    [
      'under a wrong id',
      JSON.stringify({ ...ACTION, Parameters: { ...ACTION.Parameters, MeetingId: TOKEN, CallId: 1 } }),
    ],
    ['as a name', JSON.stringify({ ...ACTION, Parameters: { ...ACTION.Parameters, [TOKEN]: '' } })],
    ['as a type', JSON.stringify({ Type: TOKEN, Parameters: { JoinToken: TOKEN } })],
    ['on a broken line', `{"JoinToken": "${TOKEN}" "MeetingId": 1`],
    ['without its quotation marks', `{"JoinToken": ${TOKEN}, "MeetingId": }`],
    ['in another spelling', `{'join_token': '${TOKEN}', 'a': }`],
    ['inside an action in a text', JSON.stringify({ Action: JSON.stringify(ACTION), b: 1 })],
    ['in an event', JSON.stringify(update(1, { JoinToken: TOKEN, n: 1 }))],
    ['where the line is cut', `{"JoinToken": "${TOKEN}", "a": "${'b'.repeat(30)}", "c": }`],
    ['before the caret', `{"JoinToken": "${TOKEN}"; }`],
  ])('%s', (_, text) => {
    const { problems, notes } = validated(text);
    expect(problems).not.toEqual([]);
    const told = JSON.stringify([problems, notes]);
    for (let at = 0; at + 16 <= TOKEN.length; at += 1) expect(told).not.toContain(TOKEN.slice(at, at + 16));
  });
});

describe('the line', () => {
  test('is shown with its caret, tokens masked', () => {
    const [problem] = validated('{\n\t"JoinToken": "abcdefgh" "x": "1"\n}').problems;
    expect(problem).toMatchObject({
      line: 2,
      column: 25,
      excerpt: { text: '\t"JoinToken": "***" "x": "1"', caret: 19 },
    });
  });

  test('is cut where it is long', () => {
    const long = 'b, '.repeat(300);
    const text = `{"a": "${long}", "c" 1, "d": "${long}", "f": 2}`;
    const { excerpt } = validated(text).problems[0] ?? { excerpt: { text: '', caret: 0 } };
    expect(excerpt.text.length).toBeLessThan(120);
    expect(excerpt.text.startsWith('…') && excerpt.text.endsWith('…')).toBe(true);
    expect(excerpt.text.slice(0, excerpt.caret)).toMatch(/"c"$/);
  });
});

test.each([
  ['lists', '['.repeat(200_000) + ']'.repeat(200_000), 101],
  ['objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 501],
  ['lists of objects', `${'[{"a": '.repeat(60)}1${'}]'.repeat(60)}`, 351],
  ['lists behind what is broken', `{"a" 1, "b": ${'['.repeat(150)}${']'.repeat(150)}}`, 113],
])('what is nested too deep is told as that, and nothing of it is called wrong: %s', (_, text, column) => {
  const told = validated(text).problems.filter(({ rule }) => rule !== 'json:missing-colon');
  expect(told.map((problem) => [problem.rule, problem.column])).toEqual([['json:too-deep', column]]);
});

test('two hundred problems are told, the others counted', () => {
  const text = `{"Arguments": {${Array.from({ length: 500 }, (_, index) => `"k${index}": ${index}`).join(', ')}}}`;
  const { problems, notShown } = validated(text);
  expect([problems.length, notShown]).toEqual([200, 301]);
});

test('eight megabytes are checked in a moment', () => {
  const text = `{"SchemaVersion": "1.0", "Actions": [${'{"Type":"Hangup"},'.repeat(440_000)}{}]}`;
  const check = () => expect(validated(text).problems.map(({ rule }) => rule)).toContain('too-many-actions');
  expect(cpuMsOf(check)).toBeLessThan(4_000);
});
