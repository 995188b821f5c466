/** The composition root's part of a rehearsal: a folder of its own among the temporary files, gone with the process. */
import {
  closeSync,
  constants,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessMark } from '../core/journal/entry.js';
import { isAlive, ownMark } from '../journal/process-mark.js';

const PREFIX = 'chime-join-rehearsal-';
const MARK = 'process.json';

export interface RehearsalFolder {
  path: string;
  remove(): void;
}

/** A second signal ends the process at once, and the folder with it. What a SIGKILL leaves, the next rehearsal removes. */
export function openRehearsalFolder(): RehearsalFolder {
  removeAbandoned();
  const path = mkdtempSync(join(tmpdir(), PREFIX));
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  writeFileSync(join(path, MARK), JSON.stringify(ownMark()), { flag: 'wx', mode: 0o600 });
  return {
    path,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Those of this user whose process is known to be gone; never through a link. */
function removeAbandoned(): void {
  for (const name of namesIn(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    try {
      if (isOwn(path) && isAlive(markIn(path)) === false) rmSync(path, { recursive: true, force: true });
    } catch {
      // It is not one of ours, or is being removed: the next rehearsal looks again.
    }
  }
}

function isOwn(path: string): boolean {
  const stat = lstatSync(path);
  return stat.isDirectory() && (process.getuid === undefined || stat.uid === process.getuid());
}

/** Throws where there is none. */
function markIn(path: string): ProcessMark {
  const file = openSync(
    join(path, MARK),
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const { host, pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<ProcessMark>;
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof started !== 'string') throw new Error('no mark');
    return { host, pid, started };
  } finally {
    closeSync(file);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
