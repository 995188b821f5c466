import type { SeenEvent } from '../evidence/seen.js';
import { readTimeline } from '../evidence/timeline.js';
import { asFailure, type Failure } from '../failure.js';
import { anyOf } from '../outcome/deadline.js';
import type { LogRecord, Records } from '../ports/records.js';
import { atOnce } from './at-once.js';
import { type Fragment, newestSurroundings } from './surroundings.js';

/** A search for an id in log groups, backwards from the newest record. */
export interface Search {
  groups: string[];
  id: string;
  /** Inclusive and exclusive, milliseconds since the epoch. */
  since: number;
  until?: number;
  /** Whether these events of one group are enough: that group is then read no further. */
  isHit(events: SeenEvent[]): boolean;
  /** The other groups are read no further either. */
  onlyFirst: boolean;
}

export interface Searched {
  /** Of what was read, in all groups. */
  events: SeenEvent[];
  /** Every group was read to its end, or to its hit. */
  complete: boolean;
  unreadable: { group: string; failure: Failure }[];
  requestIds: string[];
}

/** More records of one page are not needed: the newest of a call are its state. */
const MAX_RECORDS = 100;

/** Groups are searched side by side. Never throws: what was read before the signal aborts is in the answer. */
export async function searchNewest(records: Records, search: Search, signal: AbortSignal): Promise<Searched> {
  const found = new AbortController();
  const within = anyOf(signal, found.signal);
  const all: Searched = { events: [], complete: true, unreadable: [], requestIds: [] };
  let isFound = false;
  await atOnce(search.groups, async (group) => {
    if (isFound && search.onlyFirst) return;
    try {
      const end = await searchGroup(records, search, group, all, within);
      if (end === 'cut') all.complete = false;
      if (end !== 'hit') return;
      isFound = true;
      if (search.onlyFirst) found.abort();
    } catch (error) {
      all.complete = false;
      if (!within.aborted) all.unreadable.push({ group, failure: asFailure(error) });
    }
  });
  return isFound && search.onlyFirst ? { ...all, complete: true } : all;
}

/** Page by page. A page may hold the id and no event, and then the next one is asked for. */
async function searchGroup(
  records: Records,
  { id, since, until, isHit }: Search,
  group: string,
  all: Searched,
  signal: AbortSignal,
): Promise<'hit' | 'end' | 'cut'> {
  const bounds = { since, ...(until === undefined ? {} : { until }), newestFirst: true, firstHit: true };
  const query = { group, containing: [id], ...bounds, atMost: MAX_RECORDS };
  const held: LogRecord[] = [];
  for (let after: string | null = null; ; ) {
    const page = await records.read({ ...query, ...(after === null ? {} : { after }) }, signal);
    all.requestIds.push(...page.requestIds);
    if (page.records.length > 0) {
      held.push(...page.records);
      // A line of an event that was printed over many records may hold the id, and nothing that shows it to be one.
      for (const pieces of [readTimeline(page.records).fragments, page.records.slice(0, 1)]) {
        held.push(...(await readAround(records, pieces, all, signal)));
        if (signal.aborted) return 'cut';
        const { events } = readTimeline(held);
        all.events = [...all.events.filter((seen) => seen.group !== group), ...events];
        if (isHit(events)) return 'hit';
      }
    }
    if (page.failure !== null) throw page.failure;
    if (page.complete) return 'end';
    if (page.next === null || page.requestIds.length === 0 || signal.aborted) return 'cut';
    after = page.next;
  }
}

async function readAround(
  records: Records,
  pieces: Fragment[],
  all: Searched,
  signal: AbortSignal,
): Promise<LogRecord[]> {
  const pages = await atOnce(newestSurroundings(pieces), (place) => records.read(place, signal));
  all.requestIds.push(...pages.flatMap(({ requestIds }) => requestIds));
  const failure = pages.map((page) => page.failure).find((one) => one !== null);
  if (failure !== undefined) throw failure;
  return pages.flatMap((page) => page.records);
}
