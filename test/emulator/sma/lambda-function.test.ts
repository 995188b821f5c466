import { describe, expect, it } from 'vitest';
import { functionHere, GROUP } from './function-here.js';

describe('sandboxes', () => {
  it('the first is there before anything is invoked, and takes one invocation after the other', async () => {
    const { sandboxes, invoke, end } = await functionHere();
    expect(sandboxes).toHaveLength(1);
    for (const event of [1, 2]) {
      const mine = await invoke(event);
      await end(0);
      expect(mine.outcome).toEqual({ kind: 'answered', text: '{}' });
    }
    expect(sandboxes.map(({ events }) => events)).toEqual([[1, 2]]);
  });

  it('an invocation beside a running one has a sandbox and a log stream of its own', async () => {
    const { sandboxes, logs, invoke } = await functionHere();
    await invoke();
    await invoke();
    expect(sandboxes).toHaveLength(2);
    expect(logs.streams(GROUP)).toEqual(['stream-0', 'stream-1']);
  });

  it('ten run at a time; the eleventh invocation waits for one of them', async () => {
    const { sandboxes, invoke, end } = await functionHere();
    for (let count = 0; count < 11; count += 1) await invoke(count);
    expect(sandboxes.flatMap(({ events }) => events)).toHaveLength(10);
    await end(3);
    expect(sandboxes).toHaveLength(10);
    expect(sandboxes[3]?.events).toEqual([3, 10]);
  });

  it('one that has died is not used again', async () => {
    const { sandboxes, invoke, end } = await functionHere();
    await invoke();
    await end(0, { kind: 'exit', status: 'exit status 1' });
    await invoke('next');
    expect(sandboxes[0]?.events).toHaveLength(1);
    expect(sandboxes[1]?.events).toEqual(['next']);
  });

  it('a handler that can no longer be loaded fails its invocations, and the operator hears why', async () => {
    const { state, stderr, invoke, end } = await functionHere();
    await invoke();
    await end(0, { kind: 'exit', status: 'exit status 1' });
    state.unloadable = true;
    expect((await invoke()).outcome).toEqual({ kind: 'failed' });
    expect(stderr).toEqual(['The handler mine.mjs can no longer be loaded: SyntaxError: no']);
  });
});

describe('how an invocation ends', () => {
  it('in an error of the handler’s: failed, and its sandbox goes on', async () => {
    const { sandboxes, invoke, end } = await functionHere();
    const mine = await invoke();
    await end(0, { kind: 'error', errorType: 'Error', errorMessage: '', durationMs: 1, memoryMb: 1 });
    expect(mine.outcome).toEqual({ kind: 'failed' });
    await invoke();
    expect(sandboxes).toHaveLength(1);
  });

  it('after 20 s: timed out, with its line in the log, and its sandbox is gone', async () => {
    const { invoke, pass, sandboxes, lines } = await functionHere();
    const mine = await invoke();
    await pass(19_999);
    expect(mine.outcome).toBeUndefined();
    await pass(1);
    expect(mine.outcome).toEqual({ kind: 'timed-out' });
    expect(lines()[1]).toBe('TIME ID Task timed out after 20.00 seconds');
    expect(sandboxes[0]?.alive).toBe(false);
  });

  it.each([
    ['exit status 0', 'without providing a reason'],
    ['exit status 3', 'with error: exit status 3'],
    ['signal: killed', 'with error: signal: killed'],
  ])('with its process, %s: Runtime.ExitError', async (status, words) => {
    const { invoke, end, lines } = await functionHere();
    const mine = await invoke();
    await end(0, { kind: 'exit', status });
    expect(mine.outcome).toEqual({ kind: 'failed' });
    expect(lines()[1]).toBe(`RequestId: ID Error: Runtime exited ${words}\nRuntime.ExitError`);
    expect(lines().at(-1)).toContain('Error Type: Runtime.ExitError');
  });
});
