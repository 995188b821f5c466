import { isObject } from '../../facts/json-object.js';
import { boundedJson } from '../../json/bounded-json.js';
import type { LogRecord } from '../../ports/records.js';
import { recordsOfTable, timeIn } from './table.js';

/** More lines are not read: the rest of a longer excerpt is left out, from its beginning. */
const MOST_RECORDS = 200_000;
/** `aws logs tail`: time, and with `--format detailed` (its default) the stream. */
const TAILED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?) (?:(\d{4}\/\d\d\/\d\d\/\S+) )?(.*)$/s;
/** A runtime's own prefix; the line keeps it. */
const PREFIXED = /^(?:\[\w+\]\t)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)\t/;

/**
 * Records out of a text: JSON of `aws logs filter-log-events`, `get-log-events` or `get-query-results`, a table of Logs
 * Insights, lines of `aws logs tail`, or any lines.
 */
export function recordsIn(text: string): LogRecord[] {
  return recordsOfJson(text) ?? recordsOfTable(text) ?? recordsOfLines(text);
}

/** One document is one record; an answer of CloudWatch Logs holds many. */
function recordsOfJson(text: string): LogRecord[] | null {
  const document = parsed(text);
  const listed = Array.isArray(document) ? document : isObject(document) ? listIn(document) : null;
  const rows = (listed ?? []).map(rowOf).filter((row) => row !== null);
  if (rows.length > 0) return rows.slice(-MOST_RECORDS).map(recordOfRow);
  return isObject(document) || Array.isArray(document) ? [record(0, text)] : null;
}

function listIn({ events, logEvents, results }: Record<string, unknown>): unknown[] | null {
  return [events, logEvents, results].find(Array.isArray) ?? null;
}

/** A record as an object, or as the fields of a row of Logs Insights; null for anything else. */
function rowOf(item: unknown): Record<string, unknown> | null {
  const row = Array.isArray(item)
    ? Object.fromEntries(item.filter(isObject).map(({ field, value }) => [String(field), value]))
    : item;
  return isObject(row) && ('message' in row || '@message' in row) && !('CallDetails' in row) ? row : null;
}

function recordOfRow(row: Record<string, unknown>, index: number): LogRecord {
  const { timestamp = row['@timestamp'], message = row['@message'], logStreamName = row['@logStream'] } = row;
  const time = typeof timestamp === 'number' ? timestamp : typeof timestamp === 'string' ? timeIn(timestamp) : 0;
  const stream = typeof logStreamName === 'string' ? logStreamName : '';
  const words = typeof message === 'string' ? message : JSON.stringify(message ?? '');
  return { ...record(index, words.replace(/\n$/, '')), time, stream };
}

/** A document that is JSON as a whole; AWS's own examples often are not, and are read as lines. */
function parsed(text: string): unknown {
  if (!/^\uFEFF?\s*[{[]/.test(text)) return null;
  const read = boundedJson(text.replace(/^\uFEFF/, ''));
  return 'value' in read ? read.value : null;
}

function recordsOfLines(text: string): LogRecord[] {
  const lines = text.split(/\r?\n/).slice(-MOST_RECORDS);
  const records: LogRecord[] = [];
  let last = { time: 0, stream: '' };
  for (const line of lines) {
    if (line === '') continue;
    const tailed = TAILED.exec(line);
    const stamp = tailed?.[1] ?? PREFIXED.exec(line)?.[1];
    const time = stamp === undefined ? last.time : (timeOf(stamp) ?? last.time);
    // A line without a stamp goes on where the one before it stood.
    const stream = tailed === null ? last.stream : (tailed[2] ?? '');
    last = { time, stream };
    records.push({ ...record(records.length, tailed?.[3] ?? line), time, stream });
  }
  return records;
}

/** Without a zone it is UTC, as `aws logs tail --format short` prints it. */
function timeOf(stamp: string): number | null {
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(stamp) ? stamp : `${stamp}Z`);
  return Number.isFinite(time) ? time : null;
}

function record(index: number, message: string): LogRecord {
  return { id: String(index).padStart(9, '0'), group: '', stream: '', time: 0, ingestedAt: null, message };
}
