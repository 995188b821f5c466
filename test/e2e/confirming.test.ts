/** What ends a meeting or a connection asks the person at the terminal, and takes its target from what was typed alone. */
import { describe, expect, test } from 'vitest';
import { HAS_PYTHON } from '../handler/python.js';
import { bridgeJson, liveMeetings, meetingLegs, runInOneProcess, scratch, withCall } from './program.js';
import { onTerminal } from './terminal.js';

const run = runInOneProcess();
const ENDING = ['DeleteMeeting', 'DeleteAttendee'];

async function joined() {
  const cloud = await withCall();
  const env = { ...cloud.env, XDG_STATE_HOME: scratch() };
  const { envelope } = await bridgeJson(['--run-id', 'ticket-7'], { env });
  const { meetingId = '', attendeeId = '' } = { ...envelope.result?.meeting, ...envelope.result?.attendee };
  const ended = async () => (await cloud.requests()).filter(({ operation }) => ENDING.includes(operation)).length;
  return { ...cloud, env, meetingId, attendeeId, ended };
}

const COMMANDS = [
  ['meeting end', ({ meetingId }: Awaited<ReturnType<typeof joined>>) => ['--meeting-id', meetingId]],
  [
    'attendee remove',
    ({ meetingId, attendeeId }: Awaited<ReturnType<typeof joined>>) => [
      ...['--meeting-id', meetingId, '--attendee-id', attendeeId],
    ],
  ],
] as const;

describe.concurrent.each(COMMANDS)('%s', (command, flagsOf) => {
  const words = command.split(' ');

  test('in a script wants --yes: without it nothing is sent, and the exit is 2', async () => {
    const them = await joined();
    const before = (await them.requests()).length;
    const { code, stdout, stderr } = await run([...words, ...flagsOf(them)], { env: them.env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--yes');
    expect((await them.requests()).length).toBe(before);
    const done = await run([...words, ...flagsOf(them), '--yes'], { env: them.env });
    expect([done.code, done.stderr]).toEqual([0, 'The caller of the run ticket-7 joined it.\n']);
    expect(await them.ended()).toBe(1);
  });

  test('takes no target from the environment', async () => {
    const them = await joined();
    const ids = { CHIME_JOIN_MEETING_ID: them.meetingId, CHIME_JOIN_ATTENDEE_ID: them.attendeeId };
    const { code, stderr } = await run([...words, '--yes'], { env: { ...them.env, ...ids } });
    expect([code, stderr.includes('ID_MISSING'), await them.ended()]).toEqual([2, true, 0]);
  });

  describe.skipIf(!HAS_PYTHON)('on a terminal', () => {
    test.each([
      ['Enter', '\r', 2],
      ['Ctrl-C', '\u0003', 130],
    ])('says whom it affects and asks; %s leaves everything as it is', async (_, keys, exitCode) => {
      const them = await joined();
      const { code, stdout, stderr } = await onTerminal([...words, ...flagsOf(them)], them.env, [['(y/N)', keys]]);
      expect([code, stdout, await them.ended()]).toEqual([exitCode, '', 0]);
      expect(stderr).toContain('phone-ticket-7');
      expect(stderr).toContain('The caller of the run ticket-7 joined it.');
      expect(meetingLegs(await them.truth())).toMatchObject([{ status: 'Connected' }]);
    });

    test('does it after a yes', async () => {
      const them = await joined();
      const { code } = await onTerminal([...words, ...flagsOf(them)], them.env, [['(y/N)', 'y\r']]);
      expect([code, await them.ended()]).toEqual([0, 1]);
    });
  });
});

test.skipIf(!HAS_PYTHON)('a meeting that has ended already is not asked about', async () => {
  const them = await joined();
  const words = ['meeting', 'end', '--meeting-id', them.meetingId];
  await run([...words, '--yes'], { env: them.env });
  const { code, stderr } = await onTerminal(words, them.env, []);
  expect([code, liveMeetings(await them.truth())]).toEqual([0, []]);
  expect(stderr).toContain('ended already');
});

test.skipIf(!HAS_PYTHON)('a FILE that a person has to type is said to be waited for', async () => {
  const { code, stdout, stderr } = await onTerminal(['validate', '-'], {}, [
    ['Ctrl-D', '{"SchemaVersion":"1.0","Actions":[]}\n\u0004'],
  ]);
  expect([code, stdout.includes('a response')]).toEqual([0, true]);
  expect(stderr).toContain('waiting');
});
