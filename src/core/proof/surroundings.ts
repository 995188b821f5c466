import type { Timeline } from '../evidence/seen.js';
import type { RecordQuery } from '../ports/records.js';

/** Where a record holds only a piece of an event. */
export type Fragment = Timeline['fragments'][number];

/** An event that a runtime printed over many records is this long at most, from its first to its last record. */
const SPREAD_MS = 2_000;
/** Places around which is read at one time. */
export const MAX_SURROUNDINGS = 4;
const MAX_RECORDS = 10_000;

function around({ group, stream, time }: Fragment): RecordQuery {
  const span = { since: time - SPREAD_MS, until: time + SPREAD_MS };
  return { group, stream, containing: [], ...span, atMost: MAX_RECORDS };
}

/** What to read to find the rest of those events, without a filter: one stretch of each stream. */
export function surroundings(fragments: readonly Fragment[]): RecordQuery[] {
  const places = new Map<string, RecordQuery>();
  for (const fragment of fragments) {
    const key = `${fragment.group}\n${fragment.stream}`;
    const place = around(fragment);
    const known = places.get(key) ?? place;
    const since = Math.min(known.since, place.since);
    const until = Math.max(known.until as number, place.until as number);
    places.set(key, { ...place, since, until });
  }
  return [...places.values()];
}

/** The same, the newest first, with what lies between them left out: they may be hours apart. */
export function newestSurroundings(fragments: readonly Fragment[]): RecordQuery[] {
  const places: RecordQuery[] = [];
  for (const fragment of fragments.toSorted((one, other) => other.time - one.time)) {
    const place = around(fragment);
    const near = places.find((one) => one.stream === place.stream && one.since <= (place.until as number));
    if (near === undefined) places.push(place);
    else near.since = place.since;
  }
  return places.slice(0, MAX_SURROUNDINGS);
}
