import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../../src/core/facts/json-object.js';
import { integer, list, oneOf, structure, text, textMap, truth } from '../../../src/emulator/http/shape.js';

const says = (at: string, what: string) => `Value at '${at}' failed to satisfy constraint: Member must ${what}`;

describe('a text', () => {
  const shape = text({ min: 2, max: 3, pattern: /^[a-z]*$/ });
  it.each<[unknown, string | undefined]>([
    ['ab', undefined],
    ['abc', undefined],
    ['a', 'have length greater than or equal to 2'],
    ['abcd', 'have length less than or equal to 3'],
    ['A1', 'satisfy regular expression pattern: ^[a-z]*$'],
    [5, 'be a string'],
    [null, 'be a string'],
    [['ab'], 'be a string'],
  ])('%j: %s', (value, problem) => {
    expect(shape.problem(value, 'here')).toBe(problem && says('here', problem));
  });

  it('is never repeated in what is said of it: it may be a secret', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{4,}$/), (secret) => {
        expect(shape.problem(secret, 'here')).not.toContain(secret);
      }),
    );
  });
});

describe('a number', () => {
  it.each<[unknown, string | undefined]>([
    [1, undefined],
    [3, undefined],
    [0, 'have value greater than or equal to 1'],
    [4, 'have value less than or equal to 3'],
    [1.5, 'be an integer'],
    ['1', 'be an integer'],
    [Number.NaN, 'be an integer'],
    [2 ** 53, 'be an integer'],
  ])('%j: %s', (value, problem) => {
    expect(integer({ min: 1, max: 3 }).problem(value, 'n')).toBe(problem && says('n', problem));
  });

  it('without limits may be below zero', () => {
    expect(integer().problem(-5, 'n')).toBeUndefined();
  });
});

describe('one of several words', () => {
  it('is one of them, in their case', () => {
    const shape = oneOf('HD', 'FHD');
    expect(shape.problem('HD', 'a')).toBeUndefined();
    for (const value of ['hd', '', 5, undefined]) {
      expect(shape.problem(value, 'a')).toBe(says('a', 'satisfy enum value set: [HD, FHD]'));
    }
  });
});

describe('a truth', () => {
  it('is true or false, and no text or number', () => {
    expect([true, false].map((value) => truth.problem(value, 'a'))).toEqual([undefined, undefined]);
    for (const value of ['true', 1, null]) expect(truth.problem(value, 'a')).toBe(says('a', 'be a boolean'));
  });
});

describe('a list', () => {
  const shape = list(text({ max: 1 }), { min: 1, max: 2 });
  it.each<[unknown, string | undefined]>([
    [['a', 'b'], undefined],
    [[], says('all', 'have length greater than or equal to 1')],
    [['a', 'b', 'c'], says('all', 'have length less than or equal to 2')],
    [{ 0: 'a', length: 1 }, says('all', 'be a list')],
    [['a', 'bb'], says('all.2.member', 'have length less than or equal to 1')],
    [[null], says('all.1.member', 'be a string')],
  ])('%j: %s', (value, problem) => {
    expect(shape.problem(value, 'all')).toBe(problem);
  });
});

describe('a map of texts', () => {
  const shape = textMap({ min: 1, max: 2 });
  it.each<[unknown, string | undefined]>([
    [{ a: '' }, undefined],
    [{}, 'have length greater than or equal to 1'],
    [{ a: '', b: '', c: '' }, 'have length less than or equal to 2'],
    [{ a: 1 }, 'have string values only'],
    [{ a: null }, 'have string values only'],
    [['a'], 'be a map'],
    ['a', 'be a map'],
  ])('%j: %s', (value, problem) => {
    expect(shape.problem(value, 'm')).toBe(problem && says('m', problem));
  });
});

describe('a structure', () => {
  const shape = structure({ Id: text() }, { Tags: list(structure({ Key: text({ min: 1 }) })) });
  it.each<[unknown, string | undefined]>([
    [{ Id: 'a' }, undefined],
    [{ Id: 'a', Tags: [{ Key: 'k' }] }, undefined],
    [{ Id: 'a', Other: 5 }, undefined],
    [{ Id: 'a', Tags: null }, undefined],
    [{}, says('Id', 'not be null')],
    [{ Id: null }, says('Id', 'not be null')],
    [{ Id: 'a', Tags: [{ Key: '' }] }, says('Tags.1.member.Key', 'have length greater than or equal to 1')],
    [{ Id: 'a', Tags: [5] }, says('Tags.1.member', 'be a structure')],
    [null, says('input', 'be a structure')],
    [[], says('input', 'be a structure')],
  ])('%j: %s', (value, problem) => {
    expect(shape.problem(value, '')).toBe(problem);
  });

  it('has members of its own only: what every object inherits is not one', () => {
    const inherits = structure({ toString: text() });
    expect(inherits.problem({}, '')).toBe(says('toString', 'not be null'));
  });
});

it('an object is what JSON calls one', () => {
  expect([{}, Object.create(null)].map(isObject)).toEqual([true, true]);
  expect([null, [], 'a', 5, undefined].map(isObject)).toEqual([false, false, false, false, false]);
});
