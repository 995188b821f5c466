import type { Edit } from './edits.js';
import type { Slip } from './slips.js';

const FENCE = /^[ \t]*```[\w-]*[ \t]*\r?\n|\r?\n[ \t]*```[ \t\r\n]*$/g;
const NUMBERED = /^[ \t]*(\d+)[:.|)]?(?=[ \t]|$)[ \t]?/;
/** Fewer lines may be numbered by chance. */
const FEWEST_LINES = 3;

/** What was pasted along with a document, and is none of it: a byte order mark, the marks of a code block, line numbers. */
export function wrappingSlips(text: string): Slip[] {
  const slips: Slip[] = [];
  if (text.startsWith('\ufeff')) {
    slips.push({ cause: 'byte-order-mark', at: 0, edits: [{ start: 0, end: 1, text: '' }], certain: true });
  }
  const fences = text.includes('```') ? [...text.matchAll(FENCE)] : [];
  const [fence] = fences;
  if (fence !== undefined) {
    const edits = fences.map(({ index, 0: found }) => ({ start: index, end: index + found.length, text: '' }));
    slips.push({ cause: 'code-fence', at: fence.index, edits, certain: true });
  }
  const numbers = lineNumbers(text);
  const [first] = numbers;
  if (first !== undefined) slips.push({ cause: 'line-numbers', at: first.start, edits: numbers, certain: true });
  return slips;
}

/** Every line begins with a number, and each is one more than the one before. */
function lineNumbers(text: string): Edit[] {
  if (!/^\ufeff?[ \t]*\d+[:.|) \t]/.test(text)) return [];
  const edits: Edit[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let last: number | null = null;
  for (const line of text.slice(at).split('\n')) {
    const found = NUMBERED.exec(line);
    if (found !== null && (last === null || Number(found[1]) === last + 1)) {
      edits.push({ start: at, end: at + found[0].length, text: '' });
      last = Number(found[1]);
    } else if (line.trim() !== '') return [];
    at += line.length + 1;
  }
  return edits.length >= FEWEST_LINES ? edits : [];
}
