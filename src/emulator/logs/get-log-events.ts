import { pageToken, placeIn } from '../http/paging.js';
import type { Shaped } from '../http/shape.js';
import type { LogRecord } from '../world.js';
import { MAX_PAGE_BYTES, MAX_PAGE_EVENTS, recordsOf, requestedGroup, requireStream, sizeOf } from './found.js';
import type { LogStore } from './groups.js';
import type { getLogEventsInput } from './input.js';

type Input = Shaped<typeof getLogEventsInput>;

/**
 * One page of GetLogEvents, always oldest first. Both tokens are always there; one that is the request's own says that
 * there is no more in its direction (service model).
 */
export function getLogEvents(logs: LogStore, input: Input): object {
  const group = requestedGroup(input);
  requireStream(logs, group, input.logStreamName);
  const listing = `GetLogEvents ${group} ${input.logStreamName}`;
  const records = recordsOf(logs, group).filter((record) => within(record, input));
  const place = input.nextToken === undefined ? undefined : placeIn(input.nextToken, listing, 'logs');
  const goesBack = place === undefined ? input.startFromHead !== true : place.startsWith('<');
  const rest = place === undefined ? records : records.filter(({ eventId }) => isAt(place, eventId));
  const page = fitting(goesBack ? rest.reverse() : rest, input.limit ?? MAX_PAGE_EVENTS);
  if (goesBack) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  // Nothing there: each direction goes on where this page has looked.
  const here = place?.slice(1) ?? '';
  const forward = last === undefined ? (goesBack ? `=${here}` : (place ?? '>')) : `>${last.eventId}`;
  const backward = first === undefined ? (goesBack ? (place ?? '<') : `<${here}~`) : `<${first.eventId}`;
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: pageToken(listing, forward),
    nextBackwardToken: pageToken(listing, backward),
  };
}

/** `>` after the event of this id, `=` from it on, `<` before it; with `~` that one as well. */
function isAt(place: string, eventId: string): boolean {
  const id = place.slice(1);
  if (place.startsWith('<')) return eventId < id;
  return place.startsWith('=') ? eventId >= id : eventId > id;
}

/** The start counts, the end does not (service model, GetLogEvents). */
function within({ timestamp, logStreamName }: LogRecord, input: Input): boolean {
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
  return logStreamName === input.logStreamName && timestamp >= startTime && timestamp < endTime;
}

function fitting(records: readonly LogRecord[], limit: number): LogRecord[] {
  const page: LogRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    bytes += sizeOf(record);
    if (page.length === limit || (page.length > 0 && bytes > MAX_PAGE_BYTES)) break;
    page.push(record);
  }
  return page;
}
