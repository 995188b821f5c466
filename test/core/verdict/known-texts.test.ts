/** Texts that a run sent: known in clear, or by their digest alone. */
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.js';
import {
  argumentsInClear,
  byDigest,
  digested,
  foundIn,
  inClear,
  secretInClear,
} from '../../../src/core/verdict/sent-text.js';

/** A digest that is poor enough for different texts to share it. */
const first = (text: string) => text.slice(0, 1);
const known = byDigest({ digest: 's', length: 6 }, first);

describe('a text known by its digest', () => {
  it.each<[unknown, boolean]>([
    ['secret', true],
    ['sacred', true],
    ['secrets', false],
    ['public', false],
    [['s', 'e', 'c', 'r', 'e', 't'], false],
    [null, false],
  ])('%o: %s', (text, is) => expect(known.is(text)).toBe(is));

  it('has its length, and no clear text', () => expect(known).toMatchObject({ length: 6, clear: null }));

  it('cannot be digested again', () => expect(() => digested(known, first)).toThrow('not known any more'));
});

it('a text in clear is itself alone, and is kept by its digest and length', () => {
  const sent = secretInClear(new Secret('secret'));
  expect([sent.is('secret'), sent.is('sacred'), sent.clear, sent.length]).toEqual([true, false, 'secret', 6]);
  expect(digested(sent, first)).toEqual({ digest: 's', length: 6 });
});

it("an argument is this run's alone, where it holds one of its marks", () => {
  const sent = argumentsInClear({ both: 'run-1 of meeting', note: 'for run-1', plain: 'join' }, ['run-1', 'other']);
  expect(Object.entries(sent).map(([key, { clear, unique }]) => [key, clear, unique])).toEqual([
    ['both', 'run-1 of meeting', true],
    ['note', 'for run-1', true],
    ['plain', 'join', false],
  ]);
});

describe('a text is found within another', () => {
  const sent = inClear('secret');
  it.each<[string, string | null]>([
    ['secret', 'secret'],
    ['secret, and more', 'secret'],
    ['the secret', 'secret'],
    ['a secret word', 'secret'],
    ['sssecret', 'secret'],
    ['secre', null],
    ['', null],
    ['the sacred word', null],
  ])('in %o: %o', (text, found) => expect(foundIn(text, sent)).toBe(found));

  it('by its digest too, as it stands there', () => {
    expect(foundIn('the sacred word', known)).toBe('sacred');
    expect(foundIn('a public word', known)).toBeNull();
  });
});
