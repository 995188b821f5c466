import { Failure } from '../failure.js';
import type { Journal } from './port.js';
import { type RunRecord, recordOf } from './record.js';

/**
 * The runs of the journal, one after the other, in no order; with `since` (ms since the epoch) those written to since then.
 * Skips a run whose journal cannot be read: such a run says nothing of any call or meeting.
 */
export function* readableRuns(
  journal: Pick<Journal, 'runIds' | 'read'>,
  { since, except = null }: { since?: number; except?: string | null } = {},
): Generator<RunRecord> {
  for (const runId of readable(() => journal.runIds(since)) ?? []) {
    const text = runId === except ? null : readable(() => journal.read(runId));
    const record = text === null ? null : recordOf(runId, text);
    if (record !== null) yield record;
  }
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
