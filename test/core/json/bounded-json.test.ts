import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedJson, JsonMeter } from '../../../src/core/json/bounded-json.js';

const BOUNDS = { length: 1_000, depth: 4, members: 10 };

describe('JSON of somebody else', () => {
  it.each([
    ['{"a":[1,{"b":"{[,"}]}', { value: { a: [1, { b: '{[,' }] } }],
    ['[[[[]]]]', { value: [[[[]]]] }],
    ['[[[[[]]]]]', { problem: 'it is nested too deep' }],
    ['[{"a":[{"b":{}}]}]', { problem: 'it is nested too deep' }],
    ['[1,2,3,4,5,6,7,8,9,10]', { value: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }],
    ['[1,2,3,4,5,6,7,8,9,10,11]', { problem: 'it has too many members' }],
    [`"${'x'.repeat(999)}"`, { problem: 'it is too long' }],
    ['"\\"[[[[[[[["', { value: '"[[[[[[[[' }],
    ['"\\\\",[[[[[', { problem: 'it is nested too deep' }],
    ['{"a"', { problem: 'it is no JSON' }],
    ['', { problem: 'it is no JSON' }],
  ])('%s is read as %o', (text, read) => expect(boundedJson(text, BOUNDS)).toEqual(read));

  it('is refused before anything is built of it, however deep or wide it is', () => {
    for (const text of ['['.repeat(8_000_000), '{"a":'.repeat(1_000_000), `[${'1,'.repeat(4_000_000)}1]`]) {
      expect(boundedJson(text)).toHaveProperty('problem');
    }
  });

  it('is measured the same in parts as in one, as bytes as in text', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.nat(), (text, cut) => {
        const at = cut % (text.length + 1);
        const inParts = new JsonMeter(BOUNDS);
        const first = inParts.take(text.slice(0, at)) ?? inParts.take(text.slice(at));
        const whole = new JsonMeter({ ...BOUNDS, length: 1e9 }).take(text);
        const bytes = new JsonMeter({ ...BOUNDS, length: 1e9 }).take(new TextEncoder().encode(text));
        expect(bytes).toBe(whole);
        if (first !== 'it is too long') expect(first).toBe(whole);
      }),
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('has %s for a member like any other', (key) => {
    const read = boundedJson(`{"${key}":{"polluted":true},"a":1}`);
    const { value } = read as { value: Record<string, unknown> };
    expect(Object.keys(value)).toEqual([key, 'a']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in { ...value }).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
