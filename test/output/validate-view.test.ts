import { expect, test } from 'vitest';
import type { Problem, ValidateResult } from '../../src/core/validate/result.js';
import { PLAIN } from '../../src/output/palette.js';
import { fixedView, PROBLEMS_VIEW } from '../../src/output/views/validate.js';
import { caretLines } from '../../src/output/views/validate-excerpt.js';

test.each<[string, string, number, number]>([
  ['plain letters', 'abc', 2, 2],
  ['a tab, which takes two columns here', '\tabc', 2, 3],
  ['wide letters', '会議 a', 3, 5],
  ['an emoji', '📞 a', 3, 3],
  ['an accent of its own', 'e\u0301 a', 3, 2],
  ['what is not seen, and is shown', '\u200ba', 1, 8],
  ['an escape sequence', '\u001b[2Ja', 4, 9],
])('the caret stands under its place behind %s', (_, text, caret, column) => {
  const [line, under] = caretLines({ text, caret });
  expect(under).toBe(`${' '.repeat(column)}^`);
  for (const unseen of ['\t', '\u001b', '\u200b']) expect(line).not.toContain(unseen);
});

const problem: Problem = {
  path: '$.Actions[0]\u001b',
  line: 3,
  column: 4,
  rule: 'value',
  message: 'a\u001b[2J message',
  limit: 'a GUID',
  source: 'https://docs.aws.amazon.com/x.html',
  certainty: 'documented',
  severity: 'error',
  repaired: false,
  excerpt: { text: '  "a\u202e"', caret: 2 },
};
const result: ValidateResult = {
  kind: 'event',
  valid: false,
  problems: [problem],
  notShown: 3,
  notes: ['a note'],
  fixed: null,
};
const outcome = { result, failure: null, warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] };

test('a problem is told with its place, its line, its limit, its source and how sure it is', () => {
  const text = PROBLEMS_VIEW.text(outcome, PLAIN);
  expect(text).toBe(
    [
      'error 3:4 $.Actions[0]\\u{1b} a\\u{1b}[2J message',
      '  |   "a\\u{202e}"',
      '  |   ^',
      '  allowed: a GUID; documented by AWS; https://docs.aws.amazon.com/x.html',
      '3 more problems are not shown.',
      'a note',
      'this is an event: 4 problems',
      '',
    ].join('\n'),
  );
});

test('the repaired document is written as it is, and harmless on a terminal', () => {
  const fixed = { ...outcome, result: { ...result, fixed: '{"a": "\u009b2J"}\n' } };
  expect(fixedView(false).text(fixed, PLAIN)).toBe('{"a": "\u009b2J"}\n');
  expect(fixedView(true).text(fixed, PLAIN)).toBe('{"a": "\\u009b2J"}\n');
  expect(fixedView(false).text(outcome, PLAIN)).toBe('');
});
