/**
 * With known join tokens, phone numbers, user ids and argument values in play, everything that the program writes or shows
 * of itself is looked through: both streams, every file under its folders, command lines and environments.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Echo } from './leaks/echoing.js';
import { BRIDGE, play, RUN, USER } from './leaks/play.js';
import { tracesOf } from './leaks/traces.js';

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
