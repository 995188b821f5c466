import { describe, expect, it } from 'vitest';
import { refusalOf } from '../refusal-of.js';
import { asking } from './asking.js';

const UNKNOWN = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';

function calling() {
  const own = asking();
  const id = { SipMediaApplicationId: own.own.sipMediaApplicationId };
  const line = { ...id, FromPhoneNumber: '+12065550100', ToPhoneNumber: '+12065550142' };
  const call = (more: object = {}) => own.ask('CreateSipMediaApplicationCall', { ...line, ...more });
  const update = (TransactionId: string, more: object = {}) =>
    own.ask('UpdateSipMediaApplicationCall', { ...id, TransactionId, Arguments: {}, ...more });
  return { ...own, call, update };
}

describe('a call that is created', () => {
  it('goes out on the line that was asked for, with its headers and arguments', async () => {
    const { own, call } = calling();
    const answer = await call({ SipHeaders: { 'x-a': '1' }, ArgumentsMap: { ticket: '7' } });
    expect(answer).toEqual({ SipMediaApplicationCall: { TransactionId: 'out-1' } });
    expect(own.outbound).toEqual([
      { from: '+12065550100', to: '+12065550142', sipHeaders: { 'x-a': '1' }, arguments: { ticket: '7' } },
    ]);
  });

  it('without any has none', async () => {
    const { own, call } = calling();
    await call();
    expect(own.outbound).toMatchObject([{ sipHeaders: {}, arguments: {} }]);
  });

  it.each([
    ['a header that AWS keeps', { SipHeaders: { 'x-amzn-a': '1' } }, 'Invalid SIP header(s) provided: x-amzn-a'],
    ['a number that is none', { ToPhoneNumber: '0123' }, 'ToPhoneNumber'],
    ['no number', { FromPhoneNumber: undefined }, 'FromPhoneNumber'],
    [
      '21 headers',
      { SipHeaders: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`x-${n}`, ''])) },
      'SipHeaders',
    ],
  ])('with %s is refused', async (_what, more, words) => {
    const { own, call } = calling();
    const { code, message } = await refusalOf(call(more));
    expect(code).toBe('BadRequestException');
    expect(message).toContain(words);
    expect(own.outbound).toEqual([]);
  });

  it('of an unknown SMA is not found', async () => {
    expect((await refusalOf(calling().call({ SipMediaApplicationId: UNKNOWN }))).code).toBe('NotFoundException');
  });

  it('beyond the account’s quota is refused', async () => {
    const { own, call } = calling();
    own.full = true;
    expect((await refusalOf(call())).code).toBe('ResourceLimitExceededException');
  });
});

describe('an update', () => {
  it('of a call that is there is answered with its own transaction', async () => {
    const { own, update } = calling();
    own.transactions.set('there', 'accepted');
    const answer = await update('there', { Arguments: { a: '1' } });
    expect(answer).toEqual({ SipMediaApplicationCall: { TransactionId: 'there' } });
    expect(own.updates).toEqual([{ transactionId: 'there', args: { a: '1' } }]);
  });

  it.each(['call-ended', 'no-such-call'] as const)(
    'of %s is not found, in the words that were observed',
    async (outcome) => {
      const { own, update } = calling();
      own.transactions.set('over', outcome);
      expect(await refusalOf(update('over'))).toEqual({
        code: 'NotFoundException',
        message: `Transaction over doesn't exist for SipMediaApplication ${own.sipMediaApplicationId}`,
      });
    },
  );

  it('repeats no more than a hundred characters of a transaction', async () => {
    const { message } = await refusalOf(calling().update('x'.repeat(5_000)));
    expect(message).toContain(`Transaction ${'x'.repeat(100)} `);
  });

  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, 'x']));
  it.each([
    [20, 'accepted'],
    [21, 'BadRequestException'],
  ])('with %i arguments: %s', async (count, outcome) => {
    const { own, update } = calling();
    own.transactions.set('there', 'accepted');
    const asked = update('there', { Arguments: many(count) });
    if (outcome === 'accepted') await expect(asked).resolves.toBeDefined();
    else expect((await refusalOf(asked)).code).toBe(outcome);
  });

  it.each([{ Arguments: { a: 1 } }, { Arguments: undefined }, { TransactionId: ' ' }])(
    'with %j is refused',
    async (more) => {
      expect((await refusalOf(calling().update('there', more))).code).toBe('BadRequestException');
    },
  );
});
