import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attendeesResult } from '../schemas/attendees.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { emulated } from './emulated.js';
import { documentIn, runInOneProcess } from './program.js';

const run = runInOneProcess();
const envelope = envelopeSchema(attendeesResult);
const NO_MEETING = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';

/** An emulator with one meeting, and `attendee` on it. */
async function withMeeting() {
  const aws = await emulated();
  const made = await run(['meeting', 'create', '--json'], { env: aws.env });
  const meetingId: string = JSON.parse(made.stdout).result.meeting.meetingId;
  const attendee = async (verb: string, ...args: string[]) => {
    const env = { ...aws.env, CHIME_JOIN_MEETING_ID: meetingId };
    // What removes somebody takes the meeting from what was typed alone.
    const typed = verb === 'remove' && !args.includes('--meeting-id') ? ['--meeting-id', meetingId] : [];
    const ended = await run(['attendee', verb, ...typed, ...args, '--json'], { env });
    return { ...ended, ...documentIn(envelope, ended) };
  };
  const present = async () => (await aws.truth()).meetings.find((one) => one.meetingId === meetingId)?.attendees;
  return { ...aws, meetingId, attendee, present };
}

test.concurrent('attendees are added, listed and removed', async () => {
  const { attendee, present, truth, file, meetingId } = await withMeeting();
  const two = ['--external-user-id', 'ann', '--external-user-id', 'bob'];
  const added = await attendee('add', ...two, '--attendees-file', file);
  expect(added).toMatchObject({ code: 0, warnings: [], requestIds: [expect.any(String), expect.any(String)] });
  expect(await present()).toMatchObject(added.result?.attendees ?? []);
  const { Meeting, Attendees } = JSON.parse(readFileSync(file, 'utf8'));
  expect([Meeting.MeetingId, Attendees.length]).toEqual([meetingId, 2]);

  const listed = await attendee('list');
  expect(listed.result).toEqual(added.result);
  const { secrets } = await truth();
  const shown = [added, listed].map(({ stdout, stderr }) => stdout + stderr).join();
  expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);

  const [ann, bob] = added.result?.attendees ?? [];
  const removed = await attendee('remove', '--yes', '--attendee-id', ann?.attendeeId ?? '');
  expect(removed.result).toEqual({ attendees: [{ attendeeId: ann?.attendeeId, externalUserId: null }] });
  expect(await present()).toEqual([expect.objectContaining(bob)]);
  expect(await attendee('remove', '--yes', '--attendee-id', ann?.attendeeId ?? '')).toMatchObject({
    code: 4,
    result: null,
  });
});

test.concurrent('for people an attendee is a line', async () => {
  const { env, meetingId } = await withMeeting();
  const { stdout, stderr } = await run(['attendee', 'add', '--meeting-id', meetingId, '--external-user-id', 'ann'], {
    env,
  });
  expect(stdout).toMatch(/^[-0-9a-f]{36} ann\n$/);
  expect(stderr).toMatch(/^Warning: .*--attendees-file/);
});

test.concurrent('bad input sends nothing, and ends with 2', async () => {
  const { attendee, operations } = await withMeeting();
  const ends = await Promise.all([
    attendee('add'),
    attendee('add', '--external-user-id', 'ann', '--external-user-id', 'ann'),
    attendee('add', '--external-user-id', 'ann', '--attendees-file', '-'),
    attendee('remove'),
    attendee('remove', '--yes', '--attendee-id', 'ann'),
    attendee('list', '--meeting-id', 'standup'),
  ]);
  expect(ends.map(({ code }) => code)).toEqual(ends.map(() => 2));
  expect(await operations()).toEqual(['CreateMeeting']);
});

test.concurrent('a meeting that is not there is 4, and the file is not made', async () => {
  const { attendee, file } = await withMeeting();
  const flags = ['--external-user-id', 'ann', '--attendees-file', file, '--meeting-id', NO_MEETING];
  expect(await attendee('add', ...flags)).toMatchObject({ code: 4, error: { code: 'MEETING_NOT_FOUND' } });
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

test.concurrent('an addition whose answer was lost is 7', async () => {
  const { attendee, faults } = await withMeeting();
  await faults({ operation: 'CreateAttendee', times: 9, kind: 'reset-after' });
  const { code, error } = await attendee('add', '--external-user-id', 'ann');
  expect([code, error?.retryable, error?.tryThis]).toEqual([7, false, [expect.stringContaining('attendee list')]]);
});

test.concurrent('a meeting that fills up keeps whom it took, and says how to take them back', async () => {
  const { attendee, present } = await withMeeting();
  const users = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => ['--external-user-id', `guest-${from + n}`]).flat();
  await attendee('add', ...users(0, 100));
  await attendee('add', ...users(100, 200));
  const { code, error, result } = await attendee('add', ...users(200, 252));
  expect([code, error?.code, result?.attendees.length, error?.tryThis.length]).toEqual([9, 'MEETING_FULL', 50, 50]);
  const [takeBack] = error?.tryThis ?? [];
  await attendee('remove', '--yes', ...(takeBack ?? '').split(' ').slice(3));
  expect(await present()).toHaveLength(249);
});
