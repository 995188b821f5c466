/**
 * With known join tokens, phone numbers, user ids and argument values in play, everything that the program writes or shows
 * of itself is looked through: both streams, every file under its folders, command lines and environments.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withCall } from '../e2e/program.js';
import { type Echo, openEchoingAws } from './leaks/echoing.js';
import { tracesOf } from './leaks/traces.js';
import { openMachine, type Watched } from './leaks/watched.js';

const PHONES = { from: '+12065550173', to: '+12065550188' };
const USER = 'ann.of.accounts@example';
const PIN = 'kR9!the pin "of" Ann/47';
const RUN = 'leaks-1';
const BRIDGE = ['bridge', '--external-user-id', USER, '--argument', `Pin=${PIN}`, '--run-id', RUN, '--timeout', '20s'];

const toClose: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of toClose) await close();
});

/** A machine, an emulator with a call whose numbers are known, and an AWS before it that may echo tokens. */
async function play(handler?: string, echoes: Echo[] = []) {
  const emulated = await withCall(handler);
  const call = await emulated.emulator.placeCall(PHONES);
  const machine = openMachine();
  const front = await openEchoingAws(emulated.emulator.url, echoes);
  toClose.push(machine.close, front.close);
  const aws = Object.fromEntries(
    Object.entries(emulated.aws).map(([name, value]) => [name, value.replace(emulated.emulator.url, front.url)]),
  );
  const env = {
    ...aws,
    CHIME_JOIN_CALL_ID: call.callId,
    CHIME_JOIN_TRANSACTION_ID: call.transactionId,
    CHIME_JOIN_SMA_ID: call.sipMediaApplicationId,
  };
  const ended: (Watched & { isDry: boolean })[] = [];
  return {
    ...machine,
    truth: emulated.truth,
    ended,
    async run(args: string[], stdin?: string) {
      const one = await machine.run(args, env, stdin);
      ended.push(Object.assign(one, { isDry: args.includes('--dry-run') }));
      return one;
    },
    /** Where each secret stands that should stand nowhere. `but`: files that the operator asked to hold them. */
    async leaks(but: string[] = []) {
      const { secrets } = await emulated.truth();
      expect(secrets.length).toBeGreaterThan(0);
      const files = machine.files().filter(({ path }) => !but.includes(path));
      const places = [
        ...ended.flatMap(({ stdout, stderr, processes }, at) => [
          { place: `stdout ${at}`, text: stdout },
          { place: `stderr ${at}`, text: stderr },
          { place: `processes ${at}`, text: processes },
        ]),
        ...files.map(({ path, text }) => ({ place: path, text: `${path}\n${text}` })),
      ];
      const found = places.flatMap(({ place, text }) =>
        secrets.flatMap((secret) => tracesOf(secret, text)).map((trace) => `${place}: ${trace}`),
      );
      // A dry run shows the operator's own arguments: that is what it is for.
      const typed = ended.flatMap(({ isDry }, at) => (isDry ? [`stdout ${at}`] : []));
      const pins = places
        // It is in the program's own command line, where its operator typed it.
        .filter(({ place }) => !place.startsWith('processes') && !typed.includes(place))
        .filter(
          ({ text }) =>
            text.includes(PIN) ||
            text.includes(JSON.stringify(PIN).slice(1, -1)) ||
            text.includes(encodeURIComponent(PIN)),
        )
        .map(({ place }) => `${place}: the argument's value`);
      const traced = ended.flatMap(({ stderr }, at) => {
        const debug = stderr
          .split('\n')
          .filter((line) => line.startsWith('debug:'))
          .join('\n');
        const hidden = [USER, encodeURIComponent(USER), PHONES.from.slice(1), PHONES.to.slice(1)];
        return hidden.filter((text) => debug.includes(text)).map((text) => `--debug ${at}: ${text}`);
      });
      const numbers = places
        .filter(({ text }) => text.includes(PHONES.from.slice(1)) || text.includes(PHONES.to.slice(1)))
        .map(({ place }) => `${place}: a phone number`);
      return [...found, ...pins, ...traced, ...numbers];
    },
  };
}

/** All that can be asked of a run when it is over. */
async function askEverything(played: Awaited<ReturnType<typeof play>>) {
  for (const words of [
    ['runs', 'list'],
    ['runs', 'check', RUN, '--wait', '2s', '--debug'],
    [...BRIDGE, '--wait', '2s'],
    ['runs', 'cleanup', '--yes', '--debug'],
    ['runs', 'check', RUN, '--wait', '1s', '--json'],
    ['runs', 'show', RUN],
    ['runs', 'show', RUN, '--json'],
  ]) {
    await played.run(words);
  }
}

const ECHOES: [string, string | undefined, Echo[]][] = [
  ['all goes well', undefined, []],
  ["the handler's error repeats the token", 'throws-token', []],
  ['the handler joins with a piece of the token', 'joins-with-short-token', []],
  ['AWS refuses the update and repeats it', undefined, [{ of: /calls/, status: 400, times: 1 }]],
  ['AWS fails at the update and repeats it', undefined, [{ of: /calls/, status: 500, times: 1 }]],
  [
    'what is read and what is removed is refused',
    undefined,
    [
      { of: /FilterLogEvents/, status: 400, times: 99 },
      { of: /DELETE/, status: 500, times: 99 },
    ],
  ],
];

