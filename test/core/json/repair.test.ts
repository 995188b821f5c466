import { describe, expect, test } from 'vitest';
import { Lines } from '../../../src/core/json/place.js';
import { repairJson } from '../../../src/core/json/repair.js';
import { cpuMsOf } from '../cpu-time.js';

/** `line:column cause`, with a question mark where nobody can be certain. */
function told(text: string): string[] {
  const lines = new Lines(text);
  return repairJson(text).slips.map(({ at, cause, certain }) => {
    const { line, column } = lines.placeOf(at);
    return `${line}:${column} ${cause}${certain ? '' : '?'}`;
  });
}

describe('the usual causes are named, located and repaired', () => {
  test.each<[string, string, string[], unknown]>([
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', ['2:9 missing-comma'], { a: 1, b: 2 }],
    ['a missing comma in a list', '[{} {}, "a" "b"]', ['1:4 missing-comma', '1:12 missing-comma'], [{}, {}, 'a', 'b']],
    ['a trailing comma', '{"a": [1, 2,],}', ['1:12 extra-comma', '1:14 extra-comma'], { a: [1, 2] }],
    ['a doubled comma', '[1,, 2]', ['1:4 extra-comma'], [1, 2]],
    ['a comma after all', '{"a": 1},', ['1:9 extra-comma'], { a: 1 }],
    [
      'comments',
      '{"a": 1, // one\n# two\n"b": /* three */ 2}',
      ['1:10 comment', '2:1 comment', '3:6 comment'],
      { a: 1, b: 2 },
    ],
    [
      'what looks like a comment in a text',
      '{"a": "http://b" "c": "#"}',
      ['1:17 missing-comma'],
      { a: 'http://b', c: '#' },
    ],
    ['dots', '{"a": {...}, "b": [1, …]}', ['1:8 left-out', '1:21 extra-comma', '1:23 left-out'], { a: {}, b: [1] }],
    ['a placeholder', '{"a": ###, "b": INTEGER}', ['1:7 placeholder', '1:17 placeholder'], { a: '###', b: 'INTEGER' }],
    ['an extra brace', '{"a": {"b": 1}}}', ['1:16 extra-bracket'], { a: { b: 1 } }],
    ['a missing brace at the end', '{"a": {"b": 1}', ['1:15 missing-bracket'], { a: { b: 1 } }],
    ['a missing opening brace', '[1, "b": 2}]', ['1:5 missing-bracket'], [1, { b: 2 }]],
    ['a wrong bracket', '{"a": [1, 2}, "b": 3}', ['1:12 extra-bracket'], { a: [1, 2], b: 3 }],
    ['no braces around it', '"a": {"b": 1},', ['1:1 no-outer-braces', '1:14 extra-comma'], { a: { b: 1 } }],
    ['no first brace', '"a": {"b": 1}\n}', ['1:1 no-outer-braces'], { a: { b: 1 } }],
    ['a doubled quotation mark', '{\n  ""a": "b"\n}', ['2:3 extra-quote'], { a: 'b' }],
    ['a missing opening one', '{\n  "a": LEG-B",\n  "c": 1\n}', ['2:8 missing-quote'], { a: 'LEG-B', c: 1 }],
    ['a missing closing one', '{\n  "a": "LEG-B,\n  "c": 1\n}', ['2:14 missing-quote'], { a: 'LEG-B', c: 1 }],
    ['a name that lacks one', '{"a: "b", "c": 1}', ['1:4 missing-quote'], { a: 'b', c: 1 }],
    ['typographic quotation marks', '{“a”: "“b”"}', ['1:2 smart-quotes'], { a: '“b”' }],
    ['mixed quotation marks', '{\n"a”: “b”\n}', ['2:3 smart-quotes'], { a: 'b' }],
    ['single quotation marks', "{'a': 'say \"b\"'}", ['1:2 single-quotes', '1:7 single-quotes'], { a: 'say "b"' }],
    [
      'the repr of Python',
      "{'a': True, 'b': None}",
      ['1:2 single-quotes', '1:7 python-word', '1:13 single-quotes', '1:18 python-word'],
      { a: true, b: null },
    ],
    ['names without quotation marks', '{a: 1, b_c: 2}', ['1:2 unquoted-name', '1:8 unquoted-name'], { a: 1, b_c: 2 }],
    [
      'an id without them',
      '{"a": 9ff01357-23c5-4611-9dd3-f05f9d654faa}',
      ['1:7 unquoted-text'],
      { a: '9ff01357-23c5-4611-9dd3-f05f9d654faa' },
    ],
    ['a telephone number', '{"a": +12065551212}', ['1:7 unquoted-text'], { a: '+12065551212' }],
    ['a missing colon', '{"a" {"b": 1}}', ['1:5 missing-colon'], { a: { b: 1 } }],
    ['an equals sign', '{"a" = 1}', ['1:6 wrong-colon'], { a: 1 }],
    ['a byte order mark', '\ufeff{"a": 1}', ['1:1 byte-order-mark'], { a: 1 }],
    ['other spaces', '{\u00a0"a":\u200b1}', ['1:2 odd-space', '1:7 odd-space'], { a: 1 }],
    ['a tab in a text', '{"a": "b\tc"}', ['1:9 control-character'], { a: 'b\tc' }],
    ['a regular expression', '{"a": "^\\d{2}#$"}', ['1:9 wrong-escape'], { a: '^\\d{2}#$' }],
    ['line numbers', '  1  {\n  2    "a": 1,\n  3    "b": [\n  4    2]}', ['1:1 line-numbers'], { a: 1, b: [2] }],
    ['a code block', '```json\n{"a": 1}\n```\n', ['1:1 code-fence'], { a: 1 }],
    [
      'several of them',
      '{\n  "a": 1 // one\n  b: [1,],\n}}',
      [
        '2:9 missing-comma',
        '2:10 comment',
        '3:3 unquoted-name',
        '3:8 extra-comma',
        '3:10 extra-comma',
        '4:2 extra-bracket',
      ],
      { a: 1, b: [1] },
    ],
  ])('%s', (_, text, slips, meant) => {
    expect(told(text)).toEqual(slips);
    const { certain, text: repaired } = repairJson(text);
    expect(certain).toBe(true);
    expect(JSON.parse(repaired as string)).toEqual(meant);
  });
});

