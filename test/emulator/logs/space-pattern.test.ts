import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilterPattern } from '../../../src/emulator/logs/filter-pattern.js';

const word = fc.stringMatching(/^[ab_1]{1,3}$/);

describe('fields in brackets', () => {
  it('match by their places where the message has as many', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), fc.nat(4), word, (words, at, wanted) => {
        const place = at % words.length;
        const fields = words.map((_, index) => (index === place ? `f${index} = ${wanted}` : `f${index}`));
        expect(compileFilterPattern(`[${fields.join(', ')}]`)(words.join(' '))).toBe(words[place] === wanted);
      }),
    );
  });

  it('after an ellipsis are counted from the end', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), word, (words, wanted) => {
        const last = words.at(-1) === wanted;
        expect(compileFilterPattern(`[..., last = ${wanted}]`)(words.join(' '))).toBe(last);
        expect(compileFilterPattern(`[first = ${wanted}, ...]`)(words.join(' '))).toBe(words[0] === wanted);
      }),
    );
  });

  it('never match a message with fewer of them', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const fields = Array.from({ length: words.length + 1 }, (_, index) => `f${index}`);
        expect(compileFilterPattern(`[${fields.join(', ')}]`)(words.join(' '))).toBe(false);
      }),
    );
  });

  it.each([
    ['[a = "x y", b]', '"x y" z', true],
    ['[a = "x y", b]', '[x y] z', true],
    ['[a = "say \\"x\\"", b]', 'say "x"', false],
    ['[a != x, b != y]', 'z y', false],
    ['[a >= 5, b < 2.5]', '5 2.49', true],
    ['[a = ",", b]', ', x', true],
    ['[a = x || a = y && b = 1, c]', 'x', false],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(compileFilterPattern(pattern)(text)).toBe(expected);
  });

  it('take no more than two expressions', () => {
    expect(() => compileFilterPattern('[a = %x%, b = %y%]')).not.toThrow();
    expect(() => compileFilterPattern('[a = %x%, b = %y%, c = %z%]')).toThrow('at most 2');
  });
});
