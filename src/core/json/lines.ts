import { kindOf } from './quotes.js';
import type { TokenKind } from './token.js';

export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !'\r\n'.includes(text[start - 1] as string)) start -= 1;
  return start;
}

export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !'\r\n'.includes(text[end] as string)) end += 1;
  return end;
}

/** What the next line begins with; null at the end of a whole document. */
export function kindAfter(text: string, at: number, isFragment: boolean): TokenKind | 'anything' | null {
  const rest = text.slice(at, at + 2_000).trimStart();
  if (rest === '') return at + 2_000 < text.length || isFragment ? 'anything' : null;
  if (/^(?:\/[/*]|#|\.\.|…)/.test(rest)) return 'anything';
  return /^['`“”„‘’]/.test(rest) ? 'string' : kindOf(rest);
}
