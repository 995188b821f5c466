import { failed } from '../catalogue/failed.js';
import { showDuration } from '../duration.js';
import { asFailure, type Failure } from '../failure.js';
import type { Clock } from '../ports/clock.js';
import { clip } from '../redact.js';
import { type Entry, type EntryBody, type EntryOf, LONGEST_NOTE, type Purpose } from './entry.js';
import type { Journal, JournalText, RunJournal } from './port.js';
import { begunRecord, fold, openRecord, type RunRecord, timeOf } from './record.js';
import { requireUnderstood } from './understood.js';

/** One process's hold on a run: what is known of it, and where it writes. */
export interface Logbook {
  /** The fold of all that is written, this process's own lines included; null while no attempt was begun. */
  readonly record: RunRecord | null;
  /** Where the journal stands, if that is not where it belongs. */
  temporary: string | null;
  /** Written and synced, and folded in, once it returns. Throws JOURNAL_UNUSABLE, RUN_UNDER_WAY: then what it announces must not be done. */
  intend(entry: EntryBody): void;
  /** What has happened already, or must happen anyway: folded in whether or not it can be written. Never throws: `lost` hears of a failure, once. */
  note(entry: EntryBody): void;
  /**
   * RUN_UNDER_WAY where another machine's process has the run by now: this one was silent for longer than it had said that
   * it could last (a suspended machine, a paused container). What it holds may be in use; it undoes and writes nothing more.
   */
  takenOver(): Failure | null;
  /** Releases the run. Never throws; nothing is written after it. */
  release(): void;
}

/** How long the holder may live at most, in ms, undoing included; and who hears that the journal could not be written. */
export interface Hold {
  purpose: Purpose;
  lastsMs: number;
  /** The entry without what nobody may see; left out where nothing secret is known. */
  shown?: (entry: EntryBody) => EntryBody;
  lost: (failure: Failure) => void;
}

/**
 * Takes hold of a run. Of two that try at once the one whose claim stands first in the journal has it. Throws
 * RUN_UNDER_WAY where another process has, JOURNAL_UNUSABLE; a journal that is not understood is left untouched.
 */
export function takeHold(runId: string, journal: Journal, clock: Clock, hold: Hold): Logbook {
  const before = journal.read(runId);
  if (before !== null) requireUnderstood(runId, before, journal.version);
  const book = new OpenLogbook(runId, journal, clock, hold);
  try {
    book.claim();
    return book;
  } catch (error) {
    book.release();
    throw error;
  }
}

class OpenLogbook implements Logbook {
  readonly #runId: string;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #hold: Hold;
  readonly #file: RunJournal;
  readonly #claim: string;
  readonly #record: RunRecord;
  #isOpen = true;
  #hasClaim = false;
  #isLost = false;
  #written = 0;

  constructor(runId: string, journal: Journal, clock: Clock, hold: Hold) {
    this.#runId = runId;
    this.#journal = journal;
    this.#clock = clock;
    this.#hold = hold;
    this.#file = journal.open(runId);
    this.#claim = journal.newClaim();
    this.#record = openRecord(runId);
  }

  get record(): RunRecord | null {
    return begunRecord(this.#record);
  }

  get temporary(): string | null {
    return this.#file.temporary;
  }

  claim(): void {
    const { holder: by, who, version } = this.#journal;
    const { purpose, lastsMs } = this.#hold;
    this.#write(this.#stamped({ type: 'claimed', claim: this.#claim, purpose, by, who, version, lastsMs }));
    this.#hasClaim = true;
    const text = this.#file.read();
    requireUnderstood(this.#runId, text, version);
    const holder = holderIn(openClaims(text.entries), this.#journal, this.#clock.now());
    if (holder?.claim !== this.#claim) throw underWay(this.#runId, holder);
    for (const entry of text.entries) fold(this.#record, entry);
  }

  intend(entry: EntryBody): void {
    const over = this.takenOver();
    if (over !== null) throw over;
    const stamped = this.#stamped(entry);
    this.#write(stamped);
    fold(this.#record, stamped);
  }

  note(entry: EntryBody): void {
    if (!this.#isOpen) return;
    const stamped = this.#stamped(entry);
    fold(this.#record, stamped);
    this.#tryToWrite(stamped);
  }

  takenOver(): Failure | null {
    try {
      return this.#isOpen && isOthers(this.#file.read(), this.#claim, this.#written)
        ? underWay(this.#runId, null)
        : null;
    } catch {
      return null;
    }
  }

  release(): void {
    if (!this.#isOpen) return;
    if (this.#hasClaim) this.#tryToWrite(this.#stamped({ type: 'released', claim: this.#claim }));
    this.#isOpen = false;
    this.#file.close();
  }

  #tryToWrite(entry: Entry): void {
    try {
      if (entry.type === 'released' || this.takenOver() === null) this.#write(entry);
    } catch (error) {
      if (!this.#isLost) this.#hold.lost(asFailure(error));
      this.#isLost = true;
    }
  }

  #write(entry: Entry): void {
    // Once it is closed, its number may be that of another file.
    if (!this.#isOpen) throw new Error('the run was released');
    this.#file.append(entry);
    this.#written += 1;
  }

  /** The same time in the journal and in the fold: what the run answers, and what it answers when resumed, must not differ. */
  #stamped(entry: EntryBody): Entry {
    return { time: new Date(this.#clock.now()).toISOString(), ...this.#shown(entry) };
  }

  #shown(entry: EntryBody): EntryBody {
    return clip(this.#hold.shown?.(entry) ?? entry, LONGEST_NOTE);
  }
}

/** True if another process has written entries after our claim. `written`: our own lines, the claim with them. */
function isOthers({ entries }: JournalText, claim: string, written: number): boolean {
  const own = entries.findIndex((entry) => entry.type === 'claimed' && entry.claim === claim);
  const since = entries.slice(own + 1);
  if (!since.some(({ type }) => type === 'claimed')) return false;
  return since.filter(({ type }) => type !== 'claimed' && type !== 'released').length > written - 1;
}

function openClaims(entries: ReturnType<RunJournal['read']>['entries']): EntryOf<'claimed'>[] {
  const released = new Set(entries.flatMap((entry) => (entry.type === 'released' ? [entry.claim] : [])));
  return entries.filter((entry) => entry.type === 'claimed').filter(({ claim }) => !released.has(claim));
}

/** The first of the claims whose process still runs, or may: of another machine's only its time limit is known. */
export function holderIn(
  claims: readonly EntryOf<'claimed'>[],
  journal: Pick<Journal, 'isAlive'>,
  now: number,
): EntryOf<'claimed'> | null {
  const holds = ({ by, time, lastsMs }: EntryOf<'claimed'>) => journal.isAlive(by) ?? now < timeOf(time) + lastsMs;
  return claims.find(holds) ?? null;
}

function underWay(runId: string, holder: EntryOf<'claimed'> | null): Failure {
  if (holder === null) return failed('RUN_UNDER_WAY.unknown', { runId }, { delivery: 'unknown' });
  const { purpose, by, time: since, lastsMs } = holder;
  const facts = { runId, purpose, pid: by.pid, since, lasts: showDuration(lastsMs) };
  return failed('RUN_UNDER_WAY.holder', facts, { delivery: 'unknown' });
}
