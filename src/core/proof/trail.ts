import { asFailure, type Failure } from '../failure.js';
import type { Clock } from '../ports/clock.js';
import type { LogRecord, RecordPage, RecordQuery, Records } from '../ports/records.js';

/**
 * How a query is followed without reading everything at each look, and without losing a record that was ingested late.
 *
 * FilterLogEvents filters by a record's own time, never by its ingestion, so what was read at R says nothing of a record that
 * is ingested after R with an older time. Each sweep therefore begins OVERLAP_MS before the sweep before it began, and drops
 * by its id what is known. A record that such a chain misses took longer than OVERLAP_MS to be ingested; for those a sweep
 * begins at `since` again, at the latest WHOLE_EVERY_MS after the last one that did. A sweep that was cut goes on from its
 * token at the next look, but it is as old as its first page: only a sweep that began at a look makes that look complete.
 */
const OVERLAP_MS = 120_000;
const WHOLE_EVERY_MS = 60_000;
/** The overlap is at least so many times the longest delay that was measured. */
const DELAYS = 4;

/** One pass over the query, up to the newest record. */
interface Sweep {
  since: number;
  /** On our own clock. */
  begunAt: number;
  /** The service's clock when its first page was read. */
  readAt: number | null;
  token: string | null;
}

/** What one look added to a trail. */
export interface Advance {
  fresh: LogRecord[];
  requestIds: string[];
  /** A sweep that began at this look has ended. */
  complete: boolean;
  failure: Failure | null;
}

/** One query, followed from look to look. */
export interface Trail {
  /** The service's clock when the last sweep that has ended began; null: none has, or the service does not say. */
  readonly readAt: number | null;
  /** Reads what is new. Never throws. */
  advance(longestDelayMs: number, signal: AbortSignal): Promise<Advance>;
}

export function openTrail(records: Records, query: RecordQuery, clock: Clock): Trail {
  return new SweptTrail(records, query, clock);
}

class SweptTrail implements Trail {
  readAt: number | null = null;
  readonly #records: Records;
  readonly #query: RecordQuery;
  readonly #clock: Clock;
  /** By their ids. */
  readonly #seen = new Set<string>();
  #cut: Sweep | null = null;
  /** On our own clock: when the last sweep that began at `since` and has ended began. */
  #wholeAt: number | null = null;

  constructor(records: Records, query: RecordQuery, clock: Clock) {
    this.#records = records;
    this.#query = query;
    this.#clock = clock;
  }

  async advance(longestDelayMs: number, signal: AbortSignal): Promise<Advance> {
    const into: Advance = { fresh: [], requestIds: [], complete: false, failure: null };
    if (this.#cut !== null && !(await this.#sweepOn(this.#cut, into, signal))) return into;
    into.complete = await this.#sweepOn(this.#newSweep(longestDelayMs), into, signal);
    return into;
  }

  #newSweep(longestDelayMs: number): Sweep {
    const { since } = this.#query;
    const begunAt = this.#clock.now();
    const begin = (from: number): Sweep => ({ since: from, begunAt, readAt: null, token: null });
    const overlapMs = Math.max(OVERLAP_MS, DELAYS * longestDelayMs);
    const [readAt, wholeAt] = [this.readAt, this.#wholeAt];
    if (readAt === null || wholeAt === null || begunAt - wholeAt >= WHOLE_EVERY_MS) return begin(since);
    return begin(Math.max(since, readAt - overlapMs));
  }

  async #sweepOn(sweep: Sweep, into: Advance, signal: AbortSignal): Promise<boolean> {
    const ended = await this.#follow(sweep, into, signal);
    if (ended) {
      this.readAt = sweep.readAt;
      if (sweep.since === this.#query.since) this.#wholeAt = sweep.begunAt;
    }
    return ended;
  }

  /** Whether it has come to its end. */
  async #follow(sweep: Sweep, into: Advance, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && this.#seen.size < this.#query.atMost) {
      const page = await this.#read(sweep, into, signal);
      if (page === null) return false;
      this.#keep(page, sweep, into);
      if (page.complete) return true;
      // Nothing was sent where its turn would not have come in time.
      if (page.next === null || page.failure !== null || page.requestIds.length === 0) return false;
    }
    return false;
  }

  /** Null where it failed: then what was read before is kept, and the token, unless it is what was refused. */
  async #read(sweep: Sweep, into: Advance, signal: AbortSignal): Promise<RecordPage | null> {
    const { since, token } = sweep;
    try {
      return await this.#records.read({ ...this.#query, since, ...(token === null ? {} : { after: token }) }, signal);
    } catch (error) {
      const failure = asFailure(error);
      this.#cut = token === null || failure.code === 'REFUSED' ? null : sweep;
      if (!signal.aborted) into.failure = failure;
      return null;
    }
  }

  #keep(page: RecordPage, sweep: Sweep, into: Advance): void {
    if (sweep.token === null) sweep.readAt = page.readAt;
    sweep.token = page.next;
    into.fresh.push(...page.records.filter(({ id }) => !this.#seen.has(id)));
    for (const { id } of page.records) this.#seen.add(id);
    into.requestIds.push(...page.requestIds);
    into.failure = page.failure;
    this.#cut = page.next === null ? null : sweep;
  }
}
