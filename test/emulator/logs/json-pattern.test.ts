import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilterPattern } from '../../../src/emulator/logs/filter-pattern.js';

const word = fc.stringMatching(/^[ab_1]{1,3}$/);

describe('a selector', () => {
  const document = fc.record({
    n: fc.integer({ min: -3, max: 3 }),
    s: word,
    on: fc.boolean(),
    list: fc.array(fc.nat(3)),
  });
  const holds = (pattern: string, value: object) => compileFilterPattern(pattern)(JSON.stringify(value));

  it.each<[string, (one: number, other: number) => boolean]>([
    ['=', (one, other) => one === other],
    ['!=', (one, other) => one !== other],
    ['>', (one, other) => one > other],
    ['<', (one, other) => one < other],
    ['>=', (one, other) => one >= other],
    ['<=', (one, other) => one <= other],
  ])('compares numbers by %s', (operator, compare) => {
    fc.assert(
      fc.property(document, fc.integer({ min: -3, max: 3 }), (value, wanted) => {
        expect(holds(`{ $.n ${operator} ${wanted} }`, value)).toBe(compare(value.n, wanted));
      }),
    );
  });

  it('of and and or is what the two sides are, && before ||', () => {
    fc.assert(
      fc.property(document, word, fc.integer({ min: -3, max: 3 }), (value, text, n) => {
        const [a, b, c] = [value.on, value.s === text, value.n > n];
        const pattern = `{ $.on IS TRUE || $.s = "${text}" && $.n > ${n} }`;
        expect(holds(pattern, value)).toBe(a || (b && c));
        const grouped = `{ ($.on IS TRUE || $.s = "${text}") && $.n > ${n} }`;
        expect(holds(grouped, value)).toBe((a || b) && c);
      }),
    );
  });

  it('of a place in a list is what stands there, and does not exist beyond its end', () => {
    fc.assert(
      fc.property(document, fc.nat(4), (value, at) => {
        expect(holds(`{ $.list[${at}] NOT EXISTS }`, value)).toBe(at >= value.list.length);
        expect(holds(`{ $.list[${at}] >= 0 }`, value)).toBe(at < value.list.length);
      }),
    );
  });

  it('sees nothing that is not the document’s own', () => {
    expect(holds('{ $.toString NOT EXISTS }', {})).toBe(true);
    expect(holds('{ $.__proto__ NOT EXISTS }', {})).toBe(true);
  });

  it.each([
    ['{ $.s = 3 }', { s: '3' }, false],
    ['{ $.s = "3" }', { s: 3 }, true],
    ['{ $.n > "2" }', { n: 3 }, false],
    ['{ $.n > 2 }', { n: '3' }, false],
    ['{ $.a.b.c = 1 }', { a: { b: { c: 1 } } }, true],
    ['{ $.a.b = 1 }', { a: 1 }, false],
    ["{ $['odd key'] = 1 }", { 'odd key': 1 }, true],
    ['{ $.a IS NULL }', { a: 0 }, false],
    ['{ $.n = 1e2 }', { n: 100 }, true],
  ])('%s on %j: %s', (pattern, value, expected) => {
    expect(holds(pattern, value)).toBe(expected);
  });
});
