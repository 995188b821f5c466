import { asFailure, type Failure } from '../failure.js';
import type { Clock } from '../ports/clock.js';
import type { LogRecord, RecordQuery, Records } from '../ports/records.js';
import { atOnce } from './at-once.js';
import { OpenPieces } from './open-pieces.js';
import { MAX_SURROUNDINGS, surroundings } from './surroundings.js';
import { openTrail, type Trail } from './trail.js';

/** Follows the records of one call: each look adds what came since the last one. */
export interface Following {
  /**
   * Reads what is new. `context`: queries for whole log streams beside the call's own records (requests' starts, ends,
   * answers), likewise kept and continued. Never throws; an abort gives what is known.
   */
  look(context: readonly RecordQuery[], signal: AbortSignal): Promise<Look>;
}

export interface Look {
  /** Everything read so far, each record once. */
  records: LogRecord[];
  /** The groups that could not be read at this look, and why. */
  unreadable: { group: string; failure: Failure }[];
  requestIds: string[];
  /** Every group was read to its end at this look: what is not in `records` could not be read at `readAt`. */
  complete: boolean;
  /** The service's clock when the last complete read began (its Date header), ms; null: none was complete yet. */
  readAt: number | null;
  /** The longest time that a record of this call took from its time to its ingestion, ms; null where the service does not tell. */
  logDelayMs: number | null;
}

export interface FollowQuery {
  groups: string[];
  /** The id that every record of the call holds. */
  id: string;
  /** Inclusive, ms since the epoch. */
  since: number;
  atMost: number;
}

export function followCall(records: Records, query: FollowQuery, clock: Clock): Following {
  return new FollowedCall(records, query, clock);
}

class FollowedCall implements Following {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #known = new Map<string, LogRecord>();
  readonly #pieces = new OpenPieces();
  readonly #own: Trailing[];
  readonly #contexts = new Map<string, Trailing>();
  #readAt: number | null = null;
  #logDelayMs: number | null = null;

  constructor(records: Records, { groups, id, since, atMost }: FollowQuery, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
    this.#own = groups.map((group) => this.#trailing({ group, containing: [id], since, atMost }));
  }

  async look(context: readonly RecordQuery[], signal: AbortSignal): Promise<Look> {
    const startedAt = this.#clock.now();
    const look: Look = { ...NOTHING_READ, unreadable: [], requestIds: [] };
    const trails = [...this.#own, ...context.map((asked) => this.#contextOf(asked))];
    const times = await atOnce(trails, async (one) => {
      const { trail, query } = one;
      const { fresh, requestIds, complete, failure } = await trail.advance(this.#logDelayMs ?? 0, signal);
      this.#keep(fresh);
      if (this.#own.includes(one)) this.#measure(fresh);
      look.requestIds.push(...requestIds);
      if (failure !== null) note(look, query.group, failure);
      return complete ? (trail.readAt ?? startedAt) : null;
    });
    times.push(...(await this.#readPieces(look, signal)));
    look.complete = times.length > 0 && times.every((time) => time !== null);
    if (look.complete) this.#readAt = Math.min(...(times as number[]));
    return { ...look, records: [...this.#known.values()], readAt: this.#readAt, logDelayMs: this.#logDelayMs };
  }

  #trailing(query: RecordQuery): Trailing {
    return { query, trail: openTrail(this.#records, query, this.#clock) };
  }

  #contextOf(asked: RecordQuery): Trailing {
    const key = JSON.stringify([asked.group, asked.stream, asked.containing, asked.until]);
    const there = this.#contexts.get(key);
    // What begins earlier than before is read anew; what is known of it already is dropped.
    const context = there !== undefined && there.query.since <= asked.since ? there : this.#trailing(asked);
    this.#contexts.set(key, context);
    return context;
  }

  #keep(fresh: readonly LogRecord[]): void {
    for (const record of fresh) this.#known.set(`${record.group}\n${record.id}`, record);
  }

  /** The call's own records say how late the log is. */
  #measure(own: readonly LogRecord[]): void {
    this.#pieces.arrived(own);
    for (const { time, ingestedAt } of own) {
      if (ingestedAt !== null) this.#logDelayMs = Math.max(this.#logDelayMs ?? 0, ingestedAt - time);
    }
  }

  /** When each place was read where only a piece of an event of the call is known; null where it was not read to its end. */
  async #readPieces(look: Look, signal: AbortSignal): Promise<(number | null)[]> {
    const open = this.#pieces.among(this.#known);
    const places = surroundings(open);
    const times = await atOnce(places.slice(0, MAX_SURROUNDINGS), (place) => this.#readAround(place, look, signal));
    for (const [index, time] of times.entries()) {
      const { group, stream } = places[index] as RecordQuery;
      const here = open.filter((one) => one.group === group && one.stream === stream);
      if (time !== null) this.#pieces.settle(here, time, this.#logDelayMs ?? 0);
    }
    return places.length > MAX_SURROUNDINGS ? [...times, null] : times;
  }

  /** Reads one place; the service's clock then, null where it was not read to its end. */
  async #readAround(place: RecordQuery, look: Look, signal: AbortSignal): Promise<number | null> {
    try {
      const page = await this.#records.read(place, signal);
      this.#keep(page.records);
      look.requestIds.push(...page.requestIds);
      if (page.failure !== null) throw page.failure;
      return page.complete ? (page.readAt ?? this.#clock.now()) : null;
    } catch (error) {
      if (!signal.aborted) note(look, place.group, asFailure(error));
      return null;
    }
  }
}

interface Trailing {
  query: RecordQuery;
  trail: Trail;
}

const NOTHING_READ = { records: [], complete: false, readAt: null, logDelayMs: null };

function note(look: Look, group: string, failure: Failure): void {
  if (!look.unreadable.some((one) => one.group === group)) look.unreadable.push({ group, failure });
}
