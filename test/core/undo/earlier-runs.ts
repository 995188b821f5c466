/** Journals of earlier runs for the sample call, an hour old; their processes are gone. */
import type { Entry, EntryBody } from '../../../src/core/journal/entry.js';
import { MemoryJournal } from '../bridge/fakes.js';
import { at, begun, line, madeMeeting, updateMarks } from '../journal/entries.js';
import { CALL_A, SMA, T0, TRANSACTION } from '../samples.js';

export const HOUR = 60 * 60_000;
export const CALL = { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
export const PLACE = { runId: 'now', endpoint: null, region: 'us-east-1', meetingsRegion: 'us-east-1' };
export const update: EntryBody = { type: 'update-sending', marks: updateMarks() };
export const accepted: EntryBody = { type: 'update-sent', delivery: 'accepted', at: T0, requestId: null };
export const refused: EntryBody = { type: 'update-sent', delivery: 'refused', at: T0, requestId: null };
export const made: EntryBody = { type: 'made', made: madeMeeting() };
export const undone: EntryBody = { type: 'undone', attempt: 1, undone: [], leftovers: [] };

export function journalOf(runs: Record<string, (Entry | EntryBody)[]>): MemoryJournal {
  const journal = new MemoryJournal(() => T0);
  for (const [runId, entries] of Object.entries(runs)) {
    journal.files.set(runId, entries.map((entry) => line({ time: at(), ...entry } as Entry)).join(''));
  }
  return journal;
}

export const DELIVERED = [begun(), made, update, accepted];
