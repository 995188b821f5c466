import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  bridgeEnvelope,
  documentIn,
  type Ended,
  liveMeetings,
  meetingLegs,
  PROGRAM,
  run,
  scratch,
  start,
  until,
  withCall,
} from './program.js';

function script(text: string): string {
  const file = join(scratch(), 'runbook.sh');
  writeFileSync(file, `set -euo pipefail\nchime-join() { '${process.execPath}' '${PROGRAM}' "$@"; }\n${text}\n`);
  return file;
}

const FIELD = (path: string) => `'${process.execPath}' -e 'console.log(${path.replaceAll("'", '"')})'`;
const READ = "JSON.parse(require('node:fs').readFileSync(0, 'utf8'))";

test('emulator exec: a command joins by environment alone, its stdout is one document that matches the truth', async () => {
  const file = script(`
    document=$(chime-join bridge --json 2>/dev/null)
    truth=$('${process.execPath}' -e 'fetch(process.env.AWS_ENDPOINT_URL + "/_emulator/state").then((r) => r.text()).then((t) => console.log(t))')
    printf '%s\\n%s\\n' "$document" "$truth"`);
  const { code, stdout } = await run(['emulator', 'exec', '--', 'bash', file]);
  expect(code).toBe(0);
  const [document, truth] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(meetingLegs(truth)).toMatchObject([
    {
      meetingId: document.result.meeting.meetingId,
      attendeeId: document.result.attendee.attendeeId,
      status: 'Connected',
    },
  ]);
});

test("emulator exec ends with the command's own code, 128 and the signal where one ended it", async () => {
  const codes = await Promise.all(
    [['true'], ['sh', '-c', 'exit 42'], ['sh', '-c', 'kill -TERM $$'], ['/nonexistent/command']].map(
      async (command) => (await run(['emulator', 'exec', '--', ...command])).code,
    ),
  );
  expect(codes).toEqual([0, 42, 143, 127]);
});

test('emulator exec hands the words after -- on as they are, and removes what could reach AWS', async () => {
  const env = {
    AWS_PROFILE: 'production',
    CHIME_JOIN_REGION: 'eu-west-2',
    HTTPS_PROXY: 'http://proxy',
    https_proxy: 'http://proxy',
    KEPT: 'yes',
  };
  const show = 'console.log(JSON.stringify([process.argv.slice(1), process.env]))';
  const words = ['same', 'same', '--json', '--help', '', 'a b'];
  const { code, stdout } = await run(['emulator', 'exec', '--', process.execPath, '-e', show, '--', ...words], { env });
  expect(code).toBe(0);
  const [seen, environment] = JSON.parse(stdout);
  expect(seen).toEqual(words);
  expect(environment).toMatchObject({ KEPT: 'yes', AWS_REGION: 'us-east-1', CHIME_JOIN_CALL_ID: expect.any(String) });
  for (const name of ['AWS_PROFILE', 'CHIME_JOIN_REGION', 'HTTPS_PROXY', 'https_proxy'])
    expect(environment).not.toHaveProperty(name);
  expect(environment.XDG_CONFIG_HOME).toContain('chime-join-rehearsal-');
});

test('a while-read loop keeps its input: the program does not read what it was not told to', async () => {
  const { env } = await withCall();
  const file = script(`
    printf '%s\\n' one two three | while read -r line; do
      chime-join bridge --dry-run --quiet > /dev/null
      echo "$line"
    done`);
  const { code, stdout } = await start('bash', [file], { env });
  expect([code, stdout]).toEqual([0, 'one\ntwo\nthree\n']);
});

test('$(…) and set -e: the exit code and the document are both there', async () => {
  const { env } = await withCall('ignores-update');
  const file = script(`
    if document=$(chime-join bridge --json --wait 25s 2>/dev/null); then echo joined; else
      code=$?
      verdict=$(printf '%s' "$document" | ${FIELD(`${READ}.result.verdict`)})
      echo "$code $verdict"
    fi`);
  const { code, stdout } = await start('bash', [file], { env });
  expect([code, stdout]).toEqual([0, '10 NOT_JOINED\n']);
});

test("a pipe that closes early harms nothing: the call joins, and the exit code is the run's", async () => {
  const { env, truth } = await withCall();
  const file = script(`
    set +o pipefail
    chime-join bridge 2>&1 | true
    echo "\${PIPESTATUS[0]}"
    chime-join --help | head -1 > /dev/null
    echo "\${PIPESTATUS[0]}"`);
  const { stdout, stderr } = await start('bash', [file], { env });
  expect(stdout).toBe('0\n0\n');
  expect(stderr).toBe('');
  expect(meetingLegs(await truth())).toHaveLength(1);
});

