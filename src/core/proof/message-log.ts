import type { CallEvent } from '../evidence/call-event.js';
import type { LogRecord, RecordQuery, Records } from '../ports/records.js';
import { messageLogGroup } from './log-groups.js';

/** What the SMA's message log says of a call. Mostly it is switched off, and there is no such group: none then. Never throws. */
export async function messagesOf(
  { transactionId, sipMediaApplicationId }: Pick<CallEvent, 'transactionId' | 'sipMediaApplicationId'>,
  window: Pick<RecordQuery, 'since' | 'until' | 'atMost'>,
  records: Records,
  signal: AbortSignal,
): Promise<string[]> {
  if (sipMediaApplicationId === null) return [];
  const query = { group: messageLogGroup(sipMediaApplicationId), containing: [transactionId], ...window };
  return (await readIfPossible(query, records, signal)).map(({ message }) => message);
}

/** What only explains is worth no failure: none where it cannot be read. */
export async function readIfPossible(query: RecordQuery, records: Records, signal: AbortSignal): Promise<LogRecord[]> {
  try {
    return (await records.read(query, signal)).records;
  } catch {
    return [];
  }
}
