import type { LogRecord } from '../../ports/records.js';

/** Tables of log records: the CSV of Logs Insights and of the console, and the tables that the console copies. */

const MESSAGE = /^@?message$/i;
const TIME = /^@?(?:timestamp|time)$/i;
const STREAM = /^@?(?:logStream|logStreamName)$/i;
/** `event.InvocationEventType`: what stands before it stands before all the event's fields. */
const EVENT_FIELD = /^((?:[\w]+\.)*)InvocationEvent(?:Type)?$/;
/** The name of an event's type, in whatever quotation marks. */
const EVENT_TEXT = /["']?(?:InvocationEvent(?:Type)?|eventType)["']{0,2}\s*:/;
const DEEPEST = 8;
const SEPARATORS = [',', '\t', ';'];
/** Cells of one table. */
const MOST_CELLS = 2_000_000;

/** The records of a table, in the order in which they were written; null where the text is not a table of records. */
export function recordsOfTable(text: string): LogRecord[] | null {
  // Spreadsheets may name the separator first.
  const begin = text.replace(/^\uFEFF?\s*(?:sep=[,;\t|]\r?\n)?/, '');
  const rows = begin.startsWith('|') || begin.startsWith('-') ? markdownRows(begin) : separatedRows(begin);
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

/** RFC 4180, with whichever separator its first line has. */
function separatedRows(text: string): string[][] | null {
  const first = text.slice(0, 2_000).split(/\r?\n/, 1)[0] ?? '';
  const names = first.split(/[,\t;]/).map((name) => name.trim().replace(/^"|"$/g, ''));
  const isKnown = (name: string) => MESSAGE.test(name) || EVENT_FIELD.test(name);
  if (!names.every((name) => /^@?[\w.]{1,80}$/.test(name)) || (names.length < 2 && !names.some(isKnown))) return null;
  if (!names.some(isKnown) && !EVENT_TEXT.test(text.slice(first.length, first.length + 20_000))) return null;
  const separator = SEPARATORS.find((one) => first.includes(one)) ?? ',';
  return cellsOf(text, separator);
}

function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cells = 0;
  let at = 0;
  while (at < text.length && cells < MOST_CELLS) {
    cells += 1;
    const { cell, next } = text[at] === '"' ? quotedCell(text, at + 1) : plainCell(text, at, separator);
    row.push(cell);
    const mark = text[next];
    at = next + 1;
    if (mark === separator) continue;
    if (mark === '\r' && text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function plainCell(text: string, from: number, separator: string): { cell: string; next: number } {
  let next = from;
  while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next += 1;
  return { cell: text.slice(from, next), next };
}

/** Up to the quotation mark that is not doubled; a cell that is cut off ends with the text. */
function quotedCell(text: string, from: number): { cell: string; next: number } {
  let end = text.indexOf('"', from);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  const to = end === -1 ? text.length : end;
  return { cell: text.slice(from, to).replaceAll('""', '"'), next: end === -1 ? to : to + 1 };
}

/** `| @timestamp | @message |`: a bar may stand in the last column, which is the message. */
function markdownRows(text: string): string[][] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith('|') && !/^[|\s:+-]+$/.test(line));
  const columns = (lines[0]?.split('|').length ?? 2) - 2;
  if (columns < 1) return null;
  return lines.map((line) => {
    const cells = line.replace(/^\||\|\s*$/g, '').split('|');
    return [...cells.slice(0, columns - 1), cells.slice(columns - 1).join('|')].map((cell) => cell.trim());
  });
}
