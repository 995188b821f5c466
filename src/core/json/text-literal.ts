import type { Slip } from './slips.js';

export interface ReadText {
  /** Behind its closing quotation mark; null where the line ends first. */
  end: number | null;
  slips: Slip[];
}

/** Quotation marks that word processors and web pages make of the straight one. */
export const SMART_DOUBLE = '“”„‟″';
export const SMART_SINGLE = '‘’‚‛′';
const ESCAPABLE = '"\\/bfnrt';

/** The text in straight quotation marks that begins at `start`, and what is wrong inside it. */
export function readText(text: string, start: number): ReadText {
  const slips: Slip[] = [];
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return { end: at + 1, slips };
    if (code === 10 || code === 13) break;
    if (code < 32) slips.push(controlCharacter(at, code));
    else if (code === 92) {
      const slip = escapeSlip(text, at);
      if (slip !== null) slips.push(slip);
      const next = text.charCodeAt(at + 1);
      if (next !== 10 && next !== 13) at += 1;
    }
  }
  return { end: null, slips };
}

function controlCharacter(at: number, code: number): Slip {
  const escaped = code === 9 ? '\\t' : `\\u${code.toString(16).padStart(4, '0')}`;
  return { cause: 'control-character', at, edits: [{ start: at, end: at + 1, text: escaped }], certain: true };
}

function escapeSlip(text: string, at: number): Slip | null {
  const mark = text[at + 1] ?? '';
  if (mark === '' || ESCAPABLE.includes(mark)) return null;
  if (mark === 'u') {
    if (/^[\dA-Fa-f]{4}$/.test(text.slice(at + 2, at + 6))) return null;
    return { cause: 'wrong-escape', at, edits: [], certain: false };
  }
  if (mark === "'") return { cause: 'wrong-escape', at, edits: [{ start: at, end: at + 1, text: '' }], certain: true };
  // A regular expression, mostly: AWS's own pages print "^\d{2}#$".
  const certain = /[^\w\s]|[dDwWsSB]/.test(mark);
  return { cause: 'wrong-escape', at, edits: [{ start: at, end: at, text: '\\' }], certain };
}

/** A text in other quotation marks; null where it does not end on its line. */
export function readOtherText(text: string, start: number): { end: number; slip: Slip } | null {
  const opening = text[start] ?? '';
  const isSmart = SMART_DOUBLE.includes(opening);
  const closing = isSmart ? `${SMART_DOUBLE}"` : SMART_SINGLE.includes(opening) ? `${SMART_SINGLE}'` : opening;
  const edits = [{ start, end: start + 1, text: '"' }];
  let certain = true;
  for (let at = start + 1; at < text.length; at += 1) {
    const here = text[at] as string;
    if (here === '\n' || here === '\r') return null;
    if (closing.includes(here)) {
      edits.push({ start: at, end: at + 1, text: '"' });
      // An apostrophe inside such a text ends it too early.
      if (/[\p{L}\p{N}]/u.test(text[at + 1] ?? '')) certain = false;
      const cause = opening === "'" || opening === '`' ? 'single-quotes' : 'smart-quotes';
      return { end: at + 1, slip: { cause, at: start, edits, certain } };
    }
    if (here === '"') edits.push({ start: at, end: at, text: '\\' });
    else if (here === '\\') {
      const slip = escapeSlip(text, at);
      if (slip !== null) {
        edits.push(...slip.edits);
        certain &&= slip.certain;
      }
      at += 1;
    } else if (here < ' ') edits.push(...controlCharacter(at, here.charCodeAt(0)).edits);
    else if (here === '$' && opening === '`') certain = false;
  }
  return null;
}
