/** What the SMA makes of an answer it cannot use. */
import { describe, expect, it } from 'vitest';
import { readResponse } from '../../../src/emulator/sma/response.js';
import { answeringHere, by, rigHere } from './in-process.js';

const UNUSABLE = { SchemaVersion: '0.9' };
const SPEAK = { Type: 'Speak', Parameters: { Text: 'Please hold.' } };

const answer = (response: object) => readResponse(JSON.stringify({ SchemaVersion: '1.0', ...response }));
const errorType = (response: object) => {
  const read = answer(response);
  return 'problem' in read ? read.problem.errorType : 'usable';
};
/** An object in an object, so many times. */
const nested = (depth: number): object => (depth === 0 ? {} : { deeper: nested(depth - 1) });

describe('an unusable answer', () => {
  it('is reported to the handler, and the call goes on by what the handler answers to that', async () => {
    const rig = await answeringHere(
      by({ CALL_UPDATE_REQUESTED: UNUSABLE, INVALID_LAMBDA_RESPONSE: { SchemaVersion: '1.0', Actions: [SPEAK] } }),
    );
    await rig.update();
    expect(rig.events().map(({ InvocationEventType: type }) => type)).toContain('INVALID_LAMBDA_RESPONSE');
    expect(rig.sma.calls()[0]?.status).toBe('Connected');
    await rig.pass(10_000);
    expect(rig.last()).toMatchObject({ InvocationEventType: 'ACTION_SUCCESSFUL', ActionData: { Type: 'Speak' } });
  });

  it('a second time ends the call with 480', async () => {
    const rig = await answeringHere(by({ CALL_UPDATE_REQUESTED: UNUSABLE, INVALID_LAMBDA_RESPONSE: UNUSABLE }));
    await rig.update();
    expect(rig.last()).toMatchObject({
      InvocationEventType: 'HANGUP',
      ActionData: { Parameters: { SipResponseCode: 480 } },
    });
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
  });

  it('to a new inbound call ends it with 480 at once', async () => {
    const rig = await rigHere(by({ NEW_INBOUND_CALL: UNUSABLE }));
    await rig.call();
    await rig.pass(0);
    expect(rig.events().map(({ InvocationEventType: type }) => type)).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
    expect(rig.last().ActionData?.Parameters).toMatchObject({ SipResponseCode: 480 });
  });
});

describe('the error type of an unusable answer', () => {
  it.each<[string, string, object]>([
    ['another schema version', 'SchemaVersionMismatch', { SchemaVersion: '2.0' }],
    ['actions that are not a list', 'InvalidActionList', { Actions: SPEAK }],
    ['an action without a type', 'InvalidActionList', { Actions: [{ Parameters: {} }] }],
    ['eleven actions', 'TooManyActions', { Actions: Array.from({ length: 11 }, () => SPEAK) }],
    ['an action that is not AWS’s', 'UnsupportedAction', { Actions: [{ Type: 'JoinMeeting' }] }],
    ['attributes that are not texts', 'TransactionAttributesInvalid', { TransactionAttributes: { step: 1 } }],
    [
      '101 attributes',
      'TransactionAttributesInvalidMapSize',
      { TransactionAttributes: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`k${index}`, ''])) },
    ],
    [
      'attributes of over 20 KB',
      'TransactionAttributesInvalidMapSize',
      { TransactionAttributes: { all: 'x'.repeat(20 * 1024) } },
    ],
  ])('of %s is %s', (_, expected, response) => {
    expect(errorType(response)).toBe(expected);
  });

  it.each(['null', '{}', '""', '[]'])('of %s is BlankResponse', (text) => {
    expect(readResponse(text)).toMatchObject({ problem: { errorType: 'BlankResponse' } });
  });
});

describe('what is too much to read', () => {
  it('is an answer of more than 256 KB', () => {
    const of = (length: number) => ({ Actions: [{ ...SPEAK, Parameters: { Text: 'x'.repeat(length) } }] });
    expect(errorType(of(255 * 1024))).toBe('usable');
    expect(errorType(of(257 * 1024))).toBe('InvalidActionList');
  });

  it('is one nested more than 32 deep', () => {
    const of = (depth: number) => ({ Actions: [{ ...SPEAK, Parameters: nested(depth) }] });
    expect(errorType(of(25))).toBe('usable');
    expect(errorType(of(33))).toBe('InvalidActionList');
  });
});
