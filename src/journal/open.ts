import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { failed } from '../core/catalogue/failed.js';
import { isRunId } from '../core/facts/ids.js';
import type { Failure } from '../core/failure.js';
import type { Journal } from '../core/journal/port.js';
import { openJournalFile, readJournalFile } from './journal-file.js';
import { isOwnFolder, isReachable, makeOwn, syncFolder, unusableFor } from './own-folder.js';
import { isAlive, ownMark } from './process-mark.js';
import { orUnusable } from './unusable.js';

const SUFFIX = '.jsonl';

/**
 * The journals in these state folders: one file a run, readable by its user alone. `inside` names the folders in between
 * where the runs are not the state folder's own. Nothing is made before the first run.
 */
export function openJournal(
  folders: readonly [string, ...string[]],
  version: string,
  inside: readonly string[] = [],
): Journal {
  const within = [...inside, 'runs'];
  const runsOf = (folder: string) => join(folder, ...within);
  const fileIn = (folder: string, runId: string) => join(runsOf(folder), `${runId}${SUFFIX}`);
  // Among the temporary files anybody may have put a folder of this name, and a run in it that names others' meetings.
  const isUsed = (folder: string, index: number) => isReachable(folder) && (index === 0 || isOwnFolder(folder));
  const reachable = () => (folders.length === 1 ? folders : folders.filter(isUsed));
  const folderOf = (runId: string) => reachable().find((folder) => isThere(fileIn(folder, runId)));
  return {
    runIds(since) {
      const names = reachable().flatMap((folder) =>
        orUnusable(runsOf(folder), () => unlessMissing(() => readdirSync(runsOf(folder)), [])).filter(
          (name) => since === undefined || isWrittenSince(join(runsOf(folder), name), since),
        ),
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
      const folder = folderOf(runId) ?? orUnusable(folders[0], () => firstUsable(folders));
      const path = fileIn(folder, runId);
      return orUnusable(path, () => {
        makeOwn(folder);
        for (const depth of within.keys()) makeOwn(join(folder, ...within.slice(0, depth + 1)));
        const file = openJournalFile(path, () => syncFolder(runsOf(folder)));
        return {
          temporary: folder === folders[0] ? null : folder,
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

/** Throws JOURNAL_UNUSABLE, which names every folder that was tried, and why each cannot be used. */
function firstUsable(folders: readonly [string, ...string[]]): string {
  const problems: Failure[] = [];
  for (const folder of folders) {
    const problem = unusableFor(folder);
    if (problem === null) return folder;
    problems.push(problem);
  }
  const [first, ...others] = problems as [Failure, ...Failure[]];
  if (others.length === 0) throw first;
  const said = problems.map((problem, index) => `${folders[index]}: ${problem.cause}`).join('; ');
  throw failed('JOURNAL_UNUSABLE.folders', { said });
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Whoever opens it is told why it cannot be used.
    return true;
  }
}

/** What cannot be looked at may have been. */
function isWrittenSince(path: string, since: number): boolean {
  try {
    return (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since;
  } catch {
    return true;
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
