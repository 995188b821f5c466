import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { envelopeSchema } from '../schemas/envelope.js';
import { meetingResult } from '../schemas/meeting.js';
import { emulated } from './emulated.js';
import { documentIn, liveMeetings, runInOneProcess } from './program.js';

const run = runInOneProcess();
const envelope = envelopeSchema(meetingResult);

async function meeting(args: string[], env: Record<string, string>) {
  const ended = await run(['meeting', ...args, '--json'], { env });
  return { ...ended, ...documentIn(envelope, ended) };
}

test.concurrent('a meeting is made, shown, ended, and ended once more', async () => {
  const { env, truth } = await emulated();
  const made = await meeting(['create', '--external-meeting-id', 'standup', '--media-region', 'eu-west-1'], env);
  const id = made.result?.meeting.meetingId as string;
  expect(made.result).toEqual({
    meeting: {
      meetingId: id,
      externalMeetingId: 'standup',
      mediaRegion: 'eu-west-1',
      region: 'us-east-1',
      arn: expect.stringContaining(id),
    },
  });
  const shown = await meeting(['show', '--meeting-id', id], env);
  expect(shown.result).toEqual(made.result);
  expect(shown.requestIds).toHaveLength(1);

  const ended = await meeting(['end', '--meeting-id', id, '--yes'], env);
  expect(ended).toMatchObject({ code: 0, ok: true, warnings: [], result: { meeting: { meetingId: id } } });
  expect(liveMeetings(await truth())).toEqual([]);
  expect(await meeting(['end', '--meeting-id', id, '--yes'], env)).toMatchObject({
    code: 0,
    warnings: [expect.any(String)],
  });
});

test.concurrent('the same command finds the same meeting, another makes another', async () => {
  const { env, truth } = await emulated();
  const create = (...args: string[]) => run(['meeting', 'create', ...args], { env });
  const [one, same] = [await create('--external-meeting-id', 'one'), await create('--external-meeting-id', 'one')];
  expect(one.stdout).toMatch(/^meeting {3}[-0-9a-f]{36}\nexternal {2}one\nregion {4}us-east-1\n/);
  expect(same.stdout).toBe(one.stdout);
  await create();
  expect(liveMeetings(await truth())).toHaveLength(2);
});

test.concurrent('its attendees come with it, their tokens in the file alone', async () => {
  const { env, truth, file } = await emulated();
  const args = ['create', '--add-attendee', 'ann', '--add-attendee', 'bob', '--attendees-file', file];
  const { result, stdout, stderr, warnings } = await meeting(args, env);
  const { meetings, secrets } = await truth();
  expect(meetings[0]?.attendees).toMatchObject(result?.attendees ?? []);
  expect(warnings).toEqual([]);
  expect(secrets.filter((secret) => `${stdout}${stderr}`.includes(secret))).toEqual([]);
  const { Meeting, Attendees } = JSON.parse(readFileSync(file, 'utf8'));
  expect(Meeting.MeetingId).toBe(result?.meeting.meetingId);
  expect(Attendees.map(({ JoinToken }: { JoinToken: string }) => JoinToken)).toEqual(secrets);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.concurrent('bad input sends nothing, and ends with 2', async () => {
  const { env, operations, truth, file } = await emulated();
  writeFileSync(file, 'mine');
  const inputs = [
    ['create', '--attendees-file', file],
    ['create', '--media-region', 'mars'],
    ['show'],
    ['end', '--meeting-id', '', '--yes'],
    ['end', '--meeting-id', '08d09606-48bc-41b8-9d0b-e1bea972c71b'],
  ];
  const ends = await Promise.all(inputs.map((args) => meeting(args, env)));
  expect(ends.map(({ code, ok, error }) => [code, ok, error?.exitCode])).toEqual(inputs.map(() => [2, false, 2]));
  expect(await operations()).toEqual([]);
  expect((await truth()).meetings).toEqual([]);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

describe.concurrent('what may have been made is never called safe to repeat', () => {
  test.each([
    ['connections that were cut', { kind: 'reset-after' }, []],
    ['an answer that never came', { kind: 'hang' }, ['--timeout', '2s']],
  ])('%s: 7, and the command that finds it', async (_what, fault, flags) => {
    const { env, faults, truth } = await emulated();
    await faults({ operation: 'CreateMeeting', times: 9, ...fault });
    const { code, error, result } = await meeting(['create', ...flags], env);
    expect({ code, result, retryable: error?.retryable }).toEqual({ code: 7, result: null, retryable: false });
    await faults();
    const again = (error?.tryThis[0] ?? '').split(' ').slice(2);
    expect((await meeting(again, env)).code).toBe(0);
    expect(liveMeetings(await truth())).toHaveLength(1);
  });
});
