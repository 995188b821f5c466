import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskNamed } from '../../src/core/named-secrets.js';

const tokenOf = (attendee: string, secret: string) => btoa(`${attendee}:${secret}`).replaceAll('=', '');
const TOKEN = tokenOf('52cbaba1-add9-42a3-8a15-8dd7ff67dea3', '36e70cb9-18fd-4c9c-9d4b-53f343b807b5');

it.each([
  ['in a sentence', `cannot join with ${TOKEN}, that is all`, 'cannot join with ***, that is all'],
  ['behind a word', `failed:${TOKEN}`, 'failed:***'],
  ['right behind letters', `tried=${TOKEN}`, 'tried=***'],
  ['glued to letters', `X${TOKEN} went wrong`, 'X*** went wrong'],
  ['with its padding', `join ${TOKEN}==`, 'join ***'],
  ['cut in its secret half', `join ${TOKEN.slice(0, 70)}`, 'join ***'],
  ['decoded', `seat ${atob(TOKEN)}.`, 'seat 52cbaba1-add9-42a3-8a15-8dd7ff67dea3:***.'],
])('a join token that nothing marks as one is masked: %s', (_, text, shown) => {
  expect(maskNamed(text)).toBe(shown);
});

it.each([
  'arn:aws:lambda:us-east-1:111122223333:function:join-caller-into-the-meeting-of-the-day',
  'request 52cbaba1-add9-42a3-8a15-8dd7ff67dea3 of call 36e70cb9-18fd-4c9c-9d4b-53f343b807b5',
  'aGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsb25nIGVub3VnaCB0ZXh0IG9mIGJhc2U2NA',
])('what has another form stays: %s', (text) => {
  expect(maskNamed(text)).toBe(text);
});

it('whatever stands around it, no stretch of its secret half is left', () => {
  const around = fc.string({ maxLength: 40 });
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), around, around, (attendee, secret, before, after) => {
      const token = tokenOf(attendee, secret);
      const shown = maskNamed(`${before}${token} ${after}`);
      expect(shown).not.toContain(token.slice(50, 66));
      expect(shown).not.toContain(token.slice(-16));
    }),
  );
});

it('a long text without a token takes no time to speak of', () => {
  for (const text of ['A'.repeat(500_000), 'AbC9-'.repeat(100_000), '52cbaba1-'.repeat(50_000)]) {
    expect(maskNamed(text)).toBe(text);
  }
});
