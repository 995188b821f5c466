import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { failed } from '../core/catalogue/failed.js';
import type { Failure } from '../core/failure.js';
import type { Entry, EntryBody } from '../core/journal/entry.js';
import type { JournalText, RunJournal } from '../core/journal/port.js';
import { readEntry } from '../core/journal/read-entry.js';

const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY, O_RDWR } = constants;

/** A run of an hour writes some tens of lines, so a file beyond this is not what a run wrote, and is not read. */
const LARGEST_FILE = 16_000_000;

/** A run's journal. Synchronous: what it announces is done next, and must not begin before it is on disk. */
export function openJournalFile(path: string, made: () => void): Omit<RunJournal, 'temporary'> {
  const file = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    const stat = readableFile(file, path);
    // Whatever the umask took away, and whatever somebody has given since.
    if ((stat.mode & 0o777) !== 0o600) fchmodSync(file, 0o600);
    if (stat.size === 0) made();
  } catch (error) {
    closeSync(file);
    throw error;
  }
  let isOpen = true;
  return {
    read: () => textIn(file, path),
    append(entry) {
      // Its number may be another file's by now.
      if (!isOpen) throw new Error('the journal is closed');
      const line = lineOf(entry);
      // A line that was torn when its process died is ended first: it must not swallow this one.
      const text = endsInLine(file) ? line : `\n${line}`;
      writeWhole(file, Buffer.from(text));
      fsyncSync(file);
    },
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

/** Throws where it is not there, is too large, or is not a plain file. */
export function readJournalFile(path: string): JournalText {
  // What is no plain file, a pipe for one, could be waited for without end.
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    return textIn(file, path);
  } finally {
    closeSync(file);
  }
}

function lineOf(entry: EntryBody | Entry): string {
  const line = JSON.stringify({ time: new Date().toISOString(), ...entry });
  // What could not be read again would be as good as never written.
  if (readEntry(line) === null) throw new Error(`an entry of the type ${entry.type} cannot be read again`);
  return `${line}\n`;
}

/** O_APPEND makes one write one piece; a full disk may take a part of it. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last.toString() === '\n';
}

function readableFile(file: number, path: string): Stats {
  const stat = fstatSync(file);
  if (!stat.isFile()) throw new Error('it is not a plain file');
  if (stat.size > LARGEST_FILE) throw tooLarge(path, stat.size);
  return stat;
}

function tooLarge(path: string, size: number): Failure {
  const [megabytes = 0, limit = 0] = [size, LARGEST_FILE].map((bytes) => Math.round(bytes / 1_000_000));
  const quotedPath = `'${path.replaceAll("'", "'\\''")}'`;
  return failed('JOURNAL_UNUSABLE.too-large', { path, megabytes, limit, quotedPath });
}

function textIn(file: number, path: string): JournalText {
  const bytes = Buffer.alloc(readableFile(file, path).size);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, length);
    if (read === 0) break;
    length += read;
  }
  return parseJournal(bytes.toString('utf8', 0, length));
}

/** The entries of a journal's text. What is no entry is counted. */
export function parseJournal(text: string): JournalText {
  const read: JournalText = { entries: [], torn: 0, foreign: 0 };
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const entry = readEntry(line);
    if (entry !== null) read.entries.push(entry);
    else if (isWhole(line)) read.foreign += 1;
    else read.torn += 1;
  }
  return read;
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
