import { failed } from '../core/catalogue/failed.js';
import { messageOf } from '../core/facts/thrown.js';
import { Failure } from '../core/failure.js';

/** The work; whatever it throws is JOURNAL_UNUSABLE, of the file at `path` unless it says more. */
export function orUnusable<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Failure ? error : failed('JOURNAL_UNUSABLE.journal', { path, said: messageOf(error) });
  }
}

/** Why a state folder cannot be used. */
export function unusableFolder(folder: string, error: unknown): Failure {
  return error instanceof Failure ? error : failed('JOURNAL_UNUSABLE.folder', { path: folder, said: messageOf(error) });
}
