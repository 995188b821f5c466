import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../src/core/exit-codes.js';
import { chimeJoin } from './program.js';
import { ROOT } from './sources.js';

/** What scripts rely on. To change a line here is to break one: it is a major version. */
const EVERYWHERE = ['json', 'no-input', 'no-color', 'quiet'];
const TOWARDS_AWS = ['region', 'meetings-region', 'profile', 'endpoint-url', 'timeout', 'debug'];
const RUNS = ['profile', 'endpoint-url'];
const AS_WHOM = [...RUNS, 'timeout', 'debug'];
const EMULATOR = [
  'port',
  'handler',
  'handler-url',
  'env',
  'allow-network',
  'log-delay',
  'faults',
  'quotas',
  'no-meeting-events',
];
const COMMANDS: Record<string, string[]> = {
  action: [
    'attendee',
    'join-token-file',
    'external-user-id',
    'meeting-id',
    'call-id',
    'participant-tag',
    'as',
    'print',
  ],
  bridge: [
    ...['call-id', 'transaction-id', 'sma-id', 'event', 'since'],
    ...['meeting-id', 'external-meeting-id', 'media-region', 'external-user-id', 'add-attendee', 'attendees-file'],
    ...['arguments', 'argument', 'wait', 'no-wait', 'log-group', 'keep-meeting', 'new-meeting'],
    ...['run-id', 'reason', 'dry-run'],
    ...TOWARDS_AWS,
  ],
  'runs list': RUNS,
  'runs show': RUNS,
  'runs check': ['wait', 'log-group', ...AS_WHOM],
  'runs cleanup': ['yes', ...AS_WHOM],
  explain: ['file', 'operation', 'transaction-id', 'list'],
  validate: ['as', 'fix'],
  'meeting create': ['external-meeting-id', 'media-region', 'add-attendee', 'attendees-file', ...TOWARDS_AWS],
  'meeting show': ['meeting-id', ...TOWARDS_AWS],
  'meeting end': ['meeting-id', 'yes', ...TOWARDS_AWS],
  'attendee add': ['meeting-id', 'external-user-id', 'attendees-file', ...TOWARDS_AWS],
  'attendee list': ['meeting-id', ...TOWARDS_AWS],
  'attendee remove': ['meeting-id', 'attendee-id', 'yes', ...TOWARDS_AWS],
  'handler print': ['language', 'whole'],
  'handler check': ['handler-url', 'env', 'allow-network', 'runtime'],
  'emulator start': EMULATOR,
  'emulator exec': EMULATOR,
  'emulator call': ['from', 'to', 'endpoint-url'],
  'emulator hangup': ['transaction-id', 'endpoint-url'],
  'emulator press': ['transaction-id', 'digits', 'endpoint-url'],
  'emulator parity': ['sma-id', 'transaction-id', 'report', 'yes', ...TOWARDS_AWS],
};
/** What stands beside the flags. Left out, it must not be looked for on standard input: `streams` looks at that. */
const POSITIONAL: Record<string, string[]> = {
  'runs show': ['run'],
  'runs check': ['run'],
  'runs cleanup': ['run'],
  explain: ['error'],
  'handler check': ['file'],
  validate: ['file'],
};
/**
 * Values that must be typed: two runs that took one name from the environment would be one run, a variable never names the
 * target of a command that ends something, and one variable cannot mean what differs by command.
 */
const TYPED: Record<string, string[]> = {
  bridge: ['run-id'],
  'meeting end': ['meeting-id'],
  'attendee remove': ['meeting-id', 'attendee-id'],
  'emulator parity': ['transaction-id'],
  action: ['as'],
  validate: ['as'],
};
/** Must be typed: an environment may not say so. */
const SWITCHES = [
  'no-meeting-events',
  ...EVERYWHERE,
  ...[
    'no-wait',
    'keep-meeting',
    'new-meeting',
    'dry-run',
    'debug',
    'print',
    'whole',
    'list',
    'fix',
    'yes',
    'allow-network',
  ],
];

