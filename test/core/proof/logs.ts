/** CloudWatch Logs in memory: pages of a few records, ingestion apart from writing, and a clock that stands still. */
import { Failure } from '../../../src/core/failure.js';
import type { Clock } from '../../../src/core/ports/clock.js';
import type { LogRecord, RecordPage, RecordQuery, Records } from '../../../src/core/ports/records.js';
import { record, T0 } from '../samples.js';

export const never = new AbortController().signal;

export class Logs implements Records, Clock {
  readonly queries: RecordQuery[] = [];
  /** Pages that were asked for, over all reads. */
  pages = 0;
  pageSize = Number.POSITIVE_INFINITY;
  /** Pages that one read may take before it is cut. */
  patience = Number.POSITIVE_INFINITY;
  /** Pages without a record, each with a token, before the first one of every query. */
  emptyPages: (query: RecordQuery) => number = () => 0;
  /** Called before each page; what it throws is the page's answer. */
  beforePage: (page: number, query: RecordQuery) => void = () => {};
  readonly #records: LogRecord[] = [];
  #now = T0;
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((wake) => {
      if (signal.aborted) wake();
      signal.addEventListener('abort', () => wake(), { once: true });
      this.#sleepers.push({ at: this.#now + ms, wake });
    });
  }

  /** Moves on to that time, in ms after the update. */
  at(ms: number): this {
    return this.pass(T0 + ms - this.#now);
  }

  pass(ms: number): this {
    this.#now += ms;
    for (const { at, wake } of this.#sleepers) if (at <= this.#now) wake();
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
    return this;
  }

  /** A record that was written `at` ms after the update, and can be read `delayMs` later. */
  write(
    message: string | object,
    at: number,
    { delayMs = 0, ...more }: Partial<LogRecord> & { delayMs?: number } = {},
  ) {
    const written = record(message, at, more);
    this.#records.push({ ...written, ingestedAt: written.time + delayMs });
  }

  async read(query: RecordQuery, signal: AbortSignal): Promise<RecordPage> {
    this.queries.push(query);
    const found: LogRecord[] = [];
    const requestIds: string[] = [];
    const told = { records: found, requestIds, failure: null, readAt: null as number | null };
    let from = Number(query.after ?? 0);
    for (let page = 1; ; page += 1) {
      const next = from === 0 ? null : String(from);
      if (signal.aborted || page > this.patience) return { ...told, complete: false, next };
      try {
        this.pages += 1;
        this.beforePage(this.pages, query);
        told.readAt ??= this.#now;
        await Promise.resolve();
      } catch (error) {
        if (page === 1) throw error;
        return { ...told, complete: false, next, failure: error as Failure };
      }
      requestIds.push(`page-${this.pages}`);
      const matching = this.#matching(query);
      const empty = this.emptyPages(query);
      const start = Math.max(0, from - empty);
      const size = from < empty ? 0 : this.pageSize;
      found.push(...matching.slice(start, start + size));
      from += Math.max(1, size);
      if (size > 0 && start + size >= matching.length) return { ...told, complete: true, next: null };
      if (found.length >= query.atMost || (query.firstHit === true && found.length > 0)) {
        return { ...told, complete: false, next: String(from) };
      }
    }
  }

  #matching({ group, stream, containing, since, until = Number.POSITIVE_INFINITY, newestFirst }: RecordQuery) {
    const found = this.#records.filter(
      (one) =>
        one.group === group &&
        (stream === undefined || one.stream === stream) &&
        one.time >= since &&
        one.time < until &&
        (one.ingestedAt ?? one.time) <= this.#now &&
        containing.every((text) => one.message.includes(text)),
    );
    const direction = newestFirst === true ? -1 : 1;
    return found.sort((one, other) => direction * (one.time - other.time));
  }
}

export const throttled = () => new Failure('THROTTLED', 'AWS throttled FilterLogEvents.', { delivery: 'not-sent' });
export const denied = () => new Failure('ACCESS_DENIED', 'AWS said no.', { delivery: 'refused' });
