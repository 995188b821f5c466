import { readTimeline, type Timeline } from '../evidence/timeline.js';
import { asFailure, type Failure } from '../failure.js';
import type { LogRecord, RecordQuery, Records } from '../ports/records.js';
import { atOnce } from './at-once.js';
import { MAX_SURROUNDINGS, surroundings } from './surroundings.js';

/** One bounded look into log groups. */
export interface Look {
  records: LogRecord[];
  timeline: Timeline;
  /** The groups that could not be read, and why. */
  unreadable: { group: string; failure: Failure }[];
  requestIds: string[];
  /** False where a read was cut short: more records may be there. */
  complete: boolean;
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

/** Reads the records that hold an id, and around those that hold only a piece of an event. Groups are read side by side. */
export async function lookForId(records: Records, query: LookQuery, signal: AbortSignal): Promise<Look> {
  const { groups, id, since, until, newestFirst, atMost } = query;
  const bounds = { since, ...(until === undefined ? {} : { until }), newestFirst: newestFirst ?? false };
  const queries = groups.map((group): RecordQuery => ({ group, containing: [id], ...bounds, atMost }));
  const found = await readAll(records, queries, signal);
  const first = { ...found, timeline: readTimeline(found.records) };
  const around = surroundings(first.timeline.fragments).slice(-MAX_SURROUNDINGS);
  return around.length === 0 ? first : widen(records, first, around, signal);
}

/** Reads the streams' records without a filter beside those already read: what the platform and the handler said there. */
export async function widen(records: Records, look: Look, queries: RecordQuery[], signal: AbortSignal): Promise<Look> {
  const more = await readAll(records, queries, signal);
  const all = [...look.records, ...more.records];
  return {
    records: all,
    timeline: readTimeline(all),
    unreadable: [...look.unreadable, ...more.unreadable],
    requestIds: [...look.requestIds, ...more.requestIds],
    complete: look.complete && more.complete,
  };
}

async function readAll(records: Records, queries: RecordQuery[], signal: AbortSignal): Promise<Omit<Look, 'timeline'>> {
  const read: Omit<Look, 'timeline'> = { records: [], unreadable: [], requestIds: [], complete: true };
  await atOnce(queries, async (query) => {
    try {
      const page = await records.read(query, signal);
      read.records.push(...page.records);
      read.requestIds.push(...page.requestIds);
      read.complete &&= page.complete;
      if (page.failure !== null) throw page.failure;
    } catch (error) {
      read.unreadable.push({ group: query.group, failure: asFailure(error) });
    }
  });
  return read;
}
