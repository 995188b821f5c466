import { reworded } from '../catalogue/failed.js';
import { filledIn, NO_IDS } from '../catalogue/fill-in.js';
import type { CallEvent } from '../evidence/call-event.js';
import { hangsUpLegA } from '../evidence/legs.js';
import type { SeenEvent, Timeline } from '../evidence/seen.js';
import { readTimeline } from '../evidence/timeline.js';
import { sameId } from '../facts/ids.js';
import type { Failure } from '../failure.js';
import type { Records } from '../ports/records.js';
import { messagesOf, readIfPossible } from './message-log.js';
import { quote } from './words.js';

const BEFORE_MS = 30_000;
const AFTER_MS = 5_000;
const MAX_RECORDS = 2_000;

/** What the SMA's message log says of an answer that it cannot use (developer guide, "Debugging unexpected hangups"). */
const UNUSABLE =
  /The schema version in the invocation request|Error while reading actions list|Unsupported action|Too many actions|Response is blank|Transaction Attributes/;
const TIMED_OUT = /Lambda client operation timed out/;

/**
 * Names what led to the hang-up, where the records show it: an answer that the SMA could not use, an error or a time-out of
 * the handler. The hang-up itself is only what followed. Never throws; a failure of another kind stays as it is.
 */
export async function withCauseOfEnd(
  failure: Failure,
  events: SeenEvent[],
  records: Records,
  signal: AbortSignal,
): Promise<Failure> {
  const end = events.find(({ event }) => hangsUpLegA(event));
  if (failure.code !== 'CALL_ENDED' || end === undefined) return failure;
  const window = { since: end.time - BEFORE_MS, until: end.time + AFTER_MS, atMost: MAX_RECORDS };
  const [own, messages] = await Promise.all([
    readIfPossible({ group: end.group, containing: [], ...window }, records, signal),
    messagesOf(end.event, window, records, signal),
  ]);
  const why = causeIn(readTimeline(own), messages, end.event);
  if (why === null) return failure;
  const { situation, said } = why;
  return filledIn(reworded(failure, situation, { said }), { ...NO_IDS, logGroup: end.group });
}

interface CauseOfEnd {
  situation: 'CALL_ENDED.unusable-answer' | 'CALL_ENDED.handler-failed' | 'CALL_ENDED.handler-late';
  /** AWS's words, or Lambda's. */
  said: string;
}

/** The latest of them that the records show. */
function causeIn(timeline: Timeline, messages: string[], end: CallEvent): CauseOfEnd | null {
  const own = timeline.events.filter(({ event }) => sameId(event.transactionId, end.transactionId));
  const invalid = own.findLast(({ event }) => event.type === 'INVALID_LAMBDA_RESPONSE')?.event.error;
  if (invalid != null) {
    return {
      situation: 'CALL_ENDED.unusable-answer',
      said: quote(`INVALID_LAMBDA_RESPONSE: ${invalid.code}: ${invalid.message}`),
    };
  }
  const requests = new Set(own.map(({ requestId }) => requestId));
  const trouble = timeline.troubles.findLast(({ requestId }) => requestId !== null && requests.has(requestId));
  if (trouble !== undefined) return { situation: 'CALL_ENDED.handler-failed', said: quote(`Lambda: ${trouble.words}`) };
  const refused = messages.findLast((message) => UNUSABLE.test(message));
  if (refused !== undefined) {
    const text = refused.slice(refused.search(UNUSABLE)).trim();
    return {
      situation: 'CALL_ENDED.unusable-answer',
      said: quote(`INVALID_LAMBDA_RESPONSE; the SMA's message log says: ${text}`),
    };
  }
  const late = messages.findLast((message) => TIMED_OUT.test(message));
  if (late === undefined) return null;
  return { situation: 'CALL_ENDED.handler-late', said: quote(`the SMA's message log says: ${late}`) };
}
