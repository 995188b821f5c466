import { failed } from '../core/catalogue/failed.js';
import type { CallEvent } from '../core/evidence/call-event.js';
import { readTimeline } from '../core/evidence/timeline.js';
import { sameId } from '../core/facts/ids.js';
import { latestEvent } from '../core/proof/call-state.js';

/**
 * The event in a pasted text: JSON, a log line, or several of them; the call's latest is taken. Throws FILE_INVALID where
 * there is none, IDS_CONTRADICT where they are of several calls.
 */
export function eventIn(text: string): CallEvent {
  const record = { id: '', group: '', stream: '', time: 0, ingestedAt: null, message: text };
  const { events } = readTimeline([record]);
  const latest = latestEvent(events);
  if (latest === null) {
    throw failed('FILE_INVALID.event');
  }
  if (events.some(({ event }) => !sameId(event.transactionId, latest.transactionId))) {
    throw failed('IDS_CONTRADICT.events');
  }
  return latest;
}
