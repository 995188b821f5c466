import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.js';
import { veil } from '../../src/core/veil.js';
import { TOKEN } from './samples.js';

const SECRETS = [new Secret(TOKEN)];

describe('a veiled value', () => {
  it.each<[string, unknown, unknown]>([
    ['the whole of it', `a ${TOKEN} b`, 'a *** b'],
    ['a stretch of it', `a${TOKEN.slice(5, 21)}b`, 'a***b'],
    ['too little to find it by', TOKEN.slice(5, 20), TOKEN.slice(5, 20)],
    ['two parts that touch', `${TOKEN.slice(0, 20)}${TOKEN.slice(3, 30)}`, '******'],
    ['lists and objects', { a: [{ b: TOKEN }], c: 1, d: null }, { a: [{ b: '***' }], c: 1, d: null }],
  ])('hides %s', (_, value, veiled) => expect(veil(value, SECRETS)).toEqual(veiled));

  it('hides it in what readers of text make, which has no prototype', () => {
    expect(veil(Object.assign(Object.create(null), { a: TOKEN }), SECRETS)).toEqual({ a: '***' });
  });
});
