import { showDuration } from '../duration.js';
import { asFailure, Failure } from '../failure.js';
import type { Clock } from '../ports/clock.js';
import { clip } from '../veil.js';
import { type EntryBody, type EntryOf, LONGEST_NOTE, type Purpose } from './entry.js';
import type { Journal, JournalText, RunJournal } from './port.js';
import { type RunRecord, recordOf, timeOf } from './record.js';

/** One process's hold on a run: what it knew when it took hold, and where it writes. */
export interface Logbook {
  /** As it stood; null for a run that is new. */
  record: RunRecord | null;
  /** Where the journal stands, if that is not where it belongs. */
  makeshift: string | null;
  /** Written and synced once it returns. Throws JOURNAL_UNUSABLE, RUN_UNDER_WAY: then what it announces must not be done. */
  intend(entry: EntryBody): void;
  /** What has happened already, or must happen anyway. Never throws: `lost` hears of a failure, once. */
  tell(entry: EntryBody): void;
  /**
   * RUN_UNDER_WAY where another machine's process has the run by now: this one was silent for longer than it had said that
   * it could last (a suspended machine, a paused container). What it holds may be in use; it undoes and writes nothing more.
   */
  takenOver(): Failure | null;
  /** Gives the run free. Never throws; nothing is written after it. */
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
 * RUN_UNDER_WAY where another process has, JOURNAL_UNUSABLE.
 */
export function takeHold(
  runId: string,
  journal: Journal,
  clock: Clock,
  { purpose, lastsMs, shown = (entry) => entry, lost }: Hold,
): Logbook {
  const file = journal.open(runId);
  const claim = journal.newClaim();
  let isOpen = true;
  let told = false;
  let written = 0;
  const write = (entry: EntryBody) => {
    // Once it is closed, its number may be that of another file.
    if (!isOpen) throw new Error('the run was given free');
    file.append(clip(shown(entry), LONGEST_NOTE));
    written += 1;
  };
  const takenOver = () => {
    try {
      return isOpen && isOthers(file.read(), claim, written) ? underWay(runId, null) : null;
    } catch {
      return null;
    }
  };
  const intend = (entry: EntryBody) => {
    const over = takenOver();
    if (over !== null) throw over;
    write(entry);
  };
  const tell = (entry: EntryBody) => {
    if (!isOpen) return;
    try {
      if (entry.type === 'released' || takenOver() === null) write(entry);
    } catch (error) {
      if (!told) lost(asFailure(error));
      told = true;
    }
  };
  const close = () => {
    if (isOpen) file.close();
    isOpen = false;
  };
  const release = () => {
    tell({ type: 'released', claim });
    close();
  };
  try {
    const { holder: by, who, version } = journal;
    write({ type: 'claimed', claim, purpose, by, who, version, lastsMs });
  } catch (error) {
    close();
    throw error;
  }
  try {
    const text = file.read();
    requireReadable(runId, text);
    const holder = holderIn(openClaims(text.entries), journal, clock.now());
    if (holder?.claim !== claim) throw underWay(runId, holder);
    return { record: recordOf(runId, text), makeshift: file.makeshift, intend, tell, takenOver, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** What a line says that is not understood may be that the update was sent. */
function requireReadable(runId: string, { foreign }: JournalText): void {
  if (foreign === 0) return;
  throw new Failure('JOURNAL_UNUSABLE', `The journal of the run ${runId} has lines that this version does not know.`, {
    cause: `${foreign} of them`,
    tryThis: ['use the version of chime-join that wrote it', 'or give the new run an id of its own, and look first'],
  });
}

/** A later claim's process has done more than to give way: there are entries of others. `written`: ours, the claim with them. */
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
  const who = holder === null ? 'another command' : `chime-join ${holder.purpose}, pid ${holder.by.pid},`;
  return new Failure('RUN_UNDER_WAY', `The run ${runId} is under way: ${who} holds it.`, {
    cause: holder === null ? null : `since ${holder.time}, for ${showDuration(holder.lastsMs)} at most`,
    delivery: 'unknown',
    tryThis: [`chime-join runs show ${runId}`],
  });
}
