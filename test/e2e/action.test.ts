import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionResult } from '../schemas/action.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { emulated } from './emulated.js';
import { documentIn, PROGRAM, runInOneProcess, start } from './program.js';

const run = runInOneProcess();
const envelope = envelopeSchema(actionResult);
const MEETING_ID = '08d09606-48bc-41b8-9d0b-e1bea972c71b';
const CALL_ID = '9ff01357-23c5-4611-9dd3-f05f9d654faa';
const TOKEN = 'QW-the-join-token';
const stdin = `${JSON.stringify({ Attendee: { ExternalUserId: 'ann', JoinToken: TOKEN } }, null, 4)}\n`;
const FROM_STDIN = ['action', '--attendee', '-', '--meeting-id', MEETING_ID];

test.concurrent('with --print stdout is the action, token included, and nothing else', async () => {
  const { code, stdout, stderr } = await run([...FROM_STDIN, '--call-id', CALL_ID, '--print'], { stdin });
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({
    Type: 'JoinChimeMeeting',
    Parameters: { JoinToken: TOKEN, CallId: CALL_ID, MeetingId: MEETING_ID },
  });
});

test.concurrent('as a response it is what a handler returns, and with --json both are there', async () => {
  const args = [...FROM_STDIN, '--as', 'response', '--print'];
  const { stdout } = await run(args, { stdin });
  const { result } = documentIn(envelope, await run([...args, '--json'], { stdin }));
  expect(JSON.parse(stdout)).toEqual({ SchemaVersion: '1.0', Actions: [result?.action] });
  expect(result?.response).toEqual(JSON.parse(stdout));
});

test.concurrent.each([[[]], [['--json']], [['--as', 'response']], [['--participant-tag', 'LEG-B']]])(
  'without --print the token is nowhere: %j',
  async (flags) => {
    const { stdout, stderr } = await run([...FROM_STDIN, ...flags], { stdin });
    expect(stdout + stderr).not.toContain(TOKEN);
    expect(stdout + stderr).toMatch(/\*\*\*|LEG-A/);
  },
);

test.concurrent('an attendee that was just made, and the meeting of its file, are what AWS knows', async () => {
  const { env, truth, file } = await emulated();
  await run(['meeting', 'create', '--add-attendee', 'ann', '--add-attendee', 'bob', '--attendees-file', file], { env });
  const args = ['action', '--attendee', file, '--external-user-id', 'bob', '--print'];
  const { stdout } = await run(args, { env: { CHIME_JOIN_CALL_ID: CALL_ID } });
  const { meetings, secrets } = await truth();
  expect(JSON.parse(stdout).Parameters).toEqual({
    JoinToken: secrets[1],
    CallId: CALL_ID,
    MeetingId: meetings[0]?.meetingId,
  });
});

test.concurrent('without a token it neither waits for standard input nor asks', async () => {
  const { code, stdout, stderr } = await run(['action'], { stdin });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('JOIN_TOKEN_MISSING');
  const { error } = documentIn(envelope, await run(['action', '--json']));
  expect(error).toMatchObject({ code: 'JOIN_TOKEN_MISSING', exitCode: 2 });
});

test.concurrent('in a shell it goes through pipes: from one that is empty, into one that closes early', async () => {
  const { file } = await emulated();
  writeFileSync(file, `${TOKEN}\n`);
  const program = `"${process.execPath}" "${PROGRAM}" action`;
  const early = await start('bash', [
    '-c',
    `set -o pipefail; ${program} --join-token-file <(cat "${file}") --print | head -c 1`,
  ]);
  expect(early).toMatchObject({ code: 0, stdout: '{' });
  expect((await start('bash', ['-c', `${program} --attendee - </dev/null`])).stderr).toContain('empty');
});