describe('what cannot be known is located, and not guessed', () => {
  test.each<[string, string, string[]]>([
    ['a document that was cut off', '{"a": {"b": [1,', ['1:16 truncated?']],
    ['a second document', '{"a": 1}\n{"b": 2}', ['2:1 second-document?']],
    ['source code around it', 'const a = {"b": 1};', ['1:1 text-around?', '1:19 text-around']],
    ['NaN', '{"a": NaN}', ['1:7 not-in-json?']],
    ['undefined', '{"a": undefined}', ['1:7 not-in-json?']],
    ['a number that is none', '{"a": 01, "b": .5}', ['1:7 wrong-number?', '1:16 wrong-number?']],
    ['a variable', '{"JoinToken": joinToken}', ['1:15 unquoted-text?']],
    ['an apostrophe', "{'a': 'it's'}", ['1:7 single-quotes?', '1:2 single-quotes']],
    ['a missing value', '{"a": , "b": 1}', ['1:7 missing-value?']],
    ['two values run together', '[truefalse]', ['1:2 unknown-word?']],
    ['a brace whose place nobody knows', '[{"a":{"b":{"c":1},"d":2}]', ['1:19 missing-bracket?']],
    ['a comma or a text', '["a,"b"]', ['1:7 unclosed-text?']],
    ['one object or two', '[{"a": 1}, "b": 2}]', ['1:9 extra-bracket?']],
    ['a name alone', '{"a"}', ['1:5 missing-colon?']],
    ['an unfinished escape', '{"a": "\\u12"}', ['1:8 wrong-escape?']],
    ['nothing', '   ', ['1:1 truncated?']],
  ])('%s', (_, text, slips) => {
    expect(told(text)).toEqual(expect.arrayContaining(slips));
    expect(repairJson(text).certain).toBe(false);
  });
});

test('a bracket is found by the indentation where the grammar leaves several places', () => {
  const text = '{\n  "a": {\n    "b": {\n      "c": 1,\n    "d": 2\n  }\n}\n';
  expect(told(text)).toEqual(['4:13 missing-bracket']);
  expect(JSON.parse(repairJson(text).text as string)).toEqual({ a: { b: { c: 1 }, d: 2 } });
});

test.each<[string, string]>([
  ['braces', '{'.repeat(5_000_000)],
  ['numbers without commas', `[${'1 '.repeat(2_000_000)}`],
  ['quotation marks', '"'.repeat(5_000_000)],
  ['apostrophes', "'".repeat(5_000_000)],
  ['typographic ones', '“'.repeat(2_500_000)],
  ['unfinished comments', '/*'.repeat(2_500_000)],
  ['broken lines', '"a\n'.repeat(1_500_000)],
  ['odd spaces', '\u00a0 '.repeat(2_500_000)],
  ['documents', '{"a":1}'.repeat(700_000)],
  ['brackets to be balanced', '{"a":'.repeat(90) + '}\n'.repeat(200_000)],
  ['lines to be tried', `[${'"a "b", '.repeat(480)}\n`.repeat(1_000)],
  ['numbered lines', '1 {\n2 "a\n3 \n'.repeat(400_000)],
])('five megabytes of %s take no time', (_, text) => {
  expect(cpuMsOf(() => expect(repairJson(text).certain).toBe(false))).toBeLessThan(3_000);
});
