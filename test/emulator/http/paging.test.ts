import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pageToken, placeIn } from '../../../src/emulator/http/paging.js';
import { Refusal } from '../../../src/emulator/http/refusal.js';

const refusedAs = (token: string, service: 'meetings' | 'voice' | 'logs') => {
  try {
    placeIn(token, 'listing', service);
  } catch (error) {
    return error instanceof Refusal ? error.code : 'another error';
  }
  return 'taken';
};

it('a token gives back its place to its own listing, whatever both hold', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (listing, place) => {
      const token = pageToken(listing, place);
      expect(token).toMatch(/^[\w-]*$/);
      expect(placeIn(token, listing, 'logs')).toBe(place);
    }),
  );
});

it('the token of another listing is refused', () => {
  expect(refusedAs(pageToken('other', '5'), 'meetings')).toBe('BadRequestException');
});

it('any other text is refused in the word of the service', () => {
  const [numbered, single] = [JSON.stringify(['listing', 5]), JSON.stringify('listing')];
  for (const text of [numbered, single, '{}', 'null', '']) {
    const token = Buffer.from(text).toString('base64url');
    expect(refusedAs(token, 'voice')).toBe('BadRequestException');
    expect(refusedAs(token, 'logs')).toBe('InvalidParameterException');
  }
  fc.assert(
    fc.property(fc.string(), (token) => {
      expect(refusedAs(token, 'logs')).not.toBe('another error');
    }),
  );
});
