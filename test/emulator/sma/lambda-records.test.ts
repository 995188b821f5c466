/** What of a function's work stands in its log group, and what the operator hears. */
import { describe, expect, it } from 'vitest';
import { functionHere, GROUP } from './function-here.js';

const MB = 2 ** 20;
const EXIT = { kind: 'exit', status: 'exit status 1' } as const;

describe('the records of an invocation', () => {
  it('stand between the platform’s lines', async () => {
    const { sandboxes, invoke, end, lines } = await functionHere();
    await invoke();
    sandboxes[0]?.print('hello');
    await end(0);
    expect(lines().map((line) => line.split(/[\s:]/)[0])).toEqual(['START', 'hello', 'END', 'REPORT']);
  });

  it('have one request id from START to REPORT, and the next invocation another', async () => {
    const { logs, invoke, end } = await functionHere();
    for (let count = 0; count < 2; count += 1) {
      await invoke();
      await end(0);
    }
    const ids = logs.lines(GROUP).map((line) => /RequestId: (\S+)/.exec(line)?.[1]);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(new Set(ids).size).toBe(2);
  });

  it('end at 4 MB, of which the operator hears once; the platform’s lines come nevertheless', async () => {
    const { sandboxes, stderr, invoke, end, lines } = await functionHere();
    await invoke();
    for (let count = 0; count < 6; count += 1) sandboxes[0]?.print('x'.repeat(MB));
    sandboxes[0]?.print('small');
    await end(0);
    expect(lines().filter((line) => line.startsWith('x'))).toHaveLength(4);
    expect(lines()).not.toContain('small');
    expect(lines().at(-1)).toMatch(/^REPORT/);
    expect(stderr).toEqual(['mine.mjs prints more than 4 MB in one invocation: the rest is dropped']);
  });

  it('have 4 MB anew in the next invocation', async () => {
    const { sandboxes, invoke, end, lines } = await functionHere();
    await invoke();
    for (let count = 0; count < 6; count += 1) sandboxes[0]?.print('x'.repeat(MB));
    await end(0);
    await invoke();
    sandboxes[0]?.print('heard again');
    expect(lines()).toContain('heard again');
  });

  it('at the level WARN are the handler’s own, unless it fails', async () => {
    const { sandboxes, invoke, end, lines } = await functionHere({ systemLogLevel: 'WARN' });
    await invoke();
    sandboxes[0]?.print('mine');
    await end(0);
    expect(lines()).toEqual(['mine']);
    await invoke();
    await end(0, EXIT);
    expect(lines().some((line) => line.startsWith('END'))).toBe(true);
  });
});

describe('what a handler looks for outside', () => {
  const outside = { reached: ['example.com:443'], variables: ['TABLE'] };

  it('is told to the operator once, and to the program after each invocation', async () => {
    const { stderr, outsides, invoke, end } = await functionHere({ outside });
    for (let count = 0; count < 2; count += 1) {
      await invoke();
      await end(0);
    }
    expect(stderr).toEqual(['mine.mjs tried to reach example.com:443: blocked (--allow-network lets it)']);
    expect(outsides).toEqual([outside, outside]);
  });

  it('is not told where it looks for nothing', async () => {
    const { outsides, invoke, end } = await functionHere();
    await invoke();
    await end(0);
    expect(outsides).toEqual([]);
  });
});

describe('an interruption', () => {
  it('fails what runs, and nothing more is logged of it', async () => {
    const { lambda, invoke, lines } = await functionHere();
    const mine = await invoke();
    lambda.interrupt();
    await invoke();
    expect(mine.outcome).toEqual({ kind: 'failed' });
    expect(lines().filter((line) => line.startsWith('END'))).toEqual([]);
  });

  it('fails what waits, without running it', async () => {
    const { lambda, sandboxes, invoke } = await functionHere();
    for (let count = 0; count < 11; count += 1) await invoke(count);
    lambda.interrupt();
    await invoke('after');
    expect(sandboxes.flatMap(({ events }) => events)).not.toContain(10);
    expect(sandboxes.at(-1)?.events).toEqual(['after']);
  });

  it('leaves the idle sandboxes, and closing kills them too', async () => {
    const { lambda, sandboxes } = await functionHere();
    lambda.interrupt();
    expect(sandboxes[0]?.alive).toBe(true);
    lambda.close();
    expect(sandboxes[0]?.alive).toBe(false);
  });
});

it('a handler that cannot be loaded at the start is an error that names it', async () => {
  await expect(functionHere({ unloadable: true })).rejects.toThrow(
    'The handler mine.mjs cannot be loaded: SyntaxError: no',
  );
});
