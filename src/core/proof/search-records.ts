import type { SeenEvent } from '../evidence/seen.js';
import { readTimeline } from '../evidence/timeline.js';
import { asFailure, type Failure } from '../failure.js';
import { anyOf } from '../outcome/deadline.js';
import type { LogRecord, RecordPage, Records } from '../ports/records.js';
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
      const end = await new GroupSearch(group, { records, search, all, signal: within }).toItsEnd();
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

/** What the searches of all groups share. */
interface Searching {
  records: Records;
  search: Search;
  all: Searched;
  signal: AbortSignal;
}

type End = 'hit' | 'end' | 'cut';

/** The search of one group, page by page. */
class GroupSearch {
  readonly #group: string;
  readonly #searching: Searching;
  readonly #held: LogRecord[] = [];

  constructor(group: string, searching: Searching) {
    this.#group = group;
    this.#searching = searching;
  }

  /** A page may hold the id and no event, and then the next one is asked for. */
  async toItsEnd(): Promise<End> {
    for (let after: string | null = null; ; ) {
      const page: RecordPage = await this.#read(after);
      const end = (page.records.length > 0 ? await this.#search(page) : null) ?? this.#endAt(page);
      if (end !== null) return end;
      after = page.next;
    }
  }

  async #read(after: string | null): Promise<RecordPage> {
    const { records, search, all, signal } = this.#searching;
    const { id, since, until } = search;
    const bounds = { since, ...(until === undefined ? {} : { until }), newestFirst: true, firstHit: true };
    const query = { group: this.#group, containing: [id], ...bounds, atMost: MAX_RECORDS };
    const page = await records.read({ ...query, ...(after === null ? {} : { after }) }, signal);
    all.requestIds.push(...page.requestIds);
    return page;
  }

  /** A line of an event that was printed over many records may hold the id, and nothing that shows it to be one. */
  async #search(page: RecordPage): Promise<End | null> {
    const { search, all, signal } = this.#searching;
    this.#held.push(...page.records);
    for (const pieces of [readTimeline(page.records).fragments, page.records.slice(0, 1)]) {
      this.#held.push(...(await this.#readAround(pieces)));
      if (signal.aborted) return 'cut';
      const { events } = readTimeline(this.#held);
      all.events = [...all.events.filter((seen) => seen.group !== this.#group), ...events];
      if (search.isHit(events)) return 'hit';
    }
    return null;
  }

  async #readAround(pieces: Fragment[]): Promise<LogRecord[]> {
    const { records, all, signal } = this.#searching;
    const pages = await atOnce(newestSurroundings(pieces), (place) => records.read(place, signal));
    all.requestIds.push(...pages.flatMap(({ requestIds }) => requestIds));
    const failure = pages.map((page) => page.failure).find((one) => one !== null);
    if (failure !== undefined) throw failure;
    return pages.flatMap((page) => page.records);
  }

  /** Null: there is more to read. */
  #endAt(page: RecordPage): End | null {
    if (page.failure !== null) throw page.failure;
    if (page.complete) return 'end';
    const isCut = page.next === null || page.requestIds.length === 0 || this.#searching.signal.aborted;
    return isCut ? 'cut' : null;
  }
}
