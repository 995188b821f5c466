import type { Clock, LogGroups, LogRecord } from '../world.js';

/** CloudWatch drops no record, but a rehearsal that runs for days may: the oldest of a group go first. */
const MAX_RECORDS = 50_000;
/** In characters: what a group's records take of the memory. */
const MAX_KEPT = 32 * 1024 * 1024;
const MAX_STREAMS = 10_000;

/** A longer message is cut, as CloudWatch Logs does (quotas, "Event size"). */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** How many records arrive in reverse after `reorderNext`, and how long after each other. */
const REORDERED_RECORDS = 4;
const REORDER_STEP_MS = 100;

/** One log stream of a group. Its times are those of the records that can be read now. */
export interface LogStream {
  logStreamName: string;
  creationTime: number;
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
}

/** What CloudWatch Logs' own operations do with the log groups, beside what the emulator's rooms do. */
export interface LogStore extends LogGroups {
  /** The same with the time that the record's writer says, as PutLogEvents does. */
  appendAt(logGroupName: string, logStreamName: string, message: string, timestamp: number): void;
  /** Makes an empty stream in a group that is there; false where the stream is there already. */
  ensureStream(logGroupName: string, logStreamName: string): boolean;
  /** The streams of the group, or undefined where there is no such group. */
  streams(logGroupName: string): LogStream[] | undefined;
}

type Kept = LogRecord & { ordinal: number };

interface Group {
  creationTime: number;
  records: Kept[];
  /** How many characters the records have. */
  size: number;
  /** When each stream was made, in the order of making. */
  streams: Map<string, number>;
  /** How many of the next records still arrive late and in reverse. */
  reversing: number;
}

/** How long this record takes until it can be read, in milliseconds; infinity for one that is lost. */
export type LogDelay = (logStreamName: string, message: string) => number;

/** The log groups; a record can be read once the emulator's clock has reached its ingestion time. */
export function createLogGroups(clock: Clock, delay: number | LogDelay = 0): LogStore {
  const delayOf: LogDelay = typeof delay === 'number' ? () => delay : delay;
  const groups = new Map<string, Group>();
  let ordinal = 0;

  const ensure = (name: string): Group => {
    const group = groups.get(name) ?? {
      creationTime: clock.now(),
      records: [],
      size: 0,
      streams: new Map(),
      reversing: 0,
    };
    groups.set(name, group);
    return group;
  };

  const ensureStreamIn = (group: Group, name: string): boolean => {
    if (group.streams.has(name)) return false;
    if (group.streams.size >= MAX_STREAMS) group.streams.delete([...group.streams.keys()][0] ?? '');
    group.streams.set(name, clock.now());
    return true;
  };

  const readable = ({ records }: Group): Kept[] => {
    const now = clock.now();
    return records.filter(({ ingestionTime }) => ingestionTime <= now);
  };

  const forgetOldest = (group: Group) => {
    if (group.records.length <= MAX_RECORDS && group.size <= MAX_KEPT) return;
    const gone = group.records.splice(0, Math.ceil(group.records.length / 2));
    group.size -= gone.reduce((sum, { message }) => sum + message.length, 0);
  };

  const appendAt: LogStore['appendAt'] = (name, logStreamName, message, timestamp) => {
    const group = ensure(name);
    const arrived = clock.now();
    ensureStreamIn(group, logStreamName);
    const late = group.reversing * REORDER_STEP_MS;
    const kept = cut(message);
    if (group.reversing > 0) group.reversing -= 1;
    ordinal += 1;
    group.records.push({
      eventId: eventId(timestamp, ordinal),
      logStreamName,
      timestamp,
      ingestionTime: arrived + delayOf(logStreamName, message) + late,
      message: kept,
      ordinal,
    });
    group.size += kept.length;
    forgetOldest(group);
  };

  return {
    ensureGroup: (name) => void ensure(name),
    append: (name, logStreamName, message) => appendAt(name, logStreamName, message, clock.now()),
    appendAt,
    ensureStream: (name, logStreamName) => ensureStreamIn(ensure(name), logStreamName),
    streams: (name) => {
      const group = groups.get(name);
      return group && streamsOf(group.streams, readable(group));
    },
    reorderNext: (name) => {
      ensure(name).reversing = REORDERED_RECORDS;
    },
    groups: () =>
      [...groups].map(([logGroupName, { creationTime, records }]) => ({
        logGroupName,
        creationTime,
        storedBytes: records.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0),
      })),
    read: (name) => {
      const group = groups.get(name);
      if (group === undefined) return undefined;
      return readable(group)
        .sort(byTime)
        .map(({ ordinal: _own, ...record }) => record);
    },
    reset: () => {
      for (const group of groups.values()) {
        group.records = [];
        group.size = 0;
        group.streams.clear();
        group.reversing = 0;
      }
    },
  };
}

function streamsOf(made: ReadonlyMap<string, number>, records: readonly LogRecord[]): LogStream[] {
  const streams = new Map(
    [...made].map(([logStreamName, creationTime]) => [logStreamName, { logStreamName, creationTime } as LogStream]),
  );
  for (const { logStreamName, timestamp, ingestionTime } of records) {
    const stream = streams.get(logStreamName);
    if (stream === undefined) continue;
    stream.firstEventTimestamp = Math.min(stream.firstEventTimestamp ?? timestamp, timestamp);
    stream.lastEventTimestamp = Math.max(stream.lastEventTimestamp ?? timestamp, timestamp);
    stream.lastIngestionTime = Math.max(stream.lastIngestionTime ?? ingestionTime, ingestionTime);
  }
  return [...streams.values()];
}

/** By the time of writing; records of the same millisecond in the order in which they arrived. */
function byTime(one: Kept, other: Kept): number {
  return one.timestamp - other.timestamp || one.ingestionTime - other.ingestionTime || one.ordinal - other.ordinal;
}

/** Fifty-six digits, growing with time, as CloudWatch's own. */
function eventId(timestamp: number, ordinal: number): string {
  return `${String(Math.floor(timestamp)).padStart(20, '3')}${String(ordinal).padStart(36, '0')}`;
}

function cut(message: string): string {
  const bytes = Buffer.from(message);
  return bytes.length <= MAX_MESSAGE_BYTES ? message : bytes.subarray(0, MAX_MESSAGE_BYTES).toString();
}
