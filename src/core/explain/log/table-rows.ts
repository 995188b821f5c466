const SEPARATORS = [',', '\t', ';'];
const MOST_CELLS = 2_000_000;

/** By what a table of records is known: the name of a column, or the text of a cell. */
export interface TableSigns {
  isKnown(name: string): boolean;
  isEvent(text: string): boolean;
}

/** RFC 4180, with whichever separator its first line has. */
export function separatedRows(text: string, { isKnown, isEvent }: TableSigns): string[][] | null {
  const first = text.slice(0, 2_000).split(/\r?\n/, 1)[0] ?? '';
  const names = first.split(/[,\t;]/).map((name) => name.trim().replace(/^"|"$/g, ''));
  if (!names.every((name) => /^@?[\w.]{1,80}$/.test(name)) || (names.length < 2 && !names.some(isKnown))) return null;
  if (!names.some(isKnown) && !isEvent(text.slice(first.length, first.length + 20_000))) return null;
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
export function markdownRows(text: string): string[][] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith('|') && !/^[|\s:+-]+$/.test(line));
  const columns = (lines[0]?.split('|').length ?? 2) - 2;
  if (columns < 1) return null;
  return lines.map((line) => {
    const cells = line.replace(/^\||\|\s*$/g, '').split('|');
    return [...cells.slice(0, columns - 1), cells.slice(columns - 1).join('|')].map((cell) => cell.trim());
  });
}
