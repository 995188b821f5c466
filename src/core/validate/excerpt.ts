import type { Lines } from '../json/place.js';
import { MASK, type Secret } from '../secret.js';
import { tokenRanges } from './secrets.js';

/** Looked at for tokens: more than the longest token before the place and behind it. */
const AROUND = 4_200;
/** Shown before the place, and behind it. */
const BEFORE = 60;
const BEHIND = 50;

export interface Excerpt {
  text: string;
  /** Index into the text. */
  caret: number;
}

/** The line of a place, or as much of it as a screen holds, every join token masked. */
export function excerptAt(text: string, lines: Lines, at: number, secrets: readonly Secret[]): Excerpt {
  const { start, end } = lines.lineAround(at);
  const from = Math.max(start, at - AROUND);
  const to = Math.min(end, Math.max(at, start) + AROUND);
  const { text: masked, caret } = maskedLine(text.slice(from, to), at - from, secrets);
  const first = Math.max(0, caret - BEFORE);
  const last = Math.min(masked.length, caret + BEHIND);
  const head = first > 0 || from > start ? '…' : '';
  const tail = last < masked.length || to < end ? '…' : '';
  return { text: `${head}${masked.slice(first, last)}${tail}`, caret: caret - first + head.length };
}

function maskedLine(line: string, at: number, secrets: readonly Secret[]): Excerpt {
  const ranges = [...tokenRanges(line), ...secrets.flatMap((secret) => occurrences(line, secret.reveal()))];
  ranges.sort((one, other) => one.start - other.start);
  let text = '';
  let caret: number | null = null;
  let from = 0;
  for (const { start, end } of ranges) {
    if (end <= from) continue;
    const begin = Math.max(start, from);
    if (caret === null && at < begin) caret = text.length + at - from;
    text += line.slice(from, begin);
    if (caret === null && at < end) caret = text.length;
    text += MASK;
    from = end;
  }
  return { text: text + line.slice(from), caret: caret ?? text.length + at - from };
}

function occurrences(line: string, token: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = line.indexOf(token); at !== -1; at = line.indexOf(token, at + token.length)) {
    found.push({ start: at, end: at + token.length });
  }
  return found;
}
