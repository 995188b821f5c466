import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledPattern, compileFilterPattern } from '../../../src/emulator/logs/filter-pattern.js';
import { refused } from './store.js';

const word = fc.stringMatching(/^[ab_1]{1,3}$/);
const message = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));

describe('terms', () => {
  it('all must be there, and none of those with a minus', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.array(word, { maxLength: 2 }),
        message,
        (...of) => {
          const [all, none, text] = of;
          const pattern = [...all, ...none.map((each) => `-${each}`)].join(' ');
          const expected = all.every((each) => text.includes(each)) && !none.some((each) => text.includes(each));
          expect(compileFilterPattern(pattern)(text)).toBe(expected);
        },
      ),
    );
  });

  it('with a question mark, one of them is enough', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), message, (any, text) => {
        const pattern = any.map((each) => `?${each}`).join(' ');
        expect(compileFilterPattern(pattern)(text)).toBe(any.some((each) => text.includes(each)));
      }),
    );
  });

  it('with a question mark mean nothing beside others', () => {
    fc.assert(
      fc.property(word, word, message, (plain, optional, text) => {
        expect(compileFilterPattern(`?${optional} ${plain}`)(text)).toBe(text.includes(plain));
      }),
    );
  });

  it('in quotation marks are the text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (text, around) => {
        const quoted = `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
        expect(compileFilterPattern(quoted)(`${around}${text}${around}`)).toBe(true);
      }),
    );
  });

  it('of blanks only match everything', () => {
    expect(compileFilterPattern('  \t ')('')).toBe(true);
  });
});

it('any text is a pattern or is refused as InvalidParameterException, and a pattern never throws on a message', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'{}[]()$.=!<>&|%"?-* ab1,') }));
  fc.assert(
    fc.property(text, fc.oneof(fc.string(), fc.json()), (pattern, found) => {
      try {
        compiledPattern(pattern)(found);
      } catch {
        expect(refused(() => compiledPattern(pattern))).toBe('InvalidParameterException');
      }
    }),
    { numRuns: 500 },
  );
});
