import { describe, expect, it } from 'vitest';
import { asError, asLambdaError, jsonMessage } from '../../../src/emulator/sma/handler-host-format.mjs';

const TIME = '2026-11-22T08:30:00.000Z';
const said = (...words: unknown[]) => JSON.parse(jsonMessage(TIME, 'INFO', 'request', words));

describe('a line of the console in the JSON format', () => {
  it('has its time, its level and its request, and a lone value as it is', () => {
    expect(said({ a: [1, null] })).toEqual({
      timestamp: TIME,
      level: 'INFO',
      requestId: 'request',
      message: { a: [1, null] },
    });
    expect(said('text').message).toBe('text');
  });

  it('has no request while the handler is loaded', () => {
    expect(JSON.parse(jsonMessage(TIME, 'WARN', undefined, ['x']))).not.toHaveProperty('requestId');
  });

  it('of several values has one text', () => {
    expect(said('one %d', 1, { two: 2 }).message).toBe('one 1 { two: 2 }');
  });

  it('of an error among others has its type and its stack beside the text', () => {
    const { message, errorType, errorMessage, stackTrace } = said('it failed:', new RangeError('no'));
    expect(message).toMatch(/^it failed: RangeError: no/);
    expect([errorType, errorMessage, stackTrace[0]]).toEqual(['RangeError', 'no', 'RangeError: no']);
  });

  it('of a lone error has it as an object, with what hangs on it', () => {
    const error = Object.assign(new TypeError('no'), { code: 'E_NO' });
    expect(said(error).message).toMatchObject({ errorType: 'TypeError', errorMessage: 'no', code: 'E_NO' });
  });

  it('of a value that is no JSON has its text', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(said(circle).message).toContain('[Circular *1]');
    expect(said(10n).message).toBe('10n');
  });
});

describe('what a handler throws', () => {
  it('is an error of Lambda’s with its name, its words and what surely is JSON', () => {
    const error = Object.assign(new TypeError('bad'), { code: 5, secret: { a: 1 }, done: false });
    const { stack, ...rest } = asLambdaError(error);
    expect(rest).toEqual({ errorType: 'TypeError', errorMessage: 'bad', code: 5, done: false });
    expect(stack[0]).toBe('TypeError: bad');
  });

  it.each([
    ['no', 'string', 'no'],
    [5, 'number', '5'],
    [undefined, 'undefined', 'undefined'],
    [{ a: 1 }, 'object', '{ a: 1 }'],
  ])('may be %j, which has no stack', (thrown, errorType, errorMessage) => {
    expect(asLambdaError(thrown)).toEqual({ errorType, errorMessage, stack: [] });
  });

  it('becomes an error where one is needed, and stays one', () => {
    const error = new TypeError('bad');
    expect(asError(error)).toBe(error);
    expect([asError('bad').message, asError({ a: 1 }).message]).toEqual(['bad', '{ a: 1 }']);
  });
});
