import type { LogRecord } from '../../ports/records.js';
import { markdownRows, separatedRows } from './table-rows.js';

/** Tables of log records: the CSV of Logs Insights and of the console, and the tables that the console copies. */

const MESSAGE = /^@?message$/i;
const TIME = /^@?(?:timestamp|time)$/i;
const STREAM = /^@?(?:logStream|logStreamName)$/i;
/** `event.InvocationEventType`: what stands before it stands before all the event's fields. */
const EVENT_FIELD = /^((?:[\w]+\.)*)InvocationEvent(?:Type)?$/;
const DEEPEST = 8;
/** The records of a table, in the order in which they were written; null where the text is not a table of records. */
export function recordsOfTable(text: string): LogRecord[] | null {
  const begin = text.replace(/^\uFEFF?\s*/, '');
  const rows = begin.startsWith('|') || begin.startsWith('-') ? markdownRows(begin) : separatedRows(begin, isKnown);
  const [head, ...body] = rows ?? [];
  if (head === undefined) return null;
  const names = head.map((name) => name.trim());
  const at = (pattern: RegExp) => names.findIndex((name) => pattern.test(name));
  const [message, time, stream] = [at(MESSAGE), at(TIME), at(STREAM)];
  if (message === -1) return recordsOfFields(names, body, time);
  const records = body
    .filter((row) => row.length > message)
    .map((row) => ({
      group: '',
      stream: stream === -1 ? '' : (row[stream]?.trim() ?? ''),
      time: timeIn(row[time] ?? ''),
      ingestedAt: null,
      message: (row[message] ?? '').replace(/\s+$/, ''),
    }));
  return inOrder(records).map((record, index) => ({ ...record, id: String(index).padStart(9, '0') }));
}

/** A column that only a table of records has. */
function isKnown(name: string): boolean {
  return MESSAGE.test(name) || EVENT_FIELD.test(name);
}

/** A query for the fields that Logs Insights discovered: `CallDetails.TransactionId`, `InvocationEventType`, a column each. */
function recordsOfFields(names: readonly string[], rows: readonly string[][], time: number): LogRecord[] | null {
  if (!names.some((name) => EVENT_FIELD.test(name))) return null;
  const prefix = EVENT_FIELD.exec(names.find((name) => EVENT_FIELD.test(name)) ?? '')?.[1] ?? '';
  const records = rows.map((row) => ({
    group: '',
    stream: '',
    time: timeIn(row[time] ?? ''),
    ingestedAt: null,
    message: JSON.stringify(nested(names, row, prefix)),
  }));
  return inOrder(records).map((record, index) => ({ ...record, id: String(index).padStart(9, '0') }));
}

/** The object that the columns are the members of; an empty cell is a member that this record does not have. */
function nested(names: readonly string[], row: readonly string[], prefix: string): object {
  const object: Record<string, unknown> = Object.create(null);
  for (const [index, name] of names.entries()) {
    const value = row[index]?.trim() ?? '';
    if (value === '' || !name.startsWith(prefix) || name.startsWith('@')) continue;
    const path = name.slice(prefix.length).split('.').slice(0, DEEPEST);
    let holder = object;
    for (const key of path.slice(0, -1)) {
      const inner = holder[key];
      const next: Record<string, unknown> =
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : Object.create(null);
      holder[key] = next;
      holder = next;
    }
    holder[path.at(-1) ?? name] = value;
  }
  const details = object['CallDetails'] as Record<string, unknown> | undefined;
  // Columns of a list are numbered.
  if (typeof details?.['Participants'] === 'object')
    details['Participants'] = Object.values(details['Participants'] ?? {});
  return object;
}

/** Logs Insights sorts the newest first unless it is told otherwise. */
function inOrder<Record extends { time: number }>(records: Record[]): Record[] {
  const [first, last] = [records[0], records.at(-1)];
  return first !== undefined && last !== undefined && first.time > last.time ? records.toReversed() : records;
}

/** `2026-11-28 08:00:00.123` is UTC; the console also writes milliseconds since the epoch. */
export function timeIn(cell: string): number {
  const trimmed = cell.trim();
  if (/^\d{12,14}$/.test(trimmed)) return Number(trimmed);
  const iso = trimmed.replace(' ', 'T');
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
  return Number.isFinite(time) ? time : 0;
}
