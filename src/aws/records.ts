import type { FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { asFailure, Failure } from '../core/failure.js';
import type { Answered } from '../core/ports/answer.js';
import type { LogRecord, RecordPage, RecordQuery, Records } from '../core/ports/records.js';
import { readRecord } from './answered-record.js';
import type { Clients } from './clients.js';
import { filterPattern } from './filter-pattern.js';
import { readList, readOptionalText } from './reading.js';
import { type Ask, OutOfTime } from './request.js';

/** A read that has not ended after so many pages is cut, and may go on from there. */
const MAX_PAGES = 500;
/** Of all messages of one read together, in characters. */
const MAX_LENGTH = 64 * 1024 * 1024;
/** FilterLogEvents gives at most this many events a page (CloudWatch Logs service model). */
const MAX_EVENTS = 10_000;
/** A pattern may match more than is meant: pages of one event each would never come to the right one. */
const MIN_EVENTS = 100;
/** `startFromHead: false` is refused for a startTime before 2024 (same model). */
const NEWEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

type Ordered = 'oldestFirst' | 'newestFirst';

/** CloudWatch Logs over the wire. Empty pages with a next token are normal there. */
export function openRecords(clients: Clients, ask: Ask, region: string): Records {
  async function page(input: FilterLogEventsCommandInput, query: RecordQuery, signal: AbortSignal) {
    const { sdk, client } = await clients.logs();
    const command = new sdk.FilterLogEventsCommand(input);
    return ask(
      {
        context: { operation: 'FilterLogEvents', service: 'logs', region },
        command,
        send: (options) => client.send(command, options),
        read: (output) => ({
          items: readList(output.events, 'events', MAX_EVENTS, (event) => readRecord(event, query)),
          nextToken: readOptionalText(output.nextToken, 'nextToken', 65_536),
        }),
      },
      signal,
    );
  }

  const collect = (query: RecordQuery, order: Ordered, signal: AbortSignal) =>
    collectPages((token) => page(request(query, order, token), query, signal), query, signal);

  async function newestFirst(query: RecordQuery, signal: AbortSignal): Promise<RecordPage> {
    if (query.since < NEWEST_FIRST_SINCE) return newestOfAll(query, signal);
    try {
      const found = await collect(query, 'newestFirst', signal);
      return found.complete || !isOldestFirst(found.records) ? found : await newestOfAll(query, signal);
    } catch (error) {
      const refused = error instanceof Failure && error.code === 'REFUSED' && query.after === undefined;
      if (!refused) throw error;
      return newestOfAll(query, signal);
    }
  }

  /** Where the service does not read backwards: everything forwards, and the end of it. */
  async function newestOfAll(query: RecordQuery, signal: AbortSignal): Promise<RecordPage> {
    const { after: _backwards, ...whole } = query;
    const all = await collect({ ...whole, atMost: Number.POSITIVE_INFINITY, firstHit: false }, 'oldestFirst', signal);
    const records = all.records.sort((a, b) => b.time - a.time).slice(0, query.atMost);
    // What is left out, or was not reached, cannot be gone on to backwards.
    return { ...all, records, complete: all.complete && records.length === all.records.length, next: null };
  }

  return {
    async read(query, signal) {
      const { since, until = Number.POSITIVE_INFINITY, atMost } = query;
      if (until <= since || atMost < 1) {
        return { records: [], complete: atMost >= 1, next: null, failure: null, readAt: null, requestIds: [] };
      }
      const found = query.newestFirst ? await newestFirst(query, signal) : await collect(query, 'oldestFirst', signal);
      const direction = query.newestFirst ? -1 : 1;
      return { ...found, records: found.records.sort((a, b) => direction * (a.time - b.time)) };
    },
  };
}

type Page = Answered<{ items: (LogRecord | null)[]; nextToken: string | null }>;

/** Whole pages, in the order they are asked for, until there are enough records, no more pages, or too many. */
async function collectPages(
  read: (token: string | null) => Promise<Page>,
  query: RecordQuery,
  signal: AbortSignal,
): Promise<RecordPage> {
  const found = gathering(query);
  let token = query.after ?? null;
  for (let turn = 0; turn < MAX_PAGES; turn++) {
    const answer = await read(token).catch((error: unknown) => ({ error }));
    if ('error' in answer) return found.cut(token, brokenOff(answer.error, turn, signal));
    const next = found.add(answer);
    // The same token again would lead to the same page for ever.
    if (next === null || next === token) return next === null ? found.whole() : found.cut(null);
    token = next;
    if (found.isEnough()) break;
  }
  return found.cut(token);
}

/** What was read before the time was up, or before it went wrong, is worth having: its failure, null for none. */
function brokenOff(error: unknown, turn: number, signal: AbortSignal): Failure | null {
  if (signal.aborted || error instanceof OutOfTime) return null;
  if (turn === 0) throw error;
  return asFailure(error);
}

/** What the pages of one read have brought so far. */
function gathering(query: RecordQuery) {
  const found = new Map<string, LogRecord>();
  const requestIds: string[] = [];
  let readAt: number | null = null;
  let pages = 0;
  let length = 0;
  const ended = (how: Pick<RecordPage, 'complete' | 'next' | 'failure'>): RecordPage => ({
    records: [...found.values()],
    readAt,
    requestIds,
    ...how,
  });
  return {
    /** The token of the next page; null for none. */
    add({ date, requestId, value }: Page) {
      if (pages === 0) readAt = date;
      pages += 1;
      if (requestId !== null) requestIds.push(requestId);
      for (const record of value.items) {
        if (record === null || found.has(record.id)) continue;
        length += record.message.length;
        found.set(record.id, record);
      }
      return value.nextToken;
    },
    isEnough: () => found.size >= query.atMost || length > MAX_LENGTH || (query.firstHit === true && found.size > 0),
    whole: () => ended({ complete: true, next: null, failure: null }),
    /** There may be more: from `next` on, where that is known. */
    cut: (next: string | null, failure: Failure | null = null) => ended({ complete: false, next, failure }),
  };
}

/**
 * A service that does not know `startFromHead` ignores it and begins with the oldest. Two records tell; a page with a single
 * one is believed, so there an older record may be taken for the newest.
 */
function isOldestFirst(records: LogRecord[]): boolean {
  const [first, last] = [records[0], records.at(-1)];
  return first !== undefined && last !== undefined && first.time < last.time;
}

function request(query: RecordQuery, order: Ordered, nextToken: string | null): FilterLogEventsCommandInput {
  const pattern = filterPattern(query.containing);
  return {
    logGroupName: query.group,
    startTime: Math.max(0, Math.floor(query.since)),
    // `until` is exclusive, endTime is not.
    ...(query.until === undefined ? {} : { endTime: Math.ceil(query.until) - 1 }),
    ...(query.stream === undefined ? {} : { logStreamNames: [query.stream] }),
    ...(pattern === null ? {} : { filterPattern: pattern }),
    ...(order === 'newestFirst' ? { startFromHead: false } : {}),
    limit: Math.min(Math.max(query.atMost, MIN_EVENTS), MAX_EVENTS),
    ...(nextToken === null ? {} : { nextToken }),
  };
}
