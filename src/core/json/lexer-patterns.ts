import { SMART_DOUBLE, SMART_SINGLE } from './text-literal.js';

export const BLANK = /[ \t\r\n]+/y;
export const ODD_SPACE = /[\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]+/y;
export const COMMENT = /\/\/[^\n\r]*|#(?!#*[ \t]*(?:[,}\]\r\n]|$))[^\n\r]*/y;
export const LONG_COMMENT = /\/\*[\s\S]*?\*\//y;
export const LEFT_OUT = /\.{2,}(?: \d+ more (?:items?|characters?))?|…/y;
/** What Node's inspector prints for an object or a list that it does not look into. */
export const NOT_LOOKED_INTO = /\[(?:Object|Array|Circular(?: \*\d+)?)\]/y;
export const WORD = new RegExp(`[^\\s,:{}[\\]"'\`${SMART_DOUBLE}${SMART_SINGLE}]+`, 'y');
export const FRAGMENT = /^(?:\s|\/\/[^\n]*\n)*(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z_$][\w$]*)\s*:/;

/** How many characters the pattern, which is sticky, matches there. */
export function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
