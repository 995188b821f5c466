import type { Lines } from '../json/place.js';
import { MASK } from '../secret.js';
import { type Finder, merged, type Range } from '../spellings.js';
import { longRanges } from './secrets.js';

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

/** Ranges of the whole text, and what finds the secrets that are repeated in a part of it. */
export interface HiddenPlaces {
  ranges: readonly Range[];
  find: Finder;
}

/** The line of a place, or as much of it as a screen holds, every join token masked. */
export function excerptAt(text: string, lines: Lines, at: number, hidden: HiddenPlaces): Excerpt {
  const { start, end } = lines.lineAround(at);
  const from = Math.max(start, at - AROUND);
  const to = Math.min(end, Math.max(at, start) + AROUND);
  const { text: masked, caret } = maskedLine(text.slice(from, to), at - from, [
    ...rangesWithin(hidden.ranges, from, to),
    ...hidden.find(text.slice(from, to)),
  ]);
  const first = Math.max(0, caret - BEFORE);
  const last = Math.min(masked.length, caret + BEHIND);
  const head = first > 0 || from > start ? '…' : '';
  const tail = last < masked.length || to < end ? '…' : '';
  return { text: `${head}${masked.slice(first, last)}${tail}`, caret: caret - first + head.length };
}

/** Those that reach into this part, counted from its beginning. */
function rangesWithin(ranges: readonly Range[], from: number, to: number): Range[] {
  return ranges
    .filter(([start, end]) => end > from && start < to)
    .map(([start, end]): Range => [Math.max(start - from, 0), Math.min(end, to) - from]);
}

function maskedLine(line: string, at: number, hidden: readonly Range[]): Excerpt {
  let text = '';
  let caret: number | null = null;
  let from = 0;
  for (const [begin, end] of merged([...hidden, ...longRanges(line)])) {
    if (caret === null && at < begin) caret = text.length + at - from;
    text += line.slice(from, begin);
    if (caret === null && at < end) caret = text.length;
    text += MASK;
    from = end;
  }
  return { text: text + line.slice(from), caret: caret ?? text.length + at - from };
}
