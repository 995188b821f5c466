import { constants } from 'node:fs';
import { access, lstat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EXIT_CODES } from '../core/exit-codes.js';
import { Failure } from '../core/failure.js';

export interface ReportFile {
  /** Why it could not be written; null where it was. The report is printed in any case, and whatever else went wrong outranks it. */
  write(text: string): Promise<Failure | null>;
}

/** A new file for a report. Throws FILE_EXISTS or FILE_UNREADABLE at once, so that nothing is sent in vain. */
export async function openReportFile(path: string): Promise<ReportFile> {
  if (path === '' || path === '-') {
    throw new Failure('USAGE', '--report takes the name of a new file: the report is printed in any case.');
  }
  const shown = JSON.stringify(path.slice(0, 300));
  const unusable = (error: unknown) =>
    new Failure('FILE_UNREADABLE', `--report ${shown} cannot be written.`, {
      cause: error instanceof Error ? error.message : String(error),
    });
  if ((await lstat(path).catch(() => null)) !== null) {
    throw new Failure('FILE_EXISTS', `--report ${shown} is there already, and is not written over.`, {
      tryThis: ['Name a new file'],
    });
  }
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw unusable(error);
  });
  return {
    // Exclusive creation follows no symbolic link.
    write: (text) =>
      writeFile(path, text, { flag: 'wx' }).then(
        () => null,
        (error: unknown) =>
          unusable(error).retold('FILE_UNREADABLE', `--report ${shown} could not be written.`, WORK_LOST),
      ),
  };
}

/** The requests had been sent by then. */
const WORK_LOST = { exitCode: EXIT_CODES.failed.code };
