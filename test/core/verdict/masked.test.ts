import { describe, expect, it } from 'vitest';
import { keepsUpdate } from '../../../src/core/verdict/kept-update.js';
import { looksHashed, looksMasked } from '../../../src/core/verdict/masked.js';
import { carries, isOthersJoin, mayNameOurMeeting } from '../../../src/core/verdict/ours.js';
import { namesOurToken, showsPieceOfOurToken } from '../../../src/core/verdict/tokens.js';
import { ATTENDEE, eventsIn, type Json, MEETING, marks, OTHER_TOKEN, RUN_ID, TOKEN, update } from '../samples.js';

describe('a value that was masked', () => {
  it.each<[unknown, boolean]>([
    ['', true],
    ['***', true],
    ['ab**', true],
    ['xxxx', true],
    ['••', true],
    ['abc...', true],
    ['abc…', true],
    ['[REDACTED]', true],
    ['<masked>', true],
    ['hidden', true],
    ['(Secret)', true],
    [7, true],
    [null, true],
    ['a*b', false],
    ['xxx', false],
    ['•', false],
    ['a..b', false],
    ['plain', false],
  ])('%o: %s', (value, is) => expect(looksMasked(value)).toBe(is));
});

describe('an answer keeps our update', () => {
  it.each<[Record<string, unknown> | null, boolean]>([
    [{ joinToken: '***' }, true],
    [{ MEETING: '***' }, true],
    [{ attendee: '...' }, true],
    [{ joining: 7 }, true],
    [{ first: 'x', second: MEETING }, true],
    [{ job: RUN_ID }, true],
    [{ pin: '***' }, false],
    [{ joinState: 'idle' }, false],
    [{ count: 3 }, false],
    [{ nested: null }, false],
    [null, false],
  ])('%o: %s', (attributes, keeps) => expect(keepsUpdate({ attributes }, marks())).toBe(keeps));

  it('by an argument of its own alone', () => {
    const run = marks({ arguments: { action: 'join', note: `for ${RUN_ID}` } });
    expect(keepsUpdate({ attributes: { kept: `for ${RUN_ID}` } }, run)).toBe(true);
    expect(keepsUpdate({ attributes: { kept: 'join' } }, run)).toBe(false);
  });
});

describe('a piece of our token', () => {
  const run = marks();
  it.each<[unknown, boolean]>([
    [`${TOKEN.slice(0, 6)}...`, true],
    [`${TOKEN.slice(0, 5)}...`, false],
    [`***${TOKEN.slice(-6)}`, true],
    [`${TOKEN.slice(0, 3)}***${TOKEN.slice(-3)}`, true],
    [`${TOKEN.slice(0, 3)}…${TOKEN.slice(-2)}`, false],
    [`${TOKEN.slice(0, 6)}••••`, true],
    [`${TOKEN.slice(0, 6)}xxxx`, true],
    [`${TOKEN.slice(0, 6)}..`, true],
    [`${TOKEN.slice(0, 6)}.`, false],
    [`${TOKEN.slice(0, 8)}***${OTHER_TOKEN.slice(-4)}`, false],
    [`${OTHER_TOKEN.slice(0, 8)}***${TOKEN.slice(-6)}`, false],
    [`said ${TOKEN.slice(0, 6)}...`, false],
    [`${TOKEN.slice(0, 6)}... (cut)`, false],
    ['*********', false],
    [TOKEN, false],
    [7, false],
  ])('%o: %s', (token, is) => expect(showsPieceOfOurToken(token, run)).toBe(is));

  it('is not known of a token of which only the digest is', () => {
    const byDigest = { ...run, joinToken: { ...run.joinToken, clear: null } };
    expect(showsPieceOfOurToken(`${TOKEN.slice(0, 6)}...`, byDigest)).toBe(false);
  });
});

