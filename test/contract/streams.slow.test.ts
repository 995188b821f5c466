import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { envelopeSchema } from '../schemas/envelope.js';
import { manyRuns } from './many-runs.js';
import { chimeJoin, type Ended } from './program.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const SMA = '266e0891-0fe9-4718-a3a8-15b67842c128';
const WHOLE = ['--transaction-id', ID, '--sma-id', SMA];
const AWS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
const SCHEMA = envelopeSchema(z.unknown());

/** One JSON document, on one line, and nothing beside it. */
function documentOf({ stdout }: Ended) {
  expect(stdout.endsWith('\n')).toBe(true);
  expect(stdout.trimEnd()).not.toContain('\n');
  return SCHEMA.parse(JSON.parse(stdout));
}

const runHere = manyRuns();

type Case = [
  what: string,
  args: string[],
  told: { code: string; exitCode: number },
  given?: { env?: Record<string, string>; stdin?: string },
];
const WRONG: Case[] = [
  ['an unknown command', ['brigde'], { code: 'UNKNOWN_COMMAND', exitCode: 2 }],
  ['an unknown command of a topic', ['meeting', 'destroy'], { code: 'UNKNOWN_COMMAND', exitCode: 2 }],
  ['an unknown flag', ['bridge', '--frobnicate'], { code: 'USAGE', exitCode: 2 }],
  ['an argument nobody takes', ['bridge', ID], { code: 'USAGE', exitCode: 2 }],
  ['a flag without its value', ['bridge', '--call-id'], { code: 'USAGE', exitCode: 2 }],
  ['a value of none', ['bridge', '--arguments', 'nonsense'], { code: 'USAGE', exitCode: 2 }],
  ['a switch with a value', ['bridge', '--no-wait=yes'], { code: 'USAGE', exitCode: 2 }],
  ['no call', ['bridge'], { code: 'ID_MISSING', exitCode: 2 }, { env: AWS }],
  ['no region', ['bridge', ...WHOLE], { code: 'REGION_MISSING', exitCode: 2 }],
  ['an id that is none', ['bridge', '--call-id', 'x'], { code: 'ID_INVALID', exitCode: 2 }, { env: AWS }],
  [
    'an empty id',
    ['bridge', '--transaction-id', '', '--sma-id', SMA],
    { code: 'ID_INVALID', exitCode: 2 },
    { env: AWS },
  ],
  [
    'a duration that is none',
    ['bridge', ...WHOLE, '--wait', 'long'],
    { code: 'DURATION_INVALID', exitCode: 2 },
    { env: AWS },
  ],
  [
    'an argument that is none',
    ['bridge', ...WHOLE, '--argument', 'x'],
    { code: 'ARGUMENT_INVALID', exitCode: 2 },
    { env: AWS },
  ],
  [
    'a region without SMAs',
    ['bridge', ...WHOLE, '--region', 'eu-north-1', '--meetings-region', 'us-east-1'],
    { code: 'REGION_INVALID', exitCode: 2 },
  ],
  [
    'an endpoint that is not of this machine',
    ['bridge', ...WHOLE, '--endpoint-url', 'http://example.com'],
    { code: 'ENDPOINT_INVALID', exitCode: 2 },
    { env: AWS },
  ],
  [
    'an event file that is not there',
    ['bridge', '--event', '/nonexistent'],
    { code: 'FILE_UNREADABLE', exitCode: 2 },
    { env: AWS },
  ],
  ['an empty event on standard input', ['bridge', '--event', '-'], { code: 'FILE_INVALID', exitCode: 2 }, { env: AWS }],
  [
    'an event that is none on standard input',
    ['bridge', '--event', '-'],
    { code: 'FILE_INVALID', exitCode: 2 },
    { env: AWS, stdin: '{"a":1}' },
  ],
  [
    'an environment that is wrong',
    ['bridge'],
    { code: 'ID_INVALID', exitCode: 2 },
    { env: { ...AWS, CHIME_JOIN_CALL_ID: 'x' } },
  ],
  ['no meeting', ['meeting', 'show'], { code: 'ID_MISSING', exitCode: 2 }, { env: AWS }],
  ['no attendee', ['attendee', 'remove', '--meeting-id', ID], { code: 'ID_MISSING', exitCode: 2 }, { env: AWS }],
  ['no token for the action', ['action'], { code: 'JOIN_TOKEN_MISSING', exitCode: 2 }],
  ['nothing to explain', ['explain'], { code: 'USAGE', exitCode: 2 }],
  ['nothing to validate', ['validate'], { code: 'USAGE', exitCode: 2 }],
  ['nothing on standard input to validate', ['validate', '-'], { code: 'FILE_INVALID', exitCode: 2 }],
  ['no command to rehearse', ['emulator', 'exec'], { code: 'USAGE', exitCode: 2 }],
  [
    'no handler to check, whatever is on standard input',
    ['handler', 'check'],
    { code: 'USAGE', exitCode: 2 },
    { env: {}, stdin: '/nonexistent.mjs' },
  ],
  [
    'a handler to check that is not there',
    ['handler', 'check', '/nonexistent.mjs'],
    { code: 'FILE_UNREADABLE', exitCode: 2 },
  ],
  [
    'two handlers to check',
    ['handler', 'check', 'a.mjs', '--handler-url', 'http://127.0.0.1:9'],
    { code: 'USAGE', exitCode: 2 },
  ],
  [
    'a handler at a URL of the net',
    ['handler', 'check', '--handler-url', 'http://example.com'],
    { code: 'ENDPOINT_INVALID', exitCode: 2 },
  ],
  [
    'a URL where no handler is',
    ['handler', 'check', '--handler-url', 'http://127.0.0.1:9'],
    { code: 'UNREACHABLE', exitCode: 6 },
  ],
  [
    'permissions that are a whole handler',
    ['handler', 'print', '--language', 'policy', '--whole'],
    { code: 'USAGE', exitCode: 2 },
  ],
  [
    'a live call without its SIP media application',
    ['emulator', 'parity', '--transaction-id', ID],
    { code: 'ID_MISSING', exitCode: 2 },
    { env: AWS },
  ],
  [
    'a region that parity cannot be held in',
    ['emulator', 'parity', '--region', 'eu-north-1'],
    { code: 'REGION_INVALID', exitCode: 2 },
    { env: AWS },
  ],
  ['no emulator to call', ['emulator', 'call'], { code: 'ENDPOINT_INVALID', exitCode: 2 }],
  [
    'an AWS that nobody listens for',
    ['meeting', 'show', '--meeting-id', ID, '--endpoint-url', 'http://127.0.0.1:9'],
    { code: 'UNREACHABLE', exitCode: 6 },
    { env: AWS },
  ],
];