interface Flag {
  type: 'boolean' | 'option';
  env?: string;
  description?: string;
  required?: boolean;
  char?: string;
  options?: string[];
}
interface Arg {
  name: string;
  required?: boolean;
}
interface Manifest {
  commands: Record<
    string,
    { flags: Record<string, Flag>; args: Record<string, Arg>; summary?: string; hidden?: boolean }
  >;
}
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as Manifest;
const NAMES = Object.keys(COMMANDS);
const flagsOf = (name: string) => MANIFEST.commands[name.replaceAll(' ', ':')]?.flags ?? {};
const asOneLine = (text: string) => text.replace(/\s+/g, ' ');

it('the commands are those that were promised', () => {
  expect(
    Object.keys(MANIFEST.commands)
      .map((id) => id.replaceAll(':', ' '))
      .sort(),
  ).toEqual([...NAMES].sort());
});

it('one variable has one meaning: the values of a choice are the same in every command', () => {
  const meanings = new Map<string, Set<string>>();
  for (const { flags } of Object.values(MANIFEST.commands))
    for (const { env, options } of Object.values(flags))
      if (env !== undefined) meanings.set(env, (meanings.get(env) ?? new Set()).add(JSON.stringify(options ?? null)));
  expect([...meanings].filter(([, values]) => values.size > 1)).toEqual([]);
});

it('the manifest says what the built commands say', () => {
  expect(() =>
    execFileSync(process.execPath, [join(ROOT, 'scripts/manifest.js'), '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});

describe.each(NAMES)('%s', (name) => {
  const flags = Object.entries(flagsOf(name));

  it('takes the flags that were promised, and no others', () => {
    // Their stdout is a ready line, or another command's.
    const everywhere = EVERYWHERE.filter((flag) => flag !== 'json' || !/^emulator (?:start|exec)$/.test(name));
    expect(flags.map(([flag]) => flag).sort()).toEqual([...everywhere, ...(COMMANDS[name] as string[])].sort());
  });

  it('takes every value from the environment too, and no switch', () => {
    for (const [flag, { type, env }] of flags) {
      const variable = `CHIME_JOIN_${flag.toUpperCase().replaceAll('-', '_')}`;
      expect([flag, type, env]).toEqual([
        flag,
        ...(SWITCHES.includes(flag)
          ? ['boolean', undefined]
          : ['option', TYPED[name]?.includes(flag) ? undefined : variable]),
      ]);
    }
  });

  it('takes no positional argument but those that were promised, and needs none', () => {
    const args = Object.values(MANIFEST.commands[name.replaceAll(' ', ':')]?.args ?? {});
    expect(args.map((arg) => arg.name)).toEqual(POSITIONAL[name] ?? []);
    expect(args.filter(({ required }) => required === true)).toEqual([]);
  });

  it('requires nothing of oclif: what is missing is told, or asked, in our own words', () => {
    expect(flags.filter(([, { required }]) => required === true).map(([flag]) => flag)).toEqual([]);
  });

  it('says what it is for, and what each flag is for', () => {
    expect(MANIFEST.commands[name.replaceAll(' ', ':')]?.summary).toBeTruthy();
    expect(flags.filter(([, { description }]) => (description ?? '') === '').map(([flag]) => flag)).toEqual([]);
  });
});

describe('--help', () => {
  it.concurrent.each(NAMES)('of %s names each flag and its variable, on stdout alone', async (name) => {
    const { exitCode, stdout, stderr } = await chimeJoin([...name.split(' '), '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const help = asOneLine(stdout);
    for (const [flag, { env }] of Object.entries(flagsOf(name))) {
      expect(help).toContain(`--${flag}`);
      if (env !== undefined) expect(help).toContain(`[env: ${env}]`);
    }
  });

  it.concurrent('of the program names each command or its topic, and every exit code', async () => {
    const { exitCode, stdout } = await chimeJoin(['--help']);
    expect(exitCode).toBe(0);
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^  ${name.split(' ')[0]}\\b`, 'm'));
    const table = stdout
      .slice(stdout.indexOf('EXIT CODES'))
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
    expect(table).toEqual(Object.values(EXIT_CODES).map(({ code, meaning }) => `${code}  ${meaning}`));
  });
});
