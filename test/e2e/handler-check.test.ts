import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openProbe, type Probe } from '../../src/emulator/sma/probe.js';
import { REFERENCE_HANDLER } from '../../src/handler/contract.js';
import { HAS_PYTHON } from '../handler/python.js';
import { CONVENTIONS, check, runPrinted } from './checked-handler.js';
import { run, scratch, until } from './program.js';

it.concurrent('the reference handler is without any finding or warning', async () => {
  const { result, code } = await check(REFERENCE_HANDLER);
  expect([code, result?.checks.filter(({ status }) => status !== 'ok')]).toEqual([0, []]);
});

it.concurrent('people read a line a question, and the command last', async () => {
  const { code, stdout, stderr } = await run(['handler', 'check', `${CONVENTIONS}lex-demo.mjs`]);
  expect(code).toBe(1);
  expect(stderr).toContain('Error: The handler has 2 findings.');
  expect(stdout).toMatch(/^finding {2}other-updates: .*hangs up/m);
  const good = await run(['handler', 'check', `${CONVENTIONS}standard.mjs`]);
  expect(good.stdout.trimEnd().split('\n').slice(-2)).toEqual(['It joins with:', '  chime-join bridge --call-id ID']);
});

it.concurrent('a Python handler without Python is a clear mistake, before anything runs', async () => {
  const env = { PATH: '/nonexistent' };
  const file = `${CONVENTIONS}snake_case.py`;
  for (const args of [
    ['handler', 'check', file],
    ['emulator', 'exec', '--handler', file, '--', 'true'],
  ]) {
    const { code, stdout, stderr } = await run(args, { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('a Python handler needs python3, and there is none on the PATH');
  }
});

it.concurrent.each(['mjs', 'py'])(
  'an interrupt ends the check at once, and its handler with it: %s',
  async (language) => {
    if (language === 'py' && !HAS_PYTHON) return;
    const file = join(scratch(), `never.${language}`);
    const hangs = {
      mjs: 'export const handler = () => { for (;;); };',
      py: 'def handler(e, c):\n    while True: pass\n',
    };
    writeFileSync(file, hangs[language as 'mjs' | 'py']);
    const isRunning = () => execFileSync('ps', ['-eo', 'args']).toString().includes(`handler-host.${language} ${file}`);
    const interrupt = async (pid: number) => {
      await until(isRunning);
      process.kill(pid, 'SIGINT');
    };
    const { code, stderr } = await run(['handler', 'check', file], { meanwhile: interrupt });
    expect(code).toBe(130);
    expect(stderr).toContain('INTERRUPTED');
    // Its own time limit, five seconds, did not end it.
    expect(stderr).not.toContain('No answer within');
    await until(() => !isRunning());
  },
);

describe('a function behind a URL', () => {
  const closing: (() => unknown)[] = [];
  afterAll(() => closing.map((close) => close()));

  /** A runtime as SAM and the Lambda Runtime Interface Emulator are one, with or without the log tail. */
  async function serve(file: string, tail: boolean): Promise<string> {
    const probe: Probe = await openProbe({ file }, 10_000);
    let turn: Promise<unknown> = Promise.resolve();
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => {
        text += part.toString();
      });
      request.on('end', () => {
        turn = turn.then(async () => {
          const { kind, text: answer, records } = await probe.invoke(JSON.parse(text), false);
          if (tail) response.setHeader('X-Amz-Log-Result', Buffer.from((records ?? []).join('\n')).toString('base64'));
          if (kind !== 'answered') response.setHeader('X-Amz-Function-Error', 'Unhandled');
          response.end(answer);
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(
      () => probe.close(),
      () => server.close(),
    );
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it.concurrent('is tried with the presets, and joins', async () => {
    const url = await serve(`${CONVENTIONS}join-meeting.mjs`, true);
    const { result, code } = await check('--handler-url', url);
    expect(result).toMatchObject({
      joined: true,
      reads: null,
      command: 'chime-join bridge --call-id ID --arguments join_meeting',
    });
    expect(code).toBe(0);
    expect(result?.handler).toBe(`${url}/2015-03-31/functions/function/invocations`);
    const joined = await runPrinted(result?.command ?? '', ['--handler-url', url]);
    expect(joined).toMatchObject({ code: 0, stdout: expect.stringMatching(/^JOINED/m) });
  });

  it.concurrent('that gives no log tail cannot be seen to log', async () => {
    const path = '/2015-03-31/functions/mine/invocations';
    const url = `${await serve(`${CONVENTIONS}standard.mjs`, false)}${path}`;
    const { status, result } = await check('--handler-url', url);
    expect([status('logs-events'), status('keeps-tokens-out-of-logs')]).toEqual(['unknown', 'unknown']);
    expect(result).toMatchObject({ joined: true, handler: url });
  });
});
