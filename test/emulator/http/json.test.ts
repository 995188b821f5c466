import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/emulator/http/json.js';

const read = (text: string) => parseJson(Buffer.from(text));
const without = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, without(each)]])),
  );
};

describe('the JSON of a body', () => {
  it.each(['', '  \n'])('of %j is an empty object', (text) => {
    expect(read(text)).toEqual({});
  });

  it('has no members that are null, at any depth; in lists they stay', () => {
    expect(read('{"a":null,"b":{"c":null,"d":[null,{"e":null}]}}')).toEqual({ b: { d: [null, {}] } });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.jsonValue()), (value) => {
        expect(read(JSON.stringify(value))).toEqual(without(JSON.parse(JSON.stringify(value))));
      }),
    );
  });

  it.each(['{', '{"a":}', 'hello', '{} {}'])('%j is refused without being repeated', (text) => {
    expect(() => read(text)).toThrow(/^the body is not valid JSON$/);
  });

  it('that is not UTF-8 is refused', () => {
    expect(() => parseJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow('the body is not valid UTF-8');
  });

  it('may be 32 deep, and no deeper', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(() => read(nested(32))).not.toThrow();
    expect(() => read(nested(33))).toThrow('the JSON is nested deeper than 32 levels');
  });

  it('of more members than anybody needs is refused', () => {
    expect(() => read(JSON.stringify(Array.from({ length: 60_000 }, () => 1)))).toThrow('the JSON is not read');
  });
});
