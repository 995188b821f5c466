import type { LogRecord } from '../../ports/records.js';
import { markdownRows, separatedRows } from './table-rows.js';

/** Tables of log records: the CSV of Logs Insights and of the console, and the tables that the console copies. */

const MESSAGE = /^@?message$/i;
const TIME = /^@?(?:timestamp|time)$/i;
const STREAM = /^@?(?:logStream|logStreamName)$/i;
/** `event.InvocationEventType`: what stands before it stands before all the event's fields. */
const EVENT_FIELD = /^((?:[\w]+\.)*)InvocationEvent(?:Type)?$/;
/** The name of an event's type, in whatever quotation marks. */
const EVENT_TEXT = /["']?(?:InvocationEvent(?:Type)?|eventType)["']{0,2}\s*:/;
const DEEPEST = 8;
/** The records of a table, in the order in which they were written; null where the text is not a table of records. */
export function recordsOfTable(text: string): LogRecord[] | null {
  // Spreadsheets may name the separator first.
  const begin = text.replace(/^\uFEFF?\s*(?:sep=[,;\t|]\r?\n)?/, '');
  const rows =
    begin.startsWith('|') || begin.startsWith('-')
      ? markdownRows(begin)
      : separatedRows(begin, { isKnown, isEvent: (cells) => EVENT_TEXT.test(cells) });
  const [head, ...body] = rows ?? [];
  if (head === undefined) return null;
  const names = head.map((name) => name.trim());
  const at = (pattern: RegExp) => names.findIndex((name) => pattern.test(name));
  const [named, time, stream] = [at(MESSAGE), at(TIME), at(STREAM)];
  const message = named === -1 ? eventColumn(body) : named;
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

/** A query may give the message a name of its own: it is the column that holds events. */
function eventColumn(rows: readonly string[][]): number {
  for (const row of rows.slice(0, 50)) {
    const at = row.findIndex((cell) => cell.includes('{') && EVENT_TEXT.test(cell.slice(0, 20_000)));
    if (at !== -1) return at;
  }
  return -1;
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
    message: JSON.stringify(nested(names, row, prefix)).replaceAll(JSON.stringify(NOT_ASKED), NOT_ASKED),
  }));
  return inOrder(records).map((record, index) => ({ ...record, id: String(index).padStart(9, '0') }));
}

/** As the inspector writes what it leaves out: a query that did not ask for a field says nothing of it. */
const NOT_ASKED = '[Object]';

/** What an event has is left open where no column asks for it. */
function leaveOpen(object: Record<string, unknown>, names: readonly string[], prefix: string): void {
  let holder = object;
  let path = prefix;
  for (const name of ['ActionData', 'Parameters', 'Arguments']) {
    path += name;
    if (!names.some((column) => column.startsWith(`${path}.`))) {
      holder[name] ??= NOT_ASKED;
      return;
    }
    const inner = holder[name];
    if (typeof inner !== 'object' || inner === null) return;
    holder = inner as Record<string, unknown>;
    path += '.';
  }
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
  leaveOpen(object, names, prefix);
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
