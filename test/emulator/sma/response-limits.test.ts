/** Where an answer stops being usable: each limit with the last value within it and the first beyond. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResponse } from '../../../src/emulator/sma/response.js';
import { SPEAK } from './rig.js';

const V1 = { SchemaVersion: '1.0' };
const read = (response: object) => readResponse(JSON.stringify(response));
const problemOf = (response: object) => {
  const result = read(response);
  return 'problem' in result ? result.problem : undefined;
};
const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, index) => of(index));
const attributes = (count: number) => Object.fromEntries(many(count, (index) => [`key-${index}`, 'x']));
/** A map whose JSON has so many bytes. */
const ofBytes = (bytes: number) => ({ a: 'x'.repeat(bytes - JSON.stringify({ a: '' }).length) });

describe('a usable answer', () => {
  it.each([
    ['no Actions', {}],
    ['Actions null', { Actions: null }],
  ])('with %s keeps the present actions', (_what, more) => {
    expect(read({ ...V1, ...more })).toEqual({ actions: undefined, attributes: undefined });
  });

  it('with an empty list is another thing than one without', () => {
    expect(read({ ...V1, Actions: [] })).toEqual({ actions: [], attributes: undefined });
  });

  it('with attributes null keeps those of the call, with {} it has none', () => {
    expect(read({ ...V1, TransactionAttributes: null })).toMatchObject({ attributes: undefined });
    expect(read({ ...V1, TransactionAttributes: {} })).toMatchObject({ attributes: {} });
  });

  it.each([undefined, null, {}])('may have an action whose Parameters are %j', (Parameters) => {
    expect(problemOf({ ...V1, Actions: [{ Type: 'Hangup', Parameters }] })).toBeUndefined();
  });

  it('may say more than AWS reads', () => {
    expect(problemOf({ ...V1, comment: 'mine', Actions: [SPEAK] })).toBeUndefined();
  });
});

describe('the limits', () => {
  it.each([
    ['ten actions', { Actions: many(10, () => SPEAK) }, { Actions: many(11, () => SPEAK) }],
    ['100 attributes', { TransactionAttributes: attributes(100) }, { TransactionAttributes: attributes(101) }],
    ['20 KB of attributes', { TransactionAttributes: ofBytes(20_480) }, { TransactionAttributes: ofBytes(20_481) }],
  ])('%s are taken, and no more', (_what, within, beyond) => {
    expect(problemOf({ ...V1, ...within })).toBeUndefined();
    expect(problemOf({ ...V1, ...beyond })).toBeDefined();
  });

  it('of 20 KB counts bytes, not characters', () => {
    expect(problemOf({ ...V1, TransactionAttributes: { a: 'é'.repeat(11_000) } })).toBeDefined();
  });
});

describe('an unusable answer', () => {
  it.each([1, '1', '1.1', '', null])(
    'of the schema version %j is named so, whatever else is wrong',
    (SchemaVersion) => {
      expect(problemOf({ SchemaVersion, Actions: 5 })?.errorType).toBe('SchemaVersionMismatch');
    },
  );

  it.each(['', 'yes', '5', '{', '[1]', 'true', '"1.0"', '{"SchemaVersion":"1.0"} tail'])(
    '%s is not readable',
    (text) => {
      expect(readResponse(text)).toMatchObject({ problem: { errorType: 'InvalidActionList' } });
    },
  );

  it.each([
    ['a text', 'Hangup'],
    ['null', null],
    ['a list', []],
    ['a number for Type', { Type: 5 }],
    ['a list for Parameters', { Type: 'Hangup', Parameters: [] }],
    ['a text for Parameters', { Type: 'Hangup', Parameters: '0' }],
  ])('has %s in place of an action', (_what, action) => {
    expect(problemOf({ ...V1, Actions: [SPEAK, action] })?.errorType).toBe('InvalidActionList');
  });

  it('names the first action that AWS does not have, shortened where it is endless', () => {
    const message = problemOf({ ...V1, Actions: [SPEAK, { Type: 'Dance' }, { Type: 'Sing' }] })?.message;
    expect(message).toBe('Unsupported action Dance specified');
    const endless = problemOf({ ...V1, Actions: [{ Type: 'x'.repeat(5_000) }] })?.message ?? '';
    expect(endless.length).toBeLessThan(200);
  });

  it.each([5, 'a', [], { a: 1 }, { a: null }, { a: {} }])('has %j in place of attributes', (TransactionAttributes) => {
    expect(problemOf({ ...V1, TransactionAttributes })?.errorType).toBe('TransactionAttributesInvalid');
  });

  it('has several things wrong: the attributes are named before the actions', () => {
    expect(problemOf({ ...V1, TransactionAttributes: 5, Actions: 5 })?.errorType).toBe('TransactionAttributesInvalid');
  });
});

describe('the bots of an answer', () => {
  const talk = (bot: unknown) => ({ Type: 'StartBotConversation', Parameters: { BotAliasArn: bot } });

  it('are asked for one by one, and those of other actions not at all', () => {
    const asked: string[] = [];
    const mayUseBot = (bot: string) => asked.push(bot) > 0;
    const Actions = [talk('one'), { Type: 'Speak', Parameters: { BotAliasArn: 'no' } }, talk('two'), talk(5)];
    expect(readResponse(JSON.stringify({ ...V1, Actions }), { mayUseBot })).not.toHaveProperty('problem');
    expect(asked).toEqual(['one', 'two']);
  });

  it('are not asked for where the answer is unusable for another reason', () => {
    const mayUseBot = () => {
      throw new Error('asked');
    };
    const Actions = [talk('one'), { Type: 'Dance' }];
    expect(readResponse(JSON.stringify({ ...V1, Actions }), { mayUseBot })).toHaveProperty('problem');
  });
});

it('whatever a handler answers is read without an exception, and either has a problem or is usable', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.jsonValue().map((Actions) => JSON.stringify({ ...V1, Actions })),
      ),
      (text) => {
        const result = readResponse(text);
        expect(Object.keys(result).sort()).toEqual('problem' in result ? ['problem'] : ['actions', 'attributes']);
      },
    ),
    { numRuns: 300 },
  );
});
