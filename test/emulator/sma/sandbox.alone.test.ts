import { describe, expect, it, vi } from 'vitest';
import { newLogStreamName, startSandbox, Unloadable } from '../../../src/emulator/sma/sandbox.js';
import type { SandboxOptions } from '../../../src/emulator/sma/sandbox-variables.js';
import { fakeProcess } from './fake-process.js';
import { turns } from './turns.js';

const made = vi.hoisted(() => ({ process: undefined as ReturnType<typeof fakeProcess> | undefined }));
vi.mock('../../../src/emulator/sma/handler-process.js', () => ({
  handlerStarter: async () => () => made.process?.own,
}));

const OPTIONS = { file: 'handler.mjs' } as SandboxOptions;
const INVOCATION = { requestId: 'r-1', event: {}, limitMs: 1, clockOffset: 0 };
const done = (more: object = {}) => ({ done: { requestId: 'r-1', durationMs: 1, memoryMb: 2, answer: '{}', ...more } });

/** A process whose handler has not been loaded yet. */
async function starting() {
  const process = fakeProcess();
  made.process = process;
  const records: string[] = [];
  const loaded = startSandbox(
    OPTIONS,
    () => Date.UTC(2026, 10, 22),
    (_stream, record) => void records.push(record),
  );
  loaded.catch(() => undefined);
  await turns(1);
  return { process, records, loaded };
}

async function ready() {
  const begun = await starting();
  begun.process.frame({ ready: true, parameters: 2 });
  return { ...begun, sandbox: await begun.loaded };
}

describe('loading', () => {
  it('ends when the process says that it is ready, and how many parameters the handler has', async () => {
    const { sandbox } = await ready();
    expect(sandbox).toMatchObject({ alive: true, parameters: 2 });
  });

  it('fails with the cause that the process names, and what it looked for meanwhile', async () => {
    const { process, loaded } = await starting();
    process.frame({ reached: 'example.com:443' });
    process.frame({ variable: 'TABLE' });
    process.frame({ unloadable: 'SyntaxError: no' });
    const error = await loaded.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unloadable);
    expect(error).toMatchObject({
      message: 'SyntaxError: no',
      outside: { reached: ['example.com:443'], variables: ['TABLE'] },
    });
  });

  it('fails where the process ends first, saying how', async () => {
    const { process, loaded } = await starting();
    process.closed(3);
    await expect(loaded).rejects.toThrow('its process ended while it was loaded (exit status 3)');
  });

  it('fails where the process cannot be started at all', async () => {
    const { process, loaded } = await starting();
    process.child.emit('error', new Error('spawn EAGAIN'));
    await expect(loaded).rejects.toThrow('EAGAIN');
  });

  it('fails after thirty seconds, and the process is killed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { process, loaded } = await starting();
      vi.advanceTimersByTime(30_000);
      await expect(loaded).rejects.toThrow('it did not load within 30 seconds');
      expect(process.killed()).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes frames in whatever pieces they come', async () => {
    const { process, loaded } = await starting();
    process.raw('{"rea');
    process.raw('dy":true}\n');
    await expect(loaded).resolves.toMatchObject({ alive: true });
  });
});

describe('an invocation', () => {
  it('is sent to the process, and ends with the answer to it', async () => {
    const { sandbox, process } = await ready();
    const outcome = sandbox.invoke(INVOCATION);
    expect(process.sent).toEqual([INVOCATION]);
    process.frame(done());
    await expect(outcome).resolves.toMatchObject({ kind: 'answer', text: '{}' });
  });

  it('is not ended by the answer to another request', async () => {
    const { sandbox, process } = await ready();
    let ended = false;
    void sandbox.invoke(INVOCATION).then(() => {
      ended = true;
    });
    process.frame(done({ requestId: 'r-0' }));
    await turns();
    expect(ended).toBe(false);
    process.frame(done());
    await turns();
    expect(ended).toBe(true);
  });

  it.each([
    [0, null, 'exit status 0'],
    [3, null, 'exit status 3'],
    [137, null, 'signal: killed'],
    [134, null, 'signal: aborted'],
    [139, null, 'signal: segmentation fault'],
    [null, 'SIGKILL', 'signal: killed'],
    [null, 'SIGTERM', 'signal: SIGTERM'],
  ])('whose process ends with %s, %s has the status %s', async (code, signal, status) => {
    const { sandbox, process } = await ready();
    const outcome = sandbox.invoke(INVOCATION);
    process.closed(code, signal);
    await expect(outcome).resolves.toEqual({ kind: 'exit', status });
    expect(sandbox.alive).toBe(false);
  });

  it('of a process that has ended already ends at once, and is not sent', async () => {
    const { sandbox, process } = await ready();
    process.closed(0);
    await expect(sandbox.invoke(INVOCATION)).resolves.toMatchObject({ kind: 'exit' });
    expect(process.sent).toEqual([]);
  });

  it('ends when the sandbox is killed, and what comes later is not recorded', async () => {
    const { sandbox, process, records } = await ready();
    const outcome = sandbox.invoke(INVOCATION);
    sandbox.kill();
    process.frame({ record: 'late' });
    process.child.stdout.write('late\n');
    await expect(outcome).resolves.toEqual({ kind: 'exit', status: 'signal: killed' });
    await turns();
    expect(records).toEqual([]);
  });
});

describe('what a handler writes', () => {
  it('is recorded line by line from both streams, blank lines left out', async () => {
    const { process, records } = await ready();
    process.child.stdout.write('one\n\ntw');
    process.child.stdout.write('o\n');
    process.child.stderr.write('three\n');
    process.frame({ record: 'four\nlines' });
    await turns();
    expect([...records].sort()).toEqual(['four\nlines', 'one', 'three', 'two']);
  });

  it('is cut where a line never ends', async () => {
    const { process, records } = await ready();
    process.child.stdout.write('x'.repeat(300 * 1024));
    process.child.stdout.write('\nnext\n');
    await turns();
    expect(records.map(({ length }) => length)).toEqual([256 * 1024, 4]);
  });
});

describe('what it looks for outside', () => {
  it('is told once each, and then forgotten', async () => {
    const { sandbox, process } = await ready();
    for (const reached of ['a:1', 'b:2', 'a:1']) process.frame({ reached });
    process.frame({ variable: 'X' });
    await turns();
    expect(sandbox.takeOutside?.()).toEqual({ reached: ['a:1', 'b:2'], variables: ['X'] });
    expect(sandbox.takeOutside?.()).toEqual({ reached: [], variables: [] });
  });

  it('is bounded: fifty places are enough', async () => {
    const { sandbox, process } = await ready();
    for (let port = 0; port < 80; port += 1) process.frame({ reached: `a:${port}` });
    await turns();
    expect(sandbox.takeOutside?.().reached).toHaveLength(50);
  });
});

it('a log stream is named as Lambda names it: the day, and a word of its own', () => {
  const name = () => newLogStreamName(Date.UTC(2026, 0, 5, 23, 59));
  expect(name()).toMatch(/^2026\/01\/05\/\[\$LATEST\][0-9a-f]{32}$/);
  expect(name()).not.toBe(name());
});
