import { constants } from 'node:fs';
import { access, lstat, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed } from '../core/catalogue/failed.js';
import { messageOf } from '../core/facts/thrown.js';
import type { Failure } from '../core/failure.js';
import type { AttendeesFile } from '../core/ports/attendees-file.js';
import type { Attendee, Meeting } from '../core/ports/meetings.js';

/** Twenty attendees and a meeting are some ten thousand characters. */
const LARGEST_FILE = 1024 * 1024;

/** As `attendeesFileAt`, prepared. Throws FILE_EXISTS or FILE_UNREADABLE at once, before anything is sent. */
export async function openAttendeesFile(path: string): Promise<AttendeesFile> {
  const file = attendeesFileAt(path);
  await file.prepare();
  return file;
}

/**
 * The file that hands a meeting and its browsers' attendees to an application, join tokens included: 0600, never through a
 * link, never over a file that is there, unless an earlier attempt of the same run wrote it.
 */
export function attendeesFileAt(path: string): AttendeesFile {
  let written = false;
  let adopted: readonly string[] = [];
  const isOwn = async () => written || (await holdsOnly(path, adopted));
  return {
    adopt(attendeeIds) {
      adopted = attendeeIds;
    },
    prepare: async () => requireFree(path, await isOwn()),
    async write(meeting, attendees) {
      if (await isOwn()) await rm(path, { force: true });
      // Exclusive creation follows no symbolic link, not even one that leads nowhere.
      const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
        throw unusable(path, error);
      });
      written = true;
      try {
        await file.writeFile(`${JSON.stringify(attendeesDocument(meeting, attendees), null, 2)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async discard() {
      if (await isOwn()) await rm(path, { force: true });
    },
  };
}

/** Such a file, and of no other attendees than these; false for whatever else stands there, or nothing. */
async function holdsOnly(path: string, attendeeIds: readonly string[]): Promise<boolean> {
  if (attendeeIds.length === 0) return false;
  try {
    const stat = await lstat(path);
    // Reading a pipe would wait for its writer.
    if (!stat.isFile() || stat.size > LARGEST_FILE) return false;
    const { Attendees } = JSON.parse(await readFile(path, 'utf8')) as { Attendees?: { AttendeeId?: unknown }[] };
    const ids = (Attendees ?? []).map(({ AttendeeId }) => AttendeeId);
    return ids.length > 0 && ids.every((id) => typeof id === 'string' && attendeeIds.includes(id));
  } catch {
    return false;
  }
}

/** As CreateMeetingWithAttendees answers: what the browser SDK's MeetingSessionConfiguration takes. */
function attendeesDocument(meeting: Meeting, attendees: Attendee[]): Record<string, unknown> {
  return {
    Meeting: meeting.asAnswered,
    Attendees: attendees.map(({ attendeeId, externalUserId, joinToken }) => ({
      AttendeeId: attendeeId,
      ExternalUserId: externalUserId,
      ...(joinToken === null ? {} : { JoinToken: joinToken.reveal() }),
    })),
  };
}

const FLAG = '--attendees-file';

async function requireFree(path: string, isOwn: boolean): Promise<void> {
  if (path === '' || path === '-') {
    throw failed('USAGE.attendees-file');
  }
  const there = await lstat(path).catch(() => null);
  if (there !== null && !(isOwn && there.isFile())) {
    throw failed('FILE_EXISTS.output', { flag: FLAG, file: JSON.stringify(path) });
  }
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw unusable(path, error);
  });
}

function unusable(path: string, error: unknown): Failure {
  const said = messageOf(error);
  return failed('FILE_UNREADABLE.output', { flag: FLAG, file: JSON.stringify(path), said });
}
