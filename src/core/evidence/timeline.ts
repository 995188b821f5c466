import type { LogRecord } from '../ports/records.js';
import { joiningOf } from './joined-records.js';
import { readStream } from './read-stream.js';
import type { Seen, Timeline } from './seen.js';

/** Reads records of any number of log streams, in any order, twice or once. Pure; bounded by the bounds of each record. */
export function readTimeline(records: readonly LogRecord[]): Timeline {
  return openTimeline()(records);
}

/** The same, for who reads the same records again with more of them: a stream to which nothing was added is not read anew. */
export function openTimeline(): (records: readonly LogRecord[]) => Timeline {
  let known = new Map<string, Part>();
  return (records) => {
    const joining = joiningOf(records);
    const parts = byStream(records).map((stream): [string, Part] => {
      const key = `${stream[0]?.group}\n${stream[0]?.stream}`;
      const there = known.get(key);
      if (there?.length === stream.length) return [key, there];
      return [key, { length: stream.length, timeline: readStream(stream, joining) }];
    });
    known = new Map(parts);
    return together(parts.map(([, { timeline }]) => timeline));
  };
}

/** What one stream shows. Records are only ever added to it. */
interface Part {
  length: number;
  timeline: Timeline;
}

function together(parts: readonly Timeline[]): Timeline {
  const byTime = (one: Seen, other: Seen) => one.time - other.time;
  return {
    events: parts.flatMap(({ events }) => events).sort(byTime),
    answers: parts.flatMap(({ answers }) => answers).sort(byTime),
    troubles: parts.flatMap(({ troubles }) => troubles).sort(byTime),
    requests: new Map(parts.flatMap(({ requests }) => [...requests])),
    fragments: parts.flatMap(({ fragments }) => fragments),
  };
}

/** The records of each stream in the order in which they were written: ids grow within a millisecond. */
function byStream(records: readonly LogRecord[]): LogRecord[][] {
  const streams = new Map<string, Map<string, LogRecord>>();
  for (const record of records) {
    const key = `${record.group}\n${record.stream}`;
    const stream = streams.get(key) ?? new Map<string, LogRecord>();
    streams.set(key, stream.set(record.id === '' ? `${stream.size}` : `${record.time}\n${record.id}`, record));
  }
  return [...streams]
    .toSorted(([one], [other]) => compare(one, other))
    .map(([, stream]) => [...stream.values()].sort((one, other) => one.time - other.time || compare(one.id, other.id)));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