describe("a token of another form is another's", () => {
  const ours = 'q'.repeat(40);
  const sent = (clear: string | null) => ({ is: (text: unknown) => text === ours, length: 40, clear });
  const isOthers = (token: unknown, clear: string | null = ours) =>
    isOthersJoin({ JoinToken: token }, { ...marks({ meetingCreated: false }), joinToken: sent(clear) });

  it.each<[string, string, boolean]>([
    ['three quarters as long as ours', 'r'.repeat(30), true],
    ['shorter than that: it may have been cut', 'r'.repeat(29), false],
    ['longer than ours', 'r'.repeat(60), true],
    ['a piece of ours', 'q'.repeat(35), false],
    ['ours with more around it', `r${'q'.repeat(40)}`, false],
    ['masked', `${'r'.repeat(36)}****`, false],
  ])('%s', (_, token, is) => expect(isOthers(token)).toBe(is));

  it.each<[number, boolean]>([
    [39, false],
    [40, true],
    [41, false],
  ])('of %i characters, where ours is known by its digest alone: %s', (length, is) => {
    expect(isOthers('r'.repeat(length), null)).toBe(is);
  });

  it('that is no base64 is not', () => expect(isOthers('-'.repeat(25))).toBe(false));
  it('is ours, where it is ours', () => {
    expect(namesOurToken(ours, { ...marks(), joinToken: sent(ours) })).toBe(true);
  });
  it('is not ours by its digest', () => expect(isOthers(ours, null)).toBe(false));
  it('is no text', () => expect([isOthers(7), isOthers(undefined)]).toEqual([false, false]));
});

describe('a digest in the place of a secret', () => {
  const hex = '0123456789abcdef';
  it.each<[unknown, boolean]>([
    [hex.slice(0, 8), true],
    [hex.slice(0, 7), false],
    [hex.repeat(8), true],
    [`sha256:${hex}`, true],
    [`SHA:${hex.toUpperCase()}`, true],
    ['A-_/+b9'.repeat(4).slice(0, 22), true],
    ['A-_/+b9'.repeat(4).slice(0, 21), false],
    [`${'Zz'.repeat(22)}==`, true],
    [`${'Zz'.repeat(22)}===`, false],
    ['Zz'.repeat(45), false],
    [`the ${hex}`, false],
    [`${hex} it is`, false],
    [Number.parseInt('12345678', 10), false],
    ['', false],
  ])('%o: %s', (value, is) => expect(looksHashed(value)).toBe(is));
});

describe('an update carries our arguments', () => {
  const carried = (args: Json, run = marks({ meetingCreated: false })) => {
    const [event] = eventsIn(update(3, args));
    return event === undefined ? null : carries(event, run);
  };
  const plain = marks({ arguments: { action: 'join', key: TOKEN } });
  const hash = 'f'.repeat(64);

  it.each<[Json, 'certain' | 'likely' | 'no']>([
    [{ action: 'join', key: '***' }, 'likely'],
    [{ action: 'join', key: hash }, 'likely'],
    [{ action: 'join', key: OTHER_TOKEN }, 'no'],
    [{ action: 'join', key: 'something else' }, 'no'],
    [{ action: hash, key: hash }, 'no'],
    [{ action: 'join', other: '***' }, 'no'],
    [{ action: 'join', key: '***', more: '***' }, 'no'],
    [{ number: 7 }, 'no'],
    [{ note: `for ${ATTENDEE}` }, 'certain'],
    [{ note: `for ${ATTENDEE.toUpperCase()}` }, 'certain'],
    [{ note: `with ${TOKEN.slice(0, 48)}` }, 'certain'],
  ])('%o: %s', (args, how) => expect(carried(args, plain)).toBe(how));

  it('whatever the case in which the attendee was given', () => {
    const upper = { ...plain, attendeeId: ATTENDEE.toUpperCase() };
    expect(carried({ note: `for ${ATTENDEE}` }, upper)).toBe('certain');
  });

  it("may name our meeting, whatever its id's case", () => {
    const [lower, upper] = ['abcd2222-3333-4444-5555-666677770706', 'ABCD2222-3333-4444-5555-666677770706'];
    for (const [meetingId, named] of [
      [lower, upper],
      [upper, lower],
    ] as const) {
      const [event] = eventsIn(update(3, { room: `in ${named}` }));
      expect(event !== undefined && mayNameOurMeeting(event, marks({ meetingId }))).toBe(true);
    }
  });
});

describe('a text where tokens name their attendees', () => {
  const shown = 'r'.repeat(98);
  const run = (length: number, clear: string | null) => ({
    ...marks({ meetingCreated: false }),
    joinToken: { is: (text: unknown) => text === clear, length, clear },
  });
  it("is a digest, or something else, and not another's token", () => {
    expect(isOthersJoin({ JoinToken: shown }, run(98, null))).toBe(false);
    expect(isOthersJoin({ JoinToken: shown }, run(90, TOKEN.slice(0, 90)))).toBe(false);
    expect(isOthersJoin({ JoinToken: shown }, run(98, 'q'.repeat(98)))).toBe(true);
  });
});
