import { attendeeIn } from './facts/join-token.js';
import type { Range } from './spellings.js';

/** A join token cut before this many characters holds the attendee's id alone, which is not secret. */
const SHORTEST = 49;
/** Runs of the characters of base64, in either alphabet; whether a token begins in one is looked for so far. */
const RUNS = /[A-Za-z0-9+/_-]{49,}={0,2}/g;
const LOOKED_AT = 256;

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A token that somebody has decoded. What stands before the colon is the attendee's id. */
const DECODED = new RegExp(`(?<=${GUID}:)[0-9a-f]{8}(?:-[0-9a-f]{1,12}){0,4}`, 'gi');

/**
 * Where join tokens stand in a text that nothing else marks as secret, such as a handler's own error. Whoever wrote it may have
 * had the token of another run, which this process cannot know. In order, and apart from each other.
 */
export function tokenRanges(text: string): Range[] {
  const encoded = [...text.matchAll(RUNS)].flatMap(({ 0: run, index }): Range[] => {
    const start = tokenStart(run);
    return start === -1 ? [] : [[index + start, index + run.length]];
  });
  const decoded = [...text.matchAll(DECODED)].map(({ 0: half, index }): Range => [index, index + half.length]);
  return [...encoded, ...decoded].sort(([a], [b]) => a - b);
}

function tokenStart(run: string): number {
  const last = Math.min(run.length - SHORTEST, LOOKED_AT);
  for (let start = 0; start <= last; start += 1) if (attendeeIn(run.slice(start)) !== null) return start;
  return -1;
}
