import { attendeeIn, TOKEN_LENGTH } from './facts/join-token.js';
import type { Range } from './spellings.js';

/** A join token cut before this many characters holds the attendee's id alone, which is not secret. */
const SHORTEST = 49;
/** Runs of the characters of base64, in either alphabet. */
const RUNS = /[A-Za-z0-9+/_-]{49,}={0,2}/g;

/** Three characters of two GUIDs and the colon between them, in base64: it needs few of its letters for them. */
const GROUP = '[LMNOQRYZ][CDEGSTUWijkmyz02][ABEFIJMNQRUVYZcdghklopstwx014589][wxyz0-6h-mB-Gt]';
const HEAD = new RegExp(`(?=(?:${GROUP}){12})`, 'g');
/** No text of another kind has so many of them in a row. */
const PIECES = new RegExp(`(?:${GROUP}){3,}`, 'g');
/** At either end of a piece a group may have been broken. */
const BROKEN_BEFORE = /[A-Za-z0-9+/]{0,3}$/;
const BROKEN_BEHIND = /^[A-Za-z0-9+/]{0,3}={0,2}/;

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A token that somebody has decoded. What stands before the colon is the attendee's id. */
const DECODED = new RegExp(`(?<=${GUID}:)[0-9a-f]{8}(?:-[0-9a-f]{1,12}){0,4}`, 'gi');

/**
 * Where join tokens stand in a text that nothing else marks as secret, such as a handler's own error. Whoever wrote it may have
 * had the token of another run, which this process cannot know. In order, and apart from each other.
 */
export function tokenRanges(text: string): Range[] {
  return inOrder([...encodedRanges(text), ...decodedRanges(text)]);
}

/** The same in a text whose blanks were taken out: there nothing but its length says where a token ends. */
export function tokenRangesOfCompact(text: string): Range[] {
  const encoded = encodedRanges(text).map(([start, end]): Range => {
    const last = Math.min(end, start + TOKEN_LENGTH);
    return [start, last + (/^=*/.exec(text.slice(last, last + 2))?.[0].length ?? 0)];
  });
  return inOrder([...encoded, ...decodedRanges(text)]);
}

/** Where pieces of a join token stand, wherever it was broken or cut: its attendee's half as well. */
export function tokenPieces(text: string): Range[] {
  return [...text.matchAll(PIECES)].map(({ 0: piece, index }): Range => {
    const end = index + piece.length;
    const before = BROKEN_BEFORE.exec(text.slice(Math.max(0, index - 3), index))?.[0] ?? '';
    const behind = BROKEN_BEHIND.exec(text.slice(end, end + 5))?.[0] ?? '';
    return [index - before.length, end + behind.length];
  });
}

function encodedRanges(text: string): Range[] {
  return [...text.matchAll(RUNS)].flatMap(({ 0: run, index }): Range[] => {
    const start = tokenStart(run);
    return start === -1 ? [] : [[index + start, index + run.length]];
  });
}

function decodedRanges(text: string): Range[] {
  return [...text.matchAll(DECODED)].map(({ 0: half, index }): Range => [index, index + half.length]);
}

function inOrder(ranges: Range[]): Range[] {
  return ranges.sort(([a], [b]) => a - b);
}

function tokenStart(run: string): number {
  for (const { index } of run.matchAll(HEAD)) {
    if (run.length - index >= SHORTEST && attendeeIn(run.slice(index)) !== null) return index;
  }
  return -1;
}
