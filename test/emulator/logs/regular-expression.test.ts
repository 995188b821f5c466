import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegularExpression, limitExpressions } from '../../../src/emulator/logs/regular-expression.js';

describe('a regular expression of a filter pattern', () => {
  it.each(['a', '^a.*b$', '[A-Z]+', 'a{2,3}', '\\d\\D\\s\\S\\w\\W', '\\.', '\\x41', 'a|b', '\\%'])(
    'may be %s',
    (text) => {
      expect(compileRegularExpression(text)).toBeInstanceOf(RegExp);
    },
  );

  it.each(['', '(a)', 'a b', '!', '"', '<', '\\b', '\\1', '\\u0041', '\\x4', 'ü', '\\', '*a', '[b-a]'])(
    'cannot be %j',
    (text) => {
      expect(() => compileRegularExpression(text)).toThrow('Invalid regular expression in filter pattern');
    },
  );

  it.each([':', '_', '#', '=', '@', ';', ',', '%'])('means %s itself by an escaped one', (sign) => {
    const expression = compileRegularExpression(`^\\${sign}$`);
    expect(expression.test(sign)).toBe(true);
    expect(expression.test(`\\${sign}`)).toBe(false);
  });

  it('keeps no place between two messages', () => {
    const expression = compileRegularExpression('a');
    expect([expression.test('a'), expression.test('a')]).toEqual([true, true]);
  });

  it('is compiled or refused in one way, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab\\d.*+?[]{}|^$%()-x4') }), (text) => {
        let compiled: RegExp | undefined;
        try {
          compiled = compileRegularExpression(text);
        } catch (error) {
          expect((error as Error).message).toBe('Invalid regular expression in filter pattern');
        }
        compiled?.test('ab4');
        expect(compiled === undefined || !/[()]/.test(text)).toBe(true);
      }),
    );
  });
});

it('two expressions are allowed, and not three', () => {
  expect(() => limitExpressions(2)).not.toThrow();
  expect(() => limitExpressions(3)).toThrow('A filter pattern has at most 2 regular expressions');
});
