import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { syntaxErrorAt } from '../../../src/core/json/syntax.js';
import { parseJson } from '../../../src/input/json-text.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('what is JSON and what is not is agreed with the engine', () => {
  test('on documents', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(0, 2, '\t'), (json, indent) => {
        expect(syntaxErrorAt(JSON.stringify(JSON.parse(json), null, indent))).toBe(null);
      }),
    );
  });

  test('on documents that were tampered with', () => {
    const scrap = fc.constantFrom('', '"', '\\', ',', ':', '{', '}', '[', ']', '0', '-', '.', 'e', '\u0001', '\n', 'é');
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), fc.nat(3), scrap, (json, at, length, instead) => {
        const start = at % (json.length + 1);
        const text = json.slice(0, start) + instead + json.slice(start + length);
        expect(syntaxErrorAt(text) === null).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    '',
    ' ',
    'nul',
    '01',
    '-',
    '1.',
    '"\\x"',
    '"\\u12"',
    '"\t"',
    '"\u007f\u2028\ud800"',
    '{,}',
    '[1,]',
    '1 2',
  ])('on %j', (text) => expect(syntaxErrorAt(text) === null).toBe(isJson(text)));
});

test.each([
  ['{\n  "JoinToken": "secret"\n  "MeetingId": 1\n}', 'line 3, column 3: expected , or }'],
  ['{"a" 1}', 'line 1, column 6: expected :'],
  ['{"a": 1, }', 'line 1, column 10: expected a name in quotation marks'],
  ['[1, secret]', 'line 1, column 5: expected a value'],
  ['{"a": 1} secret', 'line 1, column 10: expected nothing more'],
  ['{"a": [1', 'line 1, column 9: it ends too early'],
])('%j is located, and not repeated', (text, place) => {
  const parse = () => parseJson('attendee', text);
  expect(parse).toThrow(place);
  expect(parse).not.toThrow(/secret/);
});

test('a document of many megabytes, or of nothing but brackets, costs no stack', () => {
  expect(syntaxErrorAt(`"${'x'.repeat(7_000_000)}"`)).toBe(null);
  expect(syntaxErrorAt(`"${'\\n'.repeat(3_000_000)}"`)).toBe(null);
  expect(syntaxErrorAt('[{"a":'.repeat(1_000_000))?.what).toMatch(/deep/);
});
