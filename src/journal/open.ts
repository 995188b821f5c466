import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
} from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isRunId } from '../core/facts/ids.js';
import { Failure } from '../core/failure.js';
import type { Journal } from '../core/journal/port.js';
import { openJournalFile, readJournalFile } from './journal-file.js';
import { isAlive, ownMark } from './process-mark.js';

const SUFFIX = '.jsonl';

/**
 * The folders of this user's state, the first that can be used first (XDG base directory specification: a relative path is
 * ignored). A user without a home that can be written, as in many containers, has one among the temporary files.
 */
export function stateFolders(environment: Readonly<Record<string, string | undefined>>): [string, ...string[]] {
  const named = environment['XDG_STATE_HOME'];
  if (named !== undefined && isAbsolute(named)) return [join(named, 'chime-join')];
  const makeshift = join(tmpdir(), `chime-join-${process.getuid?.() ?? 'state'}`);
  const home = homeFolder();
  return home === null ? [makeshift] : [join(home, '.local', 'state', 'chime-join'), makeshift];
}

/** Null for a user that the system does not know, and that names none. */
function homeFolder(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

/** The journals in these folders: one file a run, readable by its user alone. Nothing is made before the first run. */
export function openJournal(folders: readonly [string, ...string[]], version: string): Journal {
  const runsOf = (folder: string) => join(folder, 'runs');
  const fileIn = (folder: string, runId: string) => join(runsOf(folder), `${runId}${SUFFIX}`);
  // Among the temporary files anybody may have put a folder of this name, and a run in it that names others' meetings.
  const isUsed = (folder: string, index: number) => isReachable(folder) && (index === 0 || isOwnFolder(folder));
  const reachable = () => (folders.length === 1 ? folders : folders.filter(isUsed));
  const folderOf = (runId: string) => reachable().find((folder) => isThere(fileIn(folder, runId)));
  return {
    runIds() {
      const names = reachable().flatMap((folder) =>
        orUnusable(runsOf(folder), () => unlessMissing(() => readdirSync(runsOf(folder)), [])),
      );
      const runIds = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
      return [...new Set(runIds)].filter(isRunId);
    },
    read(runId) {
      if (!isRunId(runId)) return null;
      const path = fileIn(folderOf(runId) ?? folders[0], runId);
      return orUnusable(path, () => unlessMissing(() => readJournalFile(path), null));
    },
    open(runId) {
      if (!isRunId(runId)) throw new Error('the request checks its run id');
      const folder = folderOf(runId) ?? folders.find(canBeMade) ?? folders[0];
      const path = fileIn(folder, runId);
      return orUnusable(path, () => {
        makeOwn(folder);
        makeOwn(runsOf(folder));
        const file = openJournalFile(path, () => syncFolder(runsOf(folder)));
        return {
          makeshift: folder === folders[0] ? null : folder,
          read: () => orUnusable(path, file.read),
          append: (entry) => orUnusable(path, () => file.append(entry)),
          close: file.close,
        };
      });
    },
    holder: ownMark(),
    who: whoAmI(),
    version,
    newClaim: () => randomBytes(12).toString('hex'),
    isAlive,
  };
}

/** What shuts this user out of a folder for good: it can hold no run of his. */
const SHUT: readonly string[] = ['EACCES', 'EPERM', 'ENOTDIR'];

/**
 * Not where this user is shut out. A disk or a server that fails holds his runs all the same: passed over, a run of the same
 * name would begin anew elsewhere, and send its update twice.
 */
function isReachable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch (error) {
    return !SHUT.includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Whoever opens it is told why it cannot be used.
    return true;
  }
}

function canBeMade(folder: string): boolean {
  try {
    makeOwn(folder);
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder that only its user can read, whatever the umask was when it was made, and that nobody else has put there. */
function makeOwn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isOwnFolder(folder)) throw new Error(`${folder} is no folder of its own`);
  if ((lstatSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
}

/** No link, and made by this very user; what is not there is nobody else's. */
function isOwnFolder(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  return stat.isDirectory() && (process.getuid === undefined || stat.uid === process.getuid());
}

/** A new file is only there for good once its folder is on disk too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some file systems cannot: then the file is as safe as it can be.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  } finally {
    closeSync(handle);
  }
}

function whoAmI(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

function unlessMissing<T>(read: () => T, missing: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    throw error;
  }
}

function orUnusable<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Failure('JOURNAL_UNUSABLE', `The journal ${path} cannot be used.`, {
      cause: error instanceof Error ? error.message : String(error),
      tryThis: [
        'name a folder that can be written, and run it again: export XDG_STATE_HOME=/tmp/state',
        'is the disk full? df -h',
      ],
    });
  }
}
