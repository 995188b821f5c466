import type { FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { Failure } from '../core/failure.js';
import type { LogRecord, RecordPage, RecordQuery, Records } from '../core/ports/records.js';
import { readRecord } from './answered-record.js';
import type { Clients } from './clients.js';
import { filterPattern } from './filter-pattern.js';
import { readList, readOptionalText } from './reading.js';
import { type Ask, OutOfTime } from './request.js';

const MAX_PAGES = 50;
/** Of all messages together, in characters. */
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

  /** Pages in the order they are asked for, until there are enough records, no more pages, or too many. */
  async function collect(query: RecordQuery, order: Ordered, enough: number, signal: AbortSignal): Promise<RecordPage> {
    const found = new Map<string, LogRecord>();
    const requestIds: string[] = [];
    const cut = () => ({ records: [...found.values()], complete: false, requestIds });
    let length = 0;
    let nextToken: string | undefined;
    for (let turn = 0; turn < MAX_PAGES; turn++) {
      const input = request(query, order, enough, nextToken);
      const answer = await page(input, query, signal).catch(unlessAborted(signal));
      if (answer === null) return cut();
      if (answer.requestId !== null) requestIds.push(answer.requestId);
      for (const record of answer.value.items) {
        if (record === null || found.has(record.id)) continue;
        length += record.message.length;
        if (found.size >= enough || length > MAX_LENGTH) return cut();
        found.set(record.id, record);
      }
      const next = answer.value.nextToken;
      if (next === null) return { ...cut(), complete: true };
      if (next === nextToken || found.size >= enough) return cut();
      nextToken = next;
    }
    return cut();
  }

  async function newestFirst(query: RecordQuery, signal: AbortSignal): Promise<RecordPage> {
    if (query.since < NEWEST_FIRST_SINCE) return newestOfAll(query, signal);
    try {
      return await collect(query, 'newestFirst', query.atMost, signal);
    } catch (error) {
      const refused = error instanceof Failure && error.code === 'REFUSED';
      if (!refused) throw error;
      return newestOfAll(query, signal);
    }
  }

  /** Where the service does not read backwards: everything forwards, and the end of it. */
  async function newestOfAll(query: RecordQuery, signal: AbortSignal): Promise<RecordPage> {
    const all = await collect(query, 'oldestFirst', Number.POSITIVE_INFINITY, signal);
    const records = all.records.sort((a, b) => b.time - a.time).slice(0, query.atMost);
    return { ...all, records, complete: all.complete && records.length === all.records.length };
  }

  return {
    async read(query, signal) {
      const { since, until = Number.POSITIVE_INFINITY, atMost } = query;
      if (until <= since || atMost < 1) return { records: [], complete: atMost >= 1, requestIds: [] };
      const found = query.newestFirst
        ? await newestFirst(query, signal)
        : await collect(query, 'oldestFirst', atMost, signal);
      const direction = query.newestFirst ? -1 : 1;
      return { ...found, records: found.records.sort((a, b) => direction * (a.time - b.time)) };
    },
  };
}

function request(
  query: RecordQuery,
  order: Ordered,
  enough: number,
  nextToken: string | undefined,
): FilterLogEventsCommandInput {
  const pattern = filterPattern(query.containing);
  return {
    logGroupName: query.group,
    startTime: Math.max(0, Math.floor(query.since)),
    // `until` is exclusive, endTime is not.
    ...(query.until === undefined ? {} : { endTime: Math.ceil(query.until) - 1 }),
    ...(query.stream === undefined ? {} : { logStreamNames: [query.stream] }),
    ...(pattern === null ? {} : { filterPattern: pattern }),
    ...(order === 'newestFirst' ? { startFromHead: false } : {}),
    limit: Math.min(Math.max(enough, MIN_EVENTS), MAX_EVENTS),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}

/** What was read before the time was up is worth having. */
function unlessAborted(signal: AbortSignal) {
  return (error: unknown): null => {
    if (signal.aborted || error instanceof OutOfTime) return null;
    throw error;
  };
}
