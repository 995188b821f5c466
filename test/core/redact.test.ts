import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/core/redact.js';
import { Secret } from '../../src/core/secret.js';
import { finderOf } from '../../src/core/spellings.js';
import { TOKEN } from './samples.js';

const SECRETS = [new Secret(TOKEN)];

describe('a veiled value', () => {
  it.each<[string, unknown, unknown]>([
    ['the whole of it', `a ${TOKEN} b`, 'a *** b'],
    ['a stretch of it', `a${TOKEN.slice(5, 21)}b`, 'a***b'],
    ['too little to find it by', TOKEN.slice(5, 20), TOKEN.slice(5, 20)],
    ['two parts that touch', `${TOKEN.slice(0, 20)}${TOKEN.slice(3, 30)}`, '******'],
    ['lists and objects', { a: [{ b: TOKEN }], c: 1, d: null }, { a: [{ b: '***' }], c: 1, d: null }],
  ])('hides %s', (_, value, veiled) => expect(redact(value, SECRETS)).toEqual(veiled));

  it('hides it in what readers of text make, which has no prototype', () => {
    expect(redact(Object.assign(Object.create(null), { a: TOKEN }), SECRETS)).toEqual({ a: '***' });
  });

  it('hides the secret half of a token that was decoded, and shows the id in the other', () => {
    const id = '0188ee84-1b2c-4d3e-8f4a-5b6c7d8e9fa0';
    const half = '5c4d3e2f-6a7b-4c8d-9e0f-1a2b3c4d5e6f';
    const token = btoa(`${id}:${half}`);
    expect(redact(`not ${id}:${half}`, [new Secret(token)])).toBe(`not ${id}:***`);
    expect(redact(`not ${id}:${half}`, [new Secret(token.replace(/=+$/, ''))])).toBe(`not ${id}:***`);
  });

  it('hides what is added to the list later', () => {
    const list: Secret[] = [];
    expect(redact(TOKEN, list)).toBe(TOKEN);
    list.push(new Secret(TOKEN));
    expect(redact(TOKEN, list)).toBe('***');
  });

  it('does not take a word for a secret', () => {
    expect(redact('Error while joining meeting', [new Secret('join'), new Secret('meeting')])).toBe(
      'Error while joining meeting',
    );
  });
});

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const json = (text: string) => JSON.stringify(text).slice(1, -1);
/** As PHP, Gson and others write what needs no escape: `\/` and `\u003d`. */
const carefulJson = (text: string) =>
  text.replaceAll('/', '\\/').replace(/[=+]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const SPELLINGS: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  base64: (text) => utf8(text).toString('base64'),
  base64url: (text) => utf8(text).toString('base64url'),
  hex: (text) => utf8(text).toString('hex'),
  'hex in capitals': (text) => utf8(text).toString('hex').toUpperCase(),
  'hex in pairs': (text) => utf8(text).toString('hex').match(/../g)?.join(':') ?? '',
  "Node's bytes": (text) => [...utf8(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
  'percent-encoded': encodeURIComponent,
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'base64, percent-encoded': (text) => encodeURIComponent(utf8(text).toString('base64')),
  JSON: json,
  'JSON in JSON': (text) => json(json(text)),
  'careful JSON': carefulJson,
  'careful JSON in JSON': (text) => json(carefulJson(text)),
};

const token = fc.stringMatching(/^[A-Za-z0-9+/=_-]{40,200}$/);
const around = fc.stringMatching(/^[ a-zA-Z0-9"{}:,.]{0,40}$/);
const cut = fc.tuple(fc.nat(), fc.nat());

/** A stretch of the token of at least sixteen characters. */
function stretchOf(whole: string, [from, length]: [number, number]): string {
  const start = from % (whole.length - 15);
  return whole.slice(start, start + 16 + (length % (whole.length - start - 15)));
}

describe('no stretch of sixteen characters of a token survives', () => {
  it.each(Object.keys(SPELLINGS))('%s', (spelling) => {
    const spelled = SPELLINGS[spelling] as (text: string) => string;
    fc.assert(
      fc.property(token, cut, around, around, (whole, where, before, after) => {
        const stretch = stretchOf(whole, where);
        const secrets = [new Secret(whole)];
        for (const text of [`${before}${spelled(stretch)}${after}`, spelled(`${before}${stretch}${after}`)]) {
          const shown = redact(text, secrets);
          expect(shown).toContain('***');
          for (let at = 0; at + 16 <= stretch.length; at += 1) {
            const part = spelled(stretch.slice(at, at + 16));
            // What stands at the end of base64 depends on what follows.
            expect(shown).not.toContain(part.replace(/(?:%(?:25)*3D|=)+$/, '').slice(0, -1));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('of two tokens in one text', () => {
    fc.assert(
      fc.property(token, token, (one, other) => {
        const shown = redact(`${one} ${other}`, [new Secret(one), new Secret(other)]);
        expect(shown).toMatch(/^\*{3,} \*{3,}$/);
      }),
    );
  });
});

describe('a text without secrets is unchanged', () => {
  it('whatever it holds', () => {
    fc.assert(
      fc.property(token, fc.string({ maxLength: 400 }), (whole, text) => {
        fc.pre(
          !Array.from({ length: text.length }, (_, at) => text.slice(at, at + 8)).some(
            (part) => part.length === 8 && whole.includes(part),
          ),
        );
        expect(redact(text, [new Secret(whole)])).toBe(text);
      }),
    );
  });
  it('in base64 and hex', () => {
    const event = JSON.stringify({ EventType: 'CALL_UPDATE_REQUESTED', TransactionId: 'c5a25427-88f4-4bf6' });
    for (const text of [utf8(event).toString('base64'), utf8(event).toString('hex'), encodeURIComponent(event)]) {
      expect(redact(text, SECRETS)).toBe(text);
    }
  });
});

it.each(['\\', '%25', '\\u0041', 'a', 'AAAA', TOKEN.slice(0, 15)])('a text of nothing but %j is read once', (part) => {
  // A second look at each place would be ten billion steps.
  expect(finderOf([TOKEN, 'a'.repeat(4_000)])(part.repeat(100_000 / part.length)).length).toBeGreaterThanOrEqual(0);
});
