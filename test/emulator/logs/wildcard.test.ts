import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wildcard } from '../../../src/emulator/logs/wildcard.js';

/** `*` as a regular expression has it. */
const naive = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((piece) => piece.replaceAll(/[^a-z0-9]/g, '\\$&'))
      .join('.*')}$`,
    's',
  ).test(text);

describe('a wildcard', () => {
  it('is what a regular expression makes of its stars', () => {
    const pattern = fc.stringMatching(/^[ab*]{0,8}$/);
    const text = fc.stringMatching(/^[ab]{0,8}$/);
    fc.assert(
      fc.property(pattern, text, (wanted, found) => {
        expect(wildcard(wanted, found)).toBe(naive(wanted, found));
      }),
    );
  });

  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*.com', 'example.com', true],
    ['a.c', 'abc', false],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(wildcard(pattern, text)).toBe(expected);
  });
});
