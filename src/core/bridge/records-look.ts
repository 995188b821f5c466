import { readTimeline, type Timeline } from '../evidence/timeline.js';
import { asFailure, type Failure } from '../failure.js';
import type { LogRecord, RecordQuery, Records } from '../ports/records.js';

/** One bounded look into log groups. */
export interface Look {
  records: LogRecord[];
  timeline: Timeline;
  /** The groups that could not be read, and why. */
  unreadable: { group: string; failure: Failure }[];
  requestIds: string[];
}

export interface LookQuery {
  groups: string[];
  /** The id that every record of interest holds. */
  id: string;
  /** Inclusive and exclusive, milliseconds since the epoch. */
  since: number;
  until?: number;
  newestFirst?: boolean;
  /** Records per group. */
  atMost: number;
}

/** An event that a runtime printed over many records is this long at most, from its first to its last record. */
const SPREAD_MS = 2_000;
const MAX_SURROUNDINGS = 4;
const MAX_SURROUNDING_RECORDS = 1_000;

/** Reads the records that hold an id, and around those that hold only a piece of an event. Groups are read side by side. */
export async function lookForId(records: Records, query: LookQuery, signal: AbortSignal): Promise<Look> {
  const { groups, id, since, until, newestFirst, atMost } = query;
  const bounds = { since, ...(until === undefined ? {} : { until }), newestFirst: newestFirst ?? false };
  const queries = groups.map((group): RecordQuery => ({ group, containing: [id], ...bounds, atMost }));
  const found = await readAll(records, queries, signal);
  const first = { ...found, timeline: readTimeline(found.records) };
  const around = surroundings(first.timeline);
  return around.length === 0 ? first : widen(records, first, around, signal);
}

/** Reads the streams' records without a filter beside those already read: what the platform and the handler said there. */
export async function widen(records: Records, look: Look, queries: RecordQuery[], signal: AbortSignal): Promise<Look> {
  const more = await readAll(records, queries, signal);
  // Records of one moment keep the order in which an unfiltered read gave them: a split event is put together by it.
  const read = new Set(more.records.map(recordKey));
  const all = [...more.records, ...look.records.filter((record) => !read.has(recordKey(record)))];
  return {
    records: all,
    timeline: readTimeline(all),
    unreadable: look.unreadable,
    requestIds: [...look.requestIds, ...more.requestIds],
  };
}

function recordKey({ group, stream, id, time }: LogRecord): string {
  return `${group}\n${stream}\n${time}\n${id}`;
}

function surroundings(timeline: Timeline): RecordQuery[] {
  const places = new Map<string, RecordQuery>();
  for (const { group, stream, time } of timeline.fragments) {
    const known = places.get(`${group}\n${stream}`);
    const since = Math.min(known?.since ?? time, time - SPREAD_MS);
    const until = Math.max(known?.until ?? time, time + SPREAD_MS);
    places.set(`${group}\n${stream}`, { group, stream, containing: [], since, until, atMost: MAX_SURROUNDING_RECORDS });
  }
  return [...places.values()].slice(-MAX_SURROUNDINGS);
}

async function readAll(records: Records, queries: RecordQuery[], signal: AbortSignal): Promise<Omit<Look, 'timeline'>> {
  const read: Omit<Look, 'timeline'> = { records: [], unreadable: [], requestIds: [] };
  const pages = await Promise.allSettled(queries.map((query) => records.read(query, signal)));
  for (const [index, page] of pages.entries()) {
    if (page.status === 'fulfilled') {
      read.records.push(...page.value.records);
      read.requestIds.push(...page.value.requestIds);
    } else {
      read.unreadable.push({ group: queries[index]?.group ?? '', failure: asFailure(page.reason) });
    }
  }
  return read;
}
