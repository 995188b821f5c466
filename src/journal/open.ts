import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isRunId } from '../core/facts/ids.js';
import { Failure } from '../core/failure.js';
import type { Journal } from '../core/ports/journal.js';
import { openJournalFile, readJournalFile } from './journal-file.js';
import { isAlive, ownMark } from './process-mark.js';

const SUFFIX = '.jsonl';

/** The folder of this user's state (XDG base directory specification: a relative path is ignored). */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['XDG_STATE_HOME'];
  const root = named !== undefined && isAbsolute(named) ? named : join(homedir(), '.local', 'state');
  return join(root, 'chime-join');
}

/** The journals in that folder: one file a run, readable by its user alone. Nothing is made before the first run. */
export function openJournal(folder: string, version: string): Journal {
  const runs = join(folder, 'runs');
  const fileOf = (runId: string) => join(runs, `${runId}${SUFFIX}`);
  return {
    runIds() {
      const names = orUnusable(runs, () => unlessMissing(() => readdirSync(runs), []));
      return names
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length))
        .filter(isRunId);
    },
    read(runId) {
      if (!isRunId(runId)) return null;
      return orUnusable(fileOf(runId), () => unlessMissing(() => readJournalFile(fileOf(runId)), null));
    },
    open(runId) {
      if (!isRunId(runId)) throw new Error('the request checks its run id');
      const path = fileOf(runId);
      return orUnusable(path, () => {
        makeOwn(folder);
        makeOwn(runs);
        const file = openJournalFile(path, () => syncFolder(runs));
        return {
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

/** A folder that only its user can read, whatever the umask was when it was made. */
function makeOwn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory()) throw new Error(`${folder} is no folder of its own`);
  if ((stat.mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
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
