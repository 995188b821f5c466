import { createHash } from 'node:crypto';
import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import type { LogRecord, RecordQuery } from '../core/ports/records.js';
import { missing } from './reading.js';

/** In characters. Lambda writes no longer lines; the service itself takes up to 1 MB. */
const MAX_MESSAGE_LENGTH = 256 * 1024;

/** A Date holds no more (ECMA-262, "Time Values and Time Range"). */
const MAX_TIME = 8.64e15;

/** One event of FilterLogEvents, bounded; null where it does not hold what was asked for, literally. */
export function readRecord(event: FilteredLogEvent, query: RecordQuery): LogRecord | null {
  const { eventId, logStreamName, message: text, timestamp: time, ingestionTime } = event ?? missing('event');
  if (typeof text !== 'string' || !isTime(time)) return missing('event');
  if (!query.containing.every((part) => text.includes(part))) return null;
  const stream = typeof logStreamName === 'string' ? logStreamName.slice(0, 512) : '';
  const message = text.length > MAX_MESSAGE_LENGTH ? text.slice(0, MAX_MESSAGE_LENGTH) : text;
  const ingestedAt = isTime(ingestionTime) ? ingestionTime : null;
  return { id: idOf(eventId) ?? digest(stream, time, text), group: query.group, stream, time, ingestedAt, message };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MAX_TIME;
}

function idOf(eventId: unknown): string | null {
  return typeof eventId === 'string' && eventId !== '' && eventId.length <= 256 ? eventId : null;
}

/** The service gives every event an id; without one the same record still has to be recognized. */
function digest(...parts: (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
