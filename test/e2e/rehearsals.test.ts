/** Runs on an emulator are kept apart from real ones, and go with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/start.js';
import { REFERENCE_HANDLER } from '../../src/handler/contract.js';
import { emulatorReady, hangUpResult, placedCallResult, pressResult } from '../schemas/emulator.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { documentIn, journalFile, PROGRAM, run, runInOneProcess, scratch, withCall } from './program.js';

const look = runInOneProcess();
const HERE = { AWS_REGION: 'us-east-1' };

async function rehearsal(state: string, runId: string) {
  const cloud = await withCall();
  const env = { ...cloud.env, XDG_STATE_HOME: state };
  expect((await run(['bridge', '--run-id', runId], { env })).code).toBe(0);
  return { ...cloud, env };
}

test('they are listed, shown, checked and cleaned up where their emulator is the endpoint, and nowhere else', async () => {
  const state = scratch();
  const { env, emulator } = await rehearsal(state, 'rehearsed');
  const real = { ...HERE, XDG_STATE_HOME: state };
  expect((await look(['runs', 'list'], { env: real })).stdout).not.toContain('rehearsed');
  expect((await look(['runs', 'show', 'rehearsed'], { env: real })).code).toBe(4);
  expect((await look(['runs', 'list', '--endpoint-url', emulator.url], { env: real })).stdout).toContain('rehearsed');
  expect((await look(['runs', 'list'], { env })).stdout).toContain('rehearsed');
  for (const command of ['show', 'check', 'cleanup'])
    expect([command, (await run(['runs', command, 'rehearsed'], { env })).code]).toEqual([command, 0]);
});

test("within emulator exec they are in the folder of real runs: the state folder is the command's own", async () => {
  const cloud = await withCall();
  const env = { ...cloud.env, XDG_STATE_HOME: scratch(), CHIME_JOIN_WITHIN_EXEC: '1' };
  expect((await run(['bridge', '--run-id', 'within'], { env })).code).toBe(0);
  expect(readdirSync(join(env.XDG_STATE_HOME, 'chime-join', 'runs'))).toEqual(['within.jsonl']);
});

test('they are removed once their emulator is gone, and no others', async () => {
  const state = scratch();
  const [gone, lives] = [await rehearsal(state, 'gone'), await rehearsal(state, 'lives')];
  const runs = join(state, 'chime-join', 'runs');
  mkdirSync(runs, { mode: 0o700 });
  writeFileSync(join(runs, 'real.jsonl'), '');
  await gone.emulator.close();
  const { code, stdout } = await look(['runs', 'list'], { env: { ...HERE, XDG_STATE_HOME: state } });
  expect([code, stdout.includes('gone')]).toEqual([0, false]);
  expect(() => journalFile(state, 'gone')).toThrow();
  expect(existsSync(journalFile(state, 'real'))).toBe(true);
  expect((await look(['runs', 'list'], { env: lives.env })).stdout).toContain('lives');
});

test('another emulator on the same port does not have them', async () => {
  const state = scratch();
  const { env, emulator } = await rehearsal(state, 'before');
  const port = Number(new URL(emulator.url).port);
  await emulator.close();
  const other = await startEmulator({ handlerFile: REFERENCE_HANDLER, port, stderr: () => {} });
  try {
    expect((await look(['runs', 'list'], { env })).stdout).not.toContain('before');
    expect(readdirSync(join(state, 'chime-join', 'rehearsals'))).toEqual([]);
  } finally {
    await other.close();
  }
});

test('a run whose calls are elsewhere is a real one, wherever its meetings are', async () => {
  const state = scratch();
  const { env } = await withCall();
  const elsewhere = { ...env, XDG_STATE_HOME: state, AWS_ENDPOINT_URL_CHIME_SDK_VOICE: 'https://voice.invalid' };
  await run(['bridge', '--run-id', 'mixed', '--timeout', '3s'], { env: elsewhere });
  expect(journalFile(state, 'mixed')).toBe(join(state, 'chime-join', 'runs', 'mixed.jsonl'));
});

describe('the command of emulator exec', () => {
  const exec = (...command: string[]) => run(['emulator', 'exec', '--', ...command]);

  test.concurrent('finds chime-join on its PATH, from a clone too, and this very program', async () => {
    const { code, stdout } = await exec('sh', '-c', 'command -v chime-join; chime-join --version');
    const [path, version] = stdout.split('\n');
    const { version: own } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect([code, path, version]).toEqual([
      0,
      expect.stringContaining('chime-join-rehearsal-'),
      expect.stringContaining(own),
    ]);
  });

  test.concurrent('is chime-join itself, which joins the rehearsed call', async () => {
    const { code, stdout } = await exec('chime-join', 'bridge');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^JOINED/m)]);
  });

  test.concurrent.each([
    ['its own', ['sh', '-c', 'exit 3'], 3],
    ['128 and the number of the signal that ended it', ['sh', '-c', 'kill -KILL $$'], 137],
    ['127 where there is no such command', ['no-such-command-of-ours'], 127],
    ['126 where it cannot be started', ['/'], 126],
  ] as const)('ends it with %s', async (_, command, exitCode) => {
    const { code, stderr } = await exec(...command);
    expect(code).toBe(exitCode);
    if (exitCode === 127) expect(stderr).toContain('The command "no-such-command-of-ours" was not found.');
  });
});

test('the commands of the emulator answer in the JSON that scripts rely on', async () => {
  const { aws } = await withCall();
  const placed = documentIn(envelopeSchema(placedCallResult), await look(['emulator', 'call', '--json'], { env: aws }));
  const of = ['--transaction-id', placed.result?.transactionId ?? '', '--json'];
  const pressed = await look(['emulator', 'press', ...of, '--digits', '12#'], { env: aws });
  expect(documentIn(envelopeSchema(pressResult), pressed).result?.digits).toBe('12#');
  const gone = await look(['emulator', 'hangup', ...of], { env: aws });
  expect(documentIn(envelopeSchema(hangUpResult), gone).ok).toBe(true);
});

test('emulator start prints one line of JSON, which says where it is', async () => {
  const emulator = spawn(process.execPath, [PROGRAM, 'emulator', 'start'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [line] = (await once(emulator.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(emulatorReady.parse(JSON.parse(line)).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  } finally {
    emulator.kill('SIGTERM');
  }
});
