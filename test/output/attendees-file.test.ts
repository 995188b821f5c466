import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Meeting } from '../../src/core/ports/meetings.js';
import { Secret } from '../../src/core/secret.js';
import { attendeesFileAt, openAttendeesFile } from '../../src/output/attendees-file.js';

const meeting: Meeting = {
  meetingId: 'm',
  externalMeetingId: null,
  mediaRegion: null,
  region: 'r',
  arn: null,
  asAnswered: { MeetingId: 'm' },
};
const attendees = [
  { attendeeId: 'a', externalUserId: 'ann', joinToken: new Secret('token') },
  { attendeeId: 'b', externalUserId: 'bob', joinToken: null },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chime-join-output-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('holds what the browser SDK takes, for its owner alone', async () => {
  const path = join(folder, 'attendees.json');
  await (await openAttendeesFile(path)).write(meeting, attendees);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    Meeting: { MeetingId: 'm' },
    Attendees: [
      { AttendeeId: 'a', ExternalUserId: 'ann', JoinToken: 'token' },
      { AttendeeId: 'b', ExternalUserId: 'bob' },
    ],
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('is not there before it is written, and not after it is discarded', async () => {
  const file = await openAttendeesFile(join(folder, 'a.json'));
  expect(await readdir(folder)).toEqual([]);
  await file.write(meeting, attendees);
  await file.discard();
  expect(await readdir(folder)).toEqual([]);
});

it("discards nothing of somebody else's that came between", async () => {
  const path = join(folder, 'a.json');
  const file = await openAttendeesFile(path);
  await writeFile(path, 'mine');
  await expect(file.write(meeting, attendees)).rejects.toMatchObject({ name: 'Failure' });
  await file.discard();
  expect(await readFile(path, 'utf8')).toBe('mine');
});

it.skipIf(process.platform === 'win32')('does not wait for a pipe in its place', async () => {
  const path = join(folder, 'a.json');
  execFileSync('mkfifo', [path]);
  const file = attendeesFileAt(path);
  file.adopt(['a']);
  await expect(file.prepare()).rejects.toMatchObject({ code: 'FILE_EXISTS' });
});

describe('is refused at once, exit 2', () => {
  it.each<[string, (path: string) => Promise<unknown>]>([
    ['a file is', (path) => writeFile(path, 'x')],
    ['a folder is', (path) => mkdir(path)],
    ['a link leads somewhere', (path) => symlink(folder, path)],
    ['a link leads nowhere', (path) => symlink('/nonexistent/x', path)],
  ])('where %s', async (_, prepare) => {
    const path = join(folder, 'a.json');
    await prepare(path);
    await expect(openAttendeesFile(path)).rejects.toMatchObject({ code: 'FILE_EXISTS', exitCode: 2 });
  });

  it.each([
    ['in a folder that is not there', '/nonexistent/x', 'FILE_UNREADABLE'],
    ['on the screen', '-', 'USAGE'],
    ['without a name', '', 'USAGE'],
  ])('%s', async (_, path, code) => {
    await expect(openAttendeesFile(path)).rejects.toMatchObject({ code, exitCode: 2 });
  });
});
