import { createHash } from 'node:crypto';
import { pageToken, placeIn } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import type { Shaped } from '../http/shape.js';
import type { LogRecord } from '../world.js';
import { compiledPattern, type Matches } from './filter-pattern.js';
import { MAX_PAGE_BYTES, MAX_PAGE_EVENTS, recordsOf, requestedGroup, sizeOf } from './found.js';
import type { LogStore } from './groups.js';
import type { filterLogEventsInput } from './input.js';

type Input = Shaped<typeof filterLogEventsInput>;

/** A page looks at so many records at most, matching or not; CloudWatch's own number is not documented. */
const RECORDS_PER_PAGE = 10_000;

/** Of the queries with one pattern, every third begins with an empty page, the first included: whoever stops there shall notice. */
const EMPTY_PAGE_EVERY = 3;
/** So many patterns are counted; then the counting begins anew. */
const MAX_COUNTED = 10_000;
const NEWEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

export interface LogSearch {
  /** One page of FilterLogEvents. Throws InvalidParameterException and ResourceNotFoundException. */
  page(input: Input): object;
  reset(): void;
}

export function createLogSearch(logs: LogStore): LogSearch {
  const queries = new Map<string, number>();
  /** The count is that of the pattern: what a client sees does not depend on what others asked before. */
  const beginsEmpty = (input: Input): boolean => {
    const {
      startTime: _start,
      endTime: _end,
      startFromHead: _order,
      limit: _limit,
      nextToken: _token,
      ...pattern
    } = input;
    const key = fingerprint(pattern);
    const count = queries.get(key) ?? 0;
    if (queries.size >= MAX_COUNTED) queries.clear();
    queries.set(key, count + 1);
    return count % EMPTY_PAGE_EVERY === 0;
  };
  return {
    page: (input) => {
      const name = requestedGroup(input);
      const matches = compiledPattern(input.filterPattern ?? '');
      const refused = problemWith(input);
      if (refused !== undefined) throw new Refusal('InvalidParameterException', refused);
      const group = recordsOf(logs, name);
      const listing = `FilterLogEvents ${fingerprint({ ...input, nextToken: '', startFromHead: true, limit: 0 })}`;
      const { newestFirst, after } = whereToGoOn(input, listing);
      const token = (last: string) => pageToken(listing, `${newestFirst ? 'b' : 'f'}${last}`);
      if (input.nextToken === undefined && beginsEmpty(input)) {
        return { events: [], searchedLogStreams: [], nextToken: token('') };
      }
      const inRange = group.filter((record) => within(record, input));
      const records = rest(newestFirst ? inRange.reverse() : inRange, after);
      const { events, last } = scan(records, matches, input.limit ?? MAX_PAGE_EVENTS);
      return { events, searchedLogStreams: [], ...(last === undefined ? {} : { nextToken: token(last) }) };
    },
    reset: () => queries.clear(),
  };
}

function problemWith(input: Input): string | undefined {
  const { logStreamNames, logStreamNamePrefix, startTime, endTime, startFromHead, nextToken } = input;
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    return 'logStreamNames and logStreamNamePrefix exclude each other.';
  }
  if (startTime !== undefined && endTime !== undefined && startTime > endTime) {
    return 'startTime must not be after endTime.';
  }
  if (startFromHead === false && nextToken === undefined && (startTime ?? 0) < NEWEST_FIRST_SINCE) {
    return 'startFromHead false needs a startTime on or after Jan 1, 2024 00:00:00 UTC.';
  }
  return undefined;
}

function whereToGoOn({ nextToken, startFromHead }: Input, listing: string) {
  if (nextToken === undefined) return { newestFirst: startFromHead === false, after: '' };
  const place = placeIn(nextToken, listing, 'logs');
  // The direction is the token's, whatever the request says (SDK, FilterLogEventsRequest.startFromHead).
  return { newestFirst: place.startsWith('b'), after: place.slice(1) };
}

/** Both ends count: "before this time" and "later than this time" are what is left out (service model). */
function within(record: LogRecord, { startTime, endTime, logStreamNames, logStreamNamePrefix }: Input): boolean {
  const { timestamp, logStreamName } = record;
  return (
    timestamp >= (startTime ?? 0) &&
    timestamp <= (endTime ?? Number.POSITIVE_INFINITY) &&
    (logStreamNames?.includes(logStreamName) ?? true) &&
    logStreamName.startsWith(logStreamNamePrefix ?? '')
  );
}

function rest(records: LogRecord[], after: string): LogRecord[] {
  return after === '' ? records : records.slice(records.findIndex(({ eventId }) => eventId === after) + 1);
}

/** The matching records of one page, and the last one it looked at where there are more behind it. */
function scan(records: LogRecord[], matches: Matches, limit: number): { events: LogRecord[]; last?: string } {
  const events: LogRecord[] = [];
  let bytes = 0;
  let last: string | undefined;
  for (const [index, record] of records.entries()) {
    const size = sizeOf(record);
    const hit = matches(record.message);
    const full = index === RECORDS_PER_PAGE || events.length === limit;
    if (full || (hit && events.length > 0 && bytes + size > MAX_PAGE_BYTES)) {
      return last === undefined ? { events } : { events, last };
    }
    if (hit) {
      events.push(record);
      bytes += size;
    }
    last = record.eventId;
  }
  return { events };
}

/** A token belongs to its query: with other parameters it is not valid. */
function fingerprint(input: Input): string {
  const members = Object.entries(input).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url').slice(0, 16);
}
