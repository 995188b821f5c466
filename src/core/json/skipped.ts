import { BLANK, COMMENT, LONG_COMMENT, matchAt, ODD_SPACE } from './lexer-patterns.js';
import type { Slip } from './slips.js';

/** What stands between tokens and means nothing. */
interface Skipped {
  end: number;
  newLine: boolean;
  /** JSON does not allow it; null where it does. */
  slip: Slip | null;
}

/** White space or a comment that begins here; null for neither. */
export function skippedAt(text: string, start: number, lastCommentEnd: number): Skipped | null {
  const blank = matchAt(BLANK, text, start);
  if (blank > 0) {
    const end = start + blank;
    return { end, newLine: /[\r\n]/.test(text.slice(start, end)), slip: null };
  }
  const odd = matchAt(ODD_SPACE, text, start);
  if (odd > 0) {
    const end = start + odd;
    const slip: Slip = { cause: 'odd-space', at: start, edits: [{ start, end, text: ' ' }], certain: true };
    return { end, newLine: false, slip };
  }
  const length = matchAt(COMMENT, text, start) || (start < lastCommentEnd ? matchAt(LONG_COMMENT, text, start) : 0);
  return length === 0 ? null : comment(text, start, start + length);
}

function comment(text: string, start: number, end: number): Skipped {
  let from = start;
  while (from > 0 && ' \t'.includes(text[from - 1] as string)) from -= 1;
  const toEnd = end >= text.length || '\r\n'.includes(text[end] as string);
  const slip: Slip = {
    cause: 'comment',
    at: start,
    edits: [{ start: toEnd ? from : start, end, text: '' }],
    // It may have been a text: "//…" without its quotation mark.
    certain: text.slice(start, end).split('"').length % 2 === 1,
  };
  return { end, newLine: text[start + 1] === '*', slip };
}
