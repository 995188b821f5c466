import { constants } from 'node:fs';
import { access, lstat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed } from '../core/catalogue/failed.js';
import { EXIT_CODES } from '../core/exit-codes.js';
import { messageOf } from '../core/facts/thrown.js';
import type { Failure } from '../core/failure.js';

export interface ReportFile {
  /** Why it could not be written; null where it was. The report is printed in any case, and whatever else went wrong outranks it. */
  write(text: string): Promise<Failure | null>;
}

/** A new file for a report. Throws FILE_EXISTS or FILE_UNREADABLE at once, so that nothing is sent in vain. */
export async function openReportFile(path: string): Promise<ReportFile> {
  if (path === '' || path === '-') {
    throw failed('USAGE.report-file');
  }
  const named = { flag: '--report', file: JSON.stringify(path.slice(0, 300)) };
  if ((await lstat(path).catch(() => null)) !== null) {
    throw failed('FILE_EXISTS.output', named);
  }
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw failed('FILE_UNREADABLE.output', { ...named, said: messageOf(error) });
  });
  return {
    // Exclusive creation follows no symbolic link.
    write: (text) =>
      writeFile(path, text, { flag: 'wx' }).then(
        () => null,
        (error: unknown) => failed('FILE_UNREADABLE.output-lost', { ...named, said: messageOf(error) }, WORK_LOST),
      ),
  };
}

/** The requests had been sent by then. */
const WORK_LOST = { exitCode: EXIT_CODES.failed.code };
