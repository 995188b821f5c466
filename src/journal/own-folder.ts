import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { Unusable } from './unusable.js';

/** Makes the folder where it is not there, readable by its user alone. Throws Unusable, naming this very folder. */
export function makeOwn(folder: string): void {
  try {
    makeFolder(folder);
    const stat = lstatSync(folder);
    const problem = problemOf(stat);
    if (problem !== null) throw new Error(problem);
    // Whatever the umask was when it was made.
    if ((stat.mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
  } catch (error) {
    throw new Unusable(`The state folder ${folder} cannot be used.`, error instanceof Error ? error.message : '');
  }
}

/** Node's own way to make the parents never ends where one cannot be made, as below /proc. */
function makeFolder(folder: string): void {
  if (isThere(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Not a link, and made by this very user; a folder that is not there is nobody else's. */
export function isOwnFolder(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat === undefined || problemOf(stat) === null;
}

function problemOf(stat: Stats): string | null {
  if (stat.isSymbolicLink()) return 'it is a symbolic link';
  if (!stat.isDirectory()) return 'it is not a folder';
  if (process.getuid === undefined || stat.uid === process.getuid()) return null;
  return `it belongs to another user (uid ${stat.uid})`;
}

/** What shuts this user out of a folder for good: it cannot hold a run of theirs. */
const SHUT: readonly string[] = ['EACCES', 'EPERM', 'ENOTDIR'];

/**
 * Not where this user is shut out. A disk or a server that fails holds their runs anyway: passed over, a run of the same
 * name would begin anew elsewhere, and send its update twice.
 */
export function isReachable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch (error) {
    return !SHUT.includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** Why no run can be written down there; null where one can. */
export function unusableFor(folder: string): Unusable | null {
  try {
    makeOwn(folder);
    accessSync(folder, constants.W_OK);
    return null;
  } catch (error) {
    if (error instanceof Unusable) return error;
    return new Unusable(`The state folder ${folder} cannot be used.`, error instanceof Error ? error.message : '');
  }
}

/** A new file is only there for good once its folder is on disk too. */
export function syncFolder(folder: string): void {
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