/** One of each way that leads out of a process: before oclif, in it, after it, after reading stdin, with sockets opened. */
const IN_A_PROCESS = [
  'an unknown command',
  'an unknown flag',
  'no call',
  'an event that is none on standard input',
  'an AWS that nobody listens for',
];

describe('what ends in an error', () => {
  const runs = [
    ['in many runs of one process', runHere, WRONG],
    ['in a process of its own', chimeJoin, WRONG.filter(([what]) => IN_A_PROCESS.includes(what))],
  ] as const;

  describe.each(runs)('%s', (_, run, cases) => {
    it.concurrent.each(cases)(
      '%s: stdout empty; with --json one document; one exit code',
      async (_what, args, { code, exitCode }, { env, stdin } = {}) => {
        const [plain, json] = await Promise.all([run(args, env, stdin), run([...args, '--json'], env, stdin)]);
        expect({ stdout: plain.stdout, exitCode: plain.exitCode }).toEqual({ stdout: '', exitCode });
        // What was sent again is told before.
        expect(plain.stderr).toMatch(/^(?: {2}\w+ again in .*\n)*Error: ./);
        expect(plain.stderr).not.toMatch(/\n\s+at .*:\d+/);
        const document = documentOf(json);
        expect(document).toMatchObject({ ok: false, result: null, error: { code, exitCode } });
        expect(json.exitCode).toBe(exitCode);
        expect(args.join(' ').startsWith(document.command.split(' ')[0] as string)).toBe(true);
      },
    );

    it('has cases', () => expect(cases.length).toBeGreaterThanOrEqual(IN_A_PROCESS.length));
  });
});

describe('what ends well', () => {
  it.concurrent.each<[string, string[], string]>([
    ['a rehearsal', ['bridge', ...WHOLE, '--dry-run', '--endpoint-url', 'http://127.0.0.1:9'], 'bridge'],
    ['help', ['bridge', '--help'], 'bridge'],
    ['the version', ['--version'], '--version'],
  ])('%s: the result on stdout, as text and as one document', async (_, args, command) => {
    const [plain, json] = await Promise.all([chimeJoin(args, AWS), chimeJoin([...args, '--json'], AWS)]);
    expect([plain.exitCode, json.exitCode]).toEqual([0, 0]);
    expect(plain.stdout).not.toBe('');
    expect(documentOf(json)).toMatchObject({ ok: true, command });
  });
});

it.concurrent.each(['start', 'exec'])('emulator %s has no --json, and says so in one document', async (name) => {
  const { stdout, exitCode } = await chimeJoin(['emulator', name, '--json', '--', 'true']);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { message: expect.stringContaining('--json') } });
});

it.concurrent.each([
  [['--verison'], 'the program has no flag "--verison"'],
  [['-V'], 'the program has no flag "-V"'],
  [['--foo', 'bridge', '--call-id', ID], '"--foo" stands before the command'],
])('%j: the flag is named', async (args, said) => {
  const { stderr, exitCode } = await chimeJoin(args);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
});

it.concurrent("--json after -- is another command's", async () => {
  const { stdout, exitCode } = await chimeJoin(['emulator', 'call', '--', '--json']);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
});

it.concurrent('a join token pasted in the wrong place is not repeated', async () => {
  const token = `MmVkYTk5ZDgtYmFkLXBhc3Rl${'x'.repeat(60)}`;
  const runs = [
    ['bridge', token],
    ['bridge', `--${token}`],
    ['bridge', '--arguments', token],
    [token],
    ['bridge', '--wait', token],
  ];
  for (const { stdout, stderr } of await Promise.all(runs.map((args) => runHere([...args, '--json'], AWS)))) {
    expect(stdout + stderr).not.toContain(token);
  }
});
