import type { Entry, EntryBody, ProcessMark } from './entry.js';

/** What stands in one run's journal. */
export interface JournalText {
  entries: Entry[];
  /** Lines that are no JSON: each was torn when its process died, so that what it announced was never begun. */
  torn: number;
  /** Lines that are JSON and no entry: another version's, or somebody's. What they say is not known. */
  foreign: number;
}

/** One run's journal, open for more. */
export interface RunJournal {
  /** Where it stands, if that is not where it belongs: the user's own folder cannot be written. */
  temporary: string | null;
  /** Everything that stands in it by now, whoever wrote it. */
  read(): JournalText;
  /** On disk, synced, once it returns; with the time of writing where it has none. Throws JOURNAL_UNUSABLE: then nothing may be sent. */
  append(entry: EntryBody | Entry): void;
  close(): void;
}

/** The runs of this machine's user. AWS lists no meetings: this is the only way back to what a run created. */
export interface Journal {
  /** The ids of all runs, in no order; with `since` (ms since the epoch) of those that were written to since then. */
  runIds(since?: number): string[];
  /** Null where there is no such run. Throws JOURNAL_UNUSABLE where it cannot be read. */
  read(runId: string): JournalText | null;
  /** Makes the journal where it is not there. Throws JOURNAL_UNUSABLE. */
  open(runId: string): RunJournal;
  /** This process, and who started it (null where the system does not know). */
  holder: ProcessMark;
  who: string | null;
  version: string;
  /** A text that no other claim has. */
  newClaim(): string;
  /** Whether that process still runs; null where that cannot be seen from here: another machine, another container. */
  isAlive(holder: ProcessMark): boolean | null;
}
