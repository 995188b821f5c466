import type { Clock, LogGroups, LogRecord } from '../world.js';

/** CloudWatch drops no record, but a rehearsal that runs for days may: the oldest of a group go first. */
const MAX_RECORDS = 50_000;

/** A longer message is cut, as CloudWatch Logs does (quotas, "Event size"). */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** How many records arrive in reverse after `reorderNext`, and how long after each other. */
export const REORDERED_RECORDS = 4;
export const REORDER_STEP_MS = 100;

type Kept = LogRecord & { ordinal: number };

interface Group {
  creationTime: number;
  records: Kept[];
  /** How many of the next records still arrive late and in reverse. */
  reversing: number;
}

/** How long this record takes until it can be read, in milliseconds; infinity for one that is lost. */
export type LogDelay = (logStreamName: string, message: string) => number;

/** The log groups; a record can be read once the emulator's clock has reached its ingestion time. */
export function createLogGroups(clock: Clock, delay: number | LogDelay = 0): LogGroups {
  const delayOf: LogDelay = typeof delay === 'number' ? () => delay : delay;
  const groups = new Map<string, Group>();
  let ordinal = 0;

  const ensure = (name: string): Group => {
    const group = groups.get(name) ?? { creationTime: clock.now(), records: [], reversing: 0 };
    groups.set(name, group);
    return group;
  };

  const append: LogGroups['append'] = (name, logStreamName, message) => {
    const group = ensure(name);
    const timestamp = clock.now();
    const late = group.reversing * REORDER_STEP_MS;
    if (group.reversing > 0) group.reversing -= 1;
    ordinal += 1;
    group.records.push({
      eventId: eventId(timestamp, ordinal),
      logStreamName,
      timestamp,
      ingestionTime: timestamp + delayOf(logStreamName, message) + late,
      message: cut(message),
      ordinal,
    });
    if (group.records.length > MAX_RECORDS) group.records.splice(0, MAX_RECORDS / 2);
  };

  return {
    ensureGroup: (name) => void ensure(name),
    append,
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
      const now = clock.now();
      const readable = groups.get(name)?.records.filter(({ ingestionTime }) => ingestionTime <= now);
      return readable?.sort(byTime).map(({ ordinal: _own, ...record }) => record);
    },
    reset: () => {
      for (const group of groups.values()) {
        group.records = [];
        group.reversing = 0;
      }
    },
  };
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
