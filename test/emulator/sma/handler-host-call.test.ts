/** By which ways a handler answers, in the runtimes that know them. */
import { describe, expect, it } from 'vitest';
import { assertTaken, callHandler } from '../../../src/emulator/sma/handler-host-call.mjs';

type Handler = Parameters<typeof callHandler>[0];
// biome-ignore lint/suspicious/noExplicitAny: a handler's own view of its context
type Context = any;

/** Calls a handler; what waits until nothing is left to wait for is called when the test says so. */
function calling(handler: Handler, runtime = 'nodejs22.x') {
  const waiting: (() => void)[] = [];
  const base = { functionName: 'mine' };
  const answer = callHandler(handler, { n: 1 }, { base, runtime, onEmptyLoop: (whenEmpty) => waiting.push(whenEmpty) });
  const settle = () => {
    for (const whenEmpty of waiting.splice(0).reverse()) whenEmpty();
  };
  return { answer, settle };
}

describe('an answer', () => {
  it('by a promise counts at once', async () => {
    const { answer } = calling(async (event: unknown) => event);
    expect(await answer).toEqual({ value: { n: 1 }, by: 'promise' });
  });

  it('by a callback counts once nothing is left to wait for', async () => {
    const { answer, settle } = calling((_event: unknown, _context: unknown, callback: Context) =>
      callback(null, 'late'),
    );
    settle();
    expect(await answer).toEqual({ value: 'late', by: 'callback' });
  });

  it('by a callback counts at once where the handler does not wait', async () => {
    const { answer } = calling((_event: unknown, context: Context, callback: Context) => {
      context.callbackWaitsForEmptyEventLoop = false;
      callback(null, 'now');
    });
    expect(await answer).toEqual({ value: 'now', by: 'callback' });
  });

  it('by the context of old counts at once', async () => {
    const { answer } = calling((_event: unknown, context: Context) => context.succeed('done'));
    expect(await answer).toEqual({ value: 'done', by: 'context' });
  });

  it('that comes first is the one that counts', async () => {
    const { answer } = calling((_event: unknown, context: Context) => {
      context.succeed('first');
      context.fail(new Error('second'));
    });
    expect(await answer).toMatchObject({ value: 'first' });
  });

  it('by a plain return counts from nodejs24.x on, and before it is none', async () => {
    const plain = () => 'plain';
    expect(await calling(plain, 'nodejs24.x').answer).toEqual({ value: 'plain', by: 'return' });
    const before = calling(plain, 'nodejs22.x');
    before.settle();
    expect(await before.answer).toEqual({ value: null, by: 'nothing' });
  });
});

describe('an error', () => {
  it.each<[string, Handler]>([
    ['thrown in a promise', async () => Promise.reject(new Error('no'))],
    ['given to the callback', (_event: unknown, _context: unknown, callback: Context) => callback(new Error('no'))],
    ['given to the context', (_event: unknown, context: Context) => context.fail(new Error('no'))],
    [
      'thrown at once',
      () => {
        throw new Error('no');
      },
    ],
  ])('%s is the outcome', async (_what, handler) => {
    await expect(calling(handler).answer).rejects.toThrow('no');
  });

  it('is it when an async handler has nothing left to wait for', async () => {
    const { answer, settle } = calling(async () => new Promise(() => {}));
    settle();
    await expect(answer).rejects.toMatchObject({ name: 'Runtime.NodeJsExit' });
  });
});

describe('nodejs24.x', () => {
  const byCallback = (_event: unknown, _context: unknown, _callback: unknown) => undefined;

  it('takes no handler with a callback, and says so before it runs it', () => {
    expect(() => assertTaken(byCallback, 'nodejs24.x')).toThrow('removed support for callback-based');
    for (const runtime of ['nodejs22.x', '', 'python3.13'])
      expect(() => assertTaken(byCallback, runtime)).not.toThrow();
    expect(() => assertTaken(() => undefined, 'nodejs24.x')).not.toThrow();
  });

  it('gives no callback and no context of old', async () => {
    const seen = async (_event: unknown, context: Context, ...more: unknown[]) => [Object.keys(context), more.length];
    expect(await calling(seen, 'nodejs24.x').answer).toMatchObject({ value: [['functionName'], 0] });
  });
});