test('closed stdout and stderr harm nothing either', async () => {
  const { env, truth } = await withCall();
  const { code } = await start('bash', [script('chime-join bridge >&- 2>&-')], { env });
  expect(code).toBe(0);
  expect(meetingLegs(await truth())).toHaveLength(1);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s before the update: undone, and %i', async (signal, exitCode) => {
  const { env, faults, truth, requests } = await withCall();
  await faults([{ operation: 'CreateMeetingWithAttendees', kind: 'hang' }]);
  const meanwhile = async (pid: number) => {
    await until(async () => (await requests()).some(({ operation }) => operation === 'CreateMeetingWithAttendees'));
    process.kill(pid, signal);
  };
  const { code, stdout, stderr } = await run(['bridge', '--json'], { env, meanwhile });
  expect(code).toBe(exitCode);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    error: { exitCode },
    result: { verdict: 'FAILED', leftovers: [] },
  });
  expect(stderr).toContain('Interrupted: stopping');
  expect(liveMeetings(await truth())).toEqual([]);
});

test('SIGINT after the update: UNCONFIRMED, and what stands is named', async () => {
  const { env, truth } = await withCall('logs-nothing');
  const meanwhile = async (pid: number, sofar: Ended) => {
    await until(() => sofar.stderr.includes('update the call, once: accepted'));
    process.kill(pid, 'SIGINT');
  };
  const { code, stdout } = await run(['bridge', '--json'], { env, meanwhile });
  expect(code).toBe(130);
  const { result } = JSON.parse(stdout);
  expect(result.verdict).toBe('UNCONFIRMED');
  expect(liveMeetings(await truth()).map(({ meetingId }) => meetingId)).toEqual([result.standing[0].meetingId]);
});

describe('the folder of a rehearsal', () => {
  const inTemporary = (folder: string) => ({ TMPDIR: folder });
  const foldersIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('chime-join-rehearsal-'));

  // Two of one kind could arrive as one.
  test.each([
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGTERM'],
    ['SIGINT', 'SIGHUP'],
  ] as const)('is gone after %s and %s', async (first, second) => {
    const folder = scratch();
    // A command that no signal ends: the second one does not wait for it.
    const command = ['sh', '-c', "trap '' INT TERM HUP; echo up; exec sleep 2"];
    const meanwhile = async (pid: number, sofar: Ended) => {
      await until(() => sofar.stdout.includes('up'));
      expect(foldersIn(folder)).toHaveLength(1);
      process.kill(pid, first);
      process.kill(pid, second);
    };
    const { code } = await run(['emulator', 'exec', '--', ...command], { env: inTemporary(folder), meanwhile });
    expect(code).toBeGreaterThan(128);
    expect(foldersIn(folder)).toEqual([]);
  });

  test('that a SIGKILL left is removed by the next rehearsal, and nothing else is', async () => {
    const folder = scratch();
    const meanwhile = async (pid: number, sofar: Ended) => {
      await until(() => sofar.stdout.includes('up'));
      process.kill(pid, 'SIGKILL');
    };
    const command = ['sh', '-c', 'echo up; exec sleep 1'];
    await run(['emulator', 'exec', '--', ...command], { env: inTemporary(folder), meanwhile });
    const [left = ''] = foldersIn(folder);
    const others = ['chime-join-rehearsal-unmarked', 'chime-join-rehearsal-linked'];
    mkdirSync(join(folder, others[0] as string));
    symlinkSync(join(folder, left), join(folder, others[1] as string));
    await run(['emulator', 'exec', '--', 'true'], { env: inTemporary(folder) });
    expect(left).not.toBe('');
    expect(foldersIn(folder).toSorted()).toEqual(others.toSorted());
  });
});

test('emulator start tells when it is ready, serves, and ends with 0 at a signal', async () => {
  const meanwhile = async (pid: number, sofar: Ended) => {
    await until(() => sofar.stdout.includes('\n'));
    process.kill(pid, 'SIGTERM');
  };
  const { code, stdout } = await run(['emulator', 'start'], { meanwhile });
  expect(code).toBe(0);
  const ready = JSON.parse(stdout);
  expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(Object.keys(ready.env).sort()).toEqual([
    'AWS_ACCESS_KEY_ID',
    'AWS_DEFAULT_REGION',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS',
    'AWS_ENDPOINT_URL_CHIME_SDK_VOICE',
    'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
    'AWS_REGION',
    'AWS_SECRET_ACCESS_KEY',
  ]);
});

test.each(['exec', 'start'])('emulator %s ends at once, with 2, where its faults are none', async (command) => {
  const args = ['emulator', command, '--faults', '-', ...(command === 'exec' ? ['--', 'true'] : [])];
  const { code, stderr } = await run(args, { stdin: '{}' });
  expect(code).toBe(2);
  expect(stderr).toContain('no list of faults');
});

