import { readTimeline } from '../evidence/timeline.js';
import { asFailure, type Failure } from '../failure.js';
import type { Clock } from '../ports/clock.js';
import type { LogRecord, RecordQuery, Records } from '../ports/records.js';
import { atOnce } from './at-once.js';
import { type Fragment, MAX_SURROUNDINGS, surroundings } from './surroundings.js';
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
  /** Of this look. */
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
  /** Records per group. */
  atMost: number;
}

/** Around a piece of an event is read again until its neighbors, written at once with it, have had this long to arrive. */
const SETTLES_AFTER_MS = 10_000;

export function followCall(records: Records, query: FollowQuery, clock: Clock): Following {
  const { groups, id, since, atMost } = query;
  const known = new Map<string, LogRecord>();
  const own: Trailing[] = groups.map((group) => trailing({ group, containing: [id], since, atMost }));
  const contexts = new Map<string, Trailing>();
  const settled = new Set<string>();
  /** When the pieces of the call's own records arrived, by their place. */
  const arrived = new Map<string, number>();
  let fragments: Fragment[] = [];
  let size = 0;
  let readAt: number | null = null;
  let logDelayMs: number | null = null;

  function trailing(asked: RecordQuery): Trailing {
    return { query: asked, trail: openTrail(records, asked, clock) };
  }

  function contextOf(asked: RecordQuery): Trailing {
    const key = JSON.stringify([asked.group, asked.stream, asked.containing, asked.until]);
    const there = contexts.get(key);
    // What begins earlier than before is read anew; what is known of it already is dropped.
    const context = there !== undefined && there.query.since <= asked.since ? there : trailing(asked);
    contexts.set(key, context);
    return context;
  }

  function keep(fresh: readonly LogRecord[]): void {
    for (const record of fresh) known.set(`${record.group}\n${record.id}`, record);
  }

  function keepOwn(fresh: readonly LogRecord[]): void {
    keep(fresh);
    for (const record of fresh) {
      const { time, ingestedAt } = record;
      arrived.set(placeOf(record), Math.max(time, ingestedAt ?? time));
      if (ingestedAt !== null) logDelayMs = Math.max(logDelayMs ?? 0, ingestedAt - time);
    }
  }

  /** The places where only a piece of an event of the call was read, and the rest may still come. */
  function openFragments(): Fragment[] {
    if (known.size !== size) {
      size = known.size;
      fragments = readTimeline([...known.values()]).fragments.filter((one) => arrived.has(placeOf(one)));
    }
    return fragments.filter((one) => !settled.has(placeOf(one)));
  }

  /** Reads one place; `readAt` is the service's clock then, null where it was not read to its end. */
  async function readAround(place: RecordQuery, look: Look, signal: AbortSignal): Promise<number | null> {
    try {
      const page = await records.read(place, signal);
      keep(page.records);
      look.requestIds.push(...page.requestIds);
      if (page.failure !== null) throw page.failure;
      return page.complete ? (page.readAt ?? clock.now()) : null;
    } catch (error) {
      if (!signal.aborted) note(look, place.group, asFailure(error));
      return null;
    }
  }

  async function readPieces(look: Look, signal: AbortSignal): Promise<(number | null)[]> {
    const open = openFragments();
    const places = surroundings(open);
    const times = await atOnce(places.slice(0, MAX_SURROUNDINGS), (place) => readAround(place, look, signal));
    const settlesAfterMs = Math.max(SETTLES_AFTER_MS, 2 * (logDelayMs ?? 0));
    for (const [index, time] of times.entries()) {
      const { group, stream } = places[index] as RecordQuery;
      const here = open.filter((one) => one.group === group && one.stream === stream);
      const isSettled = (one: Fragment) => time !== null && time - (arrived.get(placeOf(one)) ?? 0) >= settlesAfterMs;
      for (const one of here.filter(isSettled)) settled.add(placeOf(one));
    }
    return places.length > MAX_SURROUNDINGS ? [...times, null] : times;
  }

  return {
    async look(context, signal) {
      const startedAt = clock.now();
      const look: Look = { records: [], unreadable: [], requestIds: [], complete: false, readAt, logDelayMs };
      const trails = [...own, ...context.map(contextOf)];
      const times = await atOnce(trails, async (one) => {
        const { fresh, requestIds, complete, failure } = await one.trail.advance(logDelayMs ?? 0, signal);
        if (own.includes(one)) keepOwn(fresh);
        else keep(fresh);
        look.requestIds.push(...requestIds);
        if (failure !== null) note(look, one.query.group, failure);
        return complete ? (one.trail.readAt ?? startedAt) : null;
      });
      times.push(...(await readPieces(look, signal)));
      look.complete = times.length > 0 && times.every((time) => time !== null);
      if (look.complete) readAt = Math.min(...(times as number[]));
      return { ...look, records: [...known.values()], readAt, logDelayMs };
    },
  };
}

interface Trailing {
  query: RecordQuery;
  trail: Trail;
}

function placeOf({ group, stream, time }: Fragment): string {
  return `${group}\n${stream}\n${time}`;
}

function note(look: Look, group: string, failure: Failure): void {
  if (!look.unreadable.some((one) => one.group === group)) look.unreadable.push({ group, failure });
}