describe.concurrent('no join token, argument or number leaves the program where', () => {
  it.each(ECHOES)('%s', async (_name, handler, echoes) => {
    const played = await play(handler, echoes);
    await played.run([...BRIDGE, '--wait', '3s', '--debug', '--json']);
    await askEverything(played);
    expect(await played.leaks()).toEqual([]);
  });

  it.each([
    ["the handler's error repeats the token", 'throws-token'],
    ['only its error does', 'logs-nothing-throws-token'],
  ])('%s, and a later process reads it', async (_name, handler) => {
    const played = await play(handler);
    await played.run([...BRIDGE, '--wait', '100ms']);
    await askEverything(played);
    expect(await played.leaks()).toEqual([]);
  });

  it('nothing is sent, and where nobody waits', async () => {
    const played = await play('throws-token');
    await played.run([...BRIDGE, '--dry-run', '--debug']);
    await played.run([...BRIDGE, '--dry-run', '--json']);
    await played.run([...BRIDGE, '--no-wait', '--add-attendee', 'browser']);
    await askEverything(played);
    expect(await played.leaks()).toEqual([]);
  });

  it('attendees are made, looked at and turned into actions', async () => {
    const played = await play();
    const file = join(played.cwd, 'attendees.json');
    const made = await played.run([
      'meeting',
      'create',
      '--add-attendee',
      USER,
      '--attendees-file',
      file,
      '--json',
      '--debug',
    ]);
    const { meetingId } = JSON.parse(made.stdout).result.meeting;
    const more = join(played.cwd, 'more.json');
    await played.run([
      'attendee',
      'add',
      '--meeting-id',
      meetingId,
      '--external-user-id',
      'bob',
      '--attendees-file',
      more,
    ]);
    await played.run(['attendee', 'add', '--meeting-id', meetingId, '--external-user-id', 'cid', '--json', '--debug']);
    await played.run(['attendee', 'list', '--meeting-id', meetingId, '--debug']);
    await played.run(['meeting', 'show', '--meeting-id', meetingId, '--json', '--debug']);
    await played.run(['action', '--attendee', file]);
    await played.run(['action', '--attendee', file, '--json']);
    const bridged = join(played.cwd, 'bridged.json');
    await played.run([...BRIDGE, '--add-attendee', 'browser', '--attendees-file', bridged, '--wait', '3s', '--debug']);
    const printed = await played.run(['action', '--attendee', file, '--print', '--as', 'response']);
    const { secrets } = await played.truth();
    expect(tracesOf(secrets[0] as string, printed.stdout)).not.toEqual([]);
    // Asked for, on stdout alone.
    printed.stdout = '';
    expect(await played.leaks([file, more, bridged])).toEqual([]);
  });

  it('logs and answers that hold tokens are explained, found wrong and read as events', async () => {
    const played = await play('throws-token');
    await played.run([...BRIDGE, '--wait', '2s']);
    const { calls, secrets } = await played.truth();
    const [token] = secrets as [string];
    const event = calls
      .flatMap(({ events }) => events)
      .find((one) => one.InvocationEventType === 'CALL_UPDATE_REQUESTED');
    const failed = {
      ...event,
      InvocationEventType: 'ACTION_FAILED',
      ActionData: {
        Type: 'JoinChimeMeeting',
        Parameters: { JoinToken: token, MeetingId: 'x', CallId: 'y' },
        ErrorType: 'InvalidActionParameter',
        ErrorMessage: `JoinToken parameter value is invalid: ${token}`,
      },
    };
    const response = {
      SchemaVersion: '1.0',
      Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: token, MeetingId: 7, Extra: token } }],
    };
    const file = (name: string, text: string) => {
      const path = join(played.cwd, name);
      writeFileSync(path, text);
      return path;
    };
    const given = {
      'event.json': JSON.stringify(event),
      'failed.json': JSON.stringify(failed),
      'failed.log': `2026-11-23T18:00:00Z\tb1\tINFO\tEVENT ${JSON.stringify(failed)}\nERROR cannot join with ${token}\n`,
      'response.json': JSON.stringify(response, null, 2),
      'torn.json': JSON.stringify(response).slice(0, -3),
      'unquoted.json': `{ "Type": "JoinChimeMeeting", "Parameters": { JoinToken: ${token}, "MeetingId": "x" } }`,
      'twice.json': `{"JoinToken":"${token}","JoinToken":"${token}x"}`,
    };
    const paths = Object.entries(given).map(([name, text]) => file(name, text));
    for (const path of paths) {
      await played.run(['validate', path]);
      await played.run(['validate', path, '--json']);
      await played.run(['explain', '--file', path]);
      await played.run(['explain', '--file', path, '--json']);
    }
    await played.run(['explain', `InvalidActionParameter: JoinToken ${'*'.repeat(3)}`]);
    await played.run([...BRIDGE, '--event', paths[1] as string, '--dry-run', '--json']);
    expect(await played.leaks(paths)).toEqual([]);
  });
});