test("a full disk takes the result, not the truth: the exit code stays the run's", async () => {
  const { env, truth } = await withCall();
  const { code, stderr } = await start('bash', [script('chime-join bridge --json > /dev/full')], { env });
  expect(code).toBe(0);
  expect(stderr).toContain('could not be written');
  expect(meetingLegs(await truth())).toHaveLength(1);
});

test('output that is the work itself, and is lost to a full disk, is a failure: 1; of a closed pipe what is of use as a whole', async () => {
  const { env } = await withCall();
  const folder = scratch();
  writeFileSync(join(folder, 'spoilt.json'), '{"SchemaVersion":"1.0","Actions":[],}');
  writeFileSync(join(folder, 'token'), 'a-join-token');
  const commands = [
    'handler print --language python --whole',
    `action --print --join-token-file '${folder}/token'`,
    `validate --fix '${folder}/spoilt.json'`,
    'meeting create',
    'meeting create --json',
    'emulator call',
    'explain --list',
    `action --join-token-file '${folder}/token'`,
    'runs list',
    'runs show lost',
    'runs cleanup',
    'bridge --dry-run',
  ];
  const done = ['bridge --run-id lost', 'runs cleanup --yes', 'runs check lost'];
  const file = script(`
    set +e
    ${[...done, ...commands].map((words) => `chime-join ${words} > /dev/full; echo $?`).join('\n')}
    { sleep 0.01; chime-join handler print; echo $? >&2; chime-join explain --list; echo $? >&2; } 2> '${folder}/piped' | true`);
  const { stdout, stderr } = await start('bash', [file], { env });
  const failed = commands.map((words) => (words.startsWith('bridge') ? '5' : '1'));
  expect(stdout.trim().split('\n')).toEqual([...done.map(() => '0'), ...failed]);
  expect(stderr).toMatch(/^meeting {3}[-0-9a-f]{36}$/m);
  expect(readFileSync(join(folder, 'piped'), 'utf8')).toBe(
    'The result could not be written to stdout: write EPIPE\n1\n0\n',
  );
});

test('emulator call and hangup act on a running one', async () => {
  const { aws, truth } = await withCall();
  const placed = await run(['emulator', 'call', '--from', '+12065550142', '--json'], { env: aws });
  const { transactionId } = JSON.parse(placed.stdout).result;
  expect((await truth()).calls.find((call) => call.transactionId === transactionId)?.status).toBe('Connected');
  const gone = await run(['emulator', 'hangup', '--transaction-id', transactionId], { env: aws });
  expect(gone.code).toBe(0);
  const again = await run(['emulator', 'hangup', '--transaction-id', transactionId, '--json'], { env: aws });
  const { error } = JSON.parse(again.stdout);
  expect([again.code, error.code]).toEqual([4, 'CALL_NOT_FOUND']);
  expect(error.tryThis).toEqual([expect.stringContaining('emulator call --endpoint-url http://127.0.0.1:')]);
});

test('interrupted before it is known what to do: one document, with a verdict', async () => {
  const main = new URL('../../dist/frame/main.js', import.meta.url).href;
  const script = `await (await import(${JSON.stringify(main)})).main(['bridge', '--json'], AbortSignal.abort(143));`;
  const ended = await start(process.execPath, ['--input-type=module', '-e', script]);
  expect(ended.code).toBe(143);
  const { result, error } = documentIn(bridgeEnvelope, ended);
  expect([result?.verdict, error?.code, error?.exitCode]).toEqual(['FAILED', 'INTERRUPTED', 143]);
});

test('interrupted before it is known what to do: people read the verdict too, and of no run', async () => {
  const main = new URL('../../dist/frame/main.js', import.meta.url).href;
  const script = `await (await import(${JSON.stringify(main)})).main(['bridge'], AbortSignal.abort(130));`;
  const { code, stdout } = await start(process.execPath, ['--input-type=module', '-e', script]);
  expect({ code, stdout }).toEqual({ code: 130, stdout: 'FAILED  Interrupted; nothing was sent. (0 ms)\n' });
});

test('interrupted before it is known whose runs these are: no journal is written, and no run is named', async () => {
  const { aws, call } = await withCall();
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const env = Object.fromEntries(
    Object.entries(aws).map(([key, value]) => [key, key.includes('ENDPOINT') ? url : value]),
  );
  const state = scratch();
  const meanwhile = async (pid: number) => {
    await once(silent, 'connection');
    process.kill(pid, 'SIGINT');
  };
  const words = ['bridge', '--run-id', 'nobody', '--transaction-id', call.transactionId, '--sma-id'];
  const ended = await run([...words, call.sipMediaApplicationId], {
    env: { ...env, XDG_STATE_HOME: state },
    meanwhile,
  });
  silent.close();
  expect([ended.code, ended.stdout]).toEqual([130, 'FAILED  Interrupted; nothing was sent. (0 ms)\n']);
  expect(readdirSync(state, { recursive: true }).filter((name) => String(name).endsWith('.jsonl'))).toEqual([]);
});
