import { describe, expect, it } from 'vitest';
import {
  inShape,
  listOf,
  membersOf,
  namesTo,
  number,
  oneOf,
  orNull,
  type Shape,
  taggedBy,
  text,
  textLike,
  truth,
  whole,
  within,
} from '../../../src/core/journal/shape.js';

const takes = <T>(shape: Shape<T>, values: unknown[]) => values.filter((value) => inShape(shape, value) !== null);

describe('a shape takes what has it, and nothing else', () => {
  it.each<[string, Shape<unknown>, unknown[], unknown[]]>([
    ['text', text(3), ['', 'abc'], ['abcd', 1, null, undefined, ['a'], {}, new String('a')]],
    ['text of a form', textLike(/^[a-z]{2}$/), ['ab'], ['abc', 'AB', 'ab\n', 1, null]],
    ['number', number, [0, -1, 1.5, 1e300], [Number.NaN, Number.POSITIVE_INFINITY, '1', null, true, {}]],
    ['number within bounds', within(1, 3), [1, 2.5, 3], [0, 4, Number.NaN, '2']],
    ['whole number', whole(1, 3), [1, 3], [1.5, 0, 4, '2', Number.POSITIVE_INFINITY]],
    ['truth', truth, [true], [1, 'true', null, undefined]],
    ['option', oneOf(['a', 'b']), ['a', 'b'], ['c', '', 0, null, 'toString', ['a']]],
    ['list', listOf(truth), [[], [true, false]], [[1], {}, 'ab', { length: 0 }, Array(1_001).fill(true)]],
    ['names to values', namesTo(number), [{}, { a: 1 }], [{ a: 'b' }, [1], null, 'a']],
  ])('%s', (_, shape, good, bad) => {
    expect(takes(shape, good)).toEqual(good);
    expect(takes(shape, bad)).toEqual([]);
  });

  it('null where it may be null, and only then', () => {
    expect(orNull(truth)(null)).toBeNull();
    expect(orNull(truth)(true)).toBe(true);
    expect(() => orNull(truth)(undefined)).toThrow();
    expect(inShape(truth, null)).toBeNull();
  });
});

describe('an object with members', () => {
  const shape = membersOf({ a: number, b: orNull(text()) });

  it('is read without what is not named', () => {
    expect(inShape(shape, { a: 1, b: null, c: 2 })).toEqual({ a: 1, b: null });
  });

  it('has its own members, none of its prototype', () => {
    expect(inShape(shape, Object.create({ a: 1, b: null }))).toBeNull();
    expect(inShape(membersOf({ toString: text() }), {})).toBeNull();
  });

  it.each([[[]], [null], ['a'], [1], [undefined]])('is none of %j', (value) => {
    expect(inShape(shape, value)).toBeNull();
  });

  it('is as many names as a list may have', () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`a${index}`, 1]));
    expect(inShape(namesTo(number), many)).toBeNull();
  });
});

it('an object whose tag says its shape', () => {
  const shape = taggedBy('kind', { one: membersOf({ a: number }), two: membersOf({}) });
  expect(inShape(shape, { kind: 'one', a: 1, more: 2 })).toEqual({ kind: 'one', a: 1 });
  expect(inShape(shape, { kind: 'two' })).toEqual({ kind: 'two' });
  for (const value of [{ kind: 'one' }, { kind: 'three' }, { kind: 'valueOf' }, {}, null, [], { kind: ['two'] }])
    expect(inShape(shape, value)).toBeNull();
});

it('a defect in a shape is no misshapen value', () => {
  const broken: Shape<number> = () => {
    throw new TypeError('ours');
  };
  expect(() => inShape(broken, 1)).toThrow('ours');
});
