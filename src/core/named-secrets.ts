import { tokenRanges } from './loose-tokens.js';
import { masked } from './redact.js';
import type { Range } from './spellings.js';

/** Where a word speaks of a secret. */
const SPEAKS = /token|secret|password/gi;
const REST_OF_KEY = /[A-Za-z0-9_-]{0,40}/y;
/** Names of tokens that are no passwords: of requests, of pages, of words; and the JSON parser's "Unexpected token". */
const HARMLESS_BEFORE =
  /(?:client_?-?request|idempotency|next|page|continuation|max|min|total|prompt|completion|input|output)[_-]?$|unexpected $/i;
const LONGEST_BEFORE = 24;
/** `tokenType`, `--join-token-file`: what is said of a token, not the token. */
const HARMLESS_AFTER =
  /(?:type|length|len|size|count|file|path|name|arn|url|expiry|expires(?:in|at)?|expiration|ttl|valid|present|kind|izer|ized|ization|less)$/i;

/** In a cell of CSV each is doubled; two of them with no text behind are an empty text. */
const QUOTE = String.raw`(?:""(?![\s,;:}\])"']|$))|\\*(?:["'\u0060“”‘’]|%(?:25)*2[27])`;
/** Between a key and its value: `":"`, `': '`, `=`, ` => `, `%22%3A%22`. Node's inspector may begin a new line after it. */
const BETWEEN = new RegExp(
  String.raw`(?:""(?=[ \t]*[:=])|${QUOTE})?\]?[ \t]*(?:=>|[:=]|%(?:25)*3[AaDd])[ \t]*(?:\s+(?=${QUOTE}))?`,
  'y',
);
const IN_TAG = /(?:\s[^<>]{0,200})?>/y;
/** Python's `b'…'` too. */
const OPENING = new RegExp(`(?:[bruf]{1,2}(?=["']))?(${QUOTE})`, 'iy');
const SCHEME = /(?:bearer|basic)\s+/iy;
const BARE = /[^\s,;&"'<>()[\]{}\\]+/y;
/** A list or an object: every text in it stands under the key. Longer ones are cut. */
const SEVERAL = /[[{][^\]}]{0,2000}/y;
const ANY_OPENING = new RegExp(OPENING.source, 'gi');
const BYTES = /<Buffer [^>\n]{0,20000}/y;
/** A long text may be broken in pieces: `'abc' +\n  'def'`. */
const CONTINUED = new RegExp(String.raw`\s{0,200}\+\s{0,200}(${QUOTE})`, 'y');
/** A value that is not closed within this is taken for one that was cut. */
const LONGEST_VALUE = 20_000;

/** What says that there is no value, or that it is masked already. */
const NO_VALUE = /^(?:null|undefined|none|nil|nan|true|false|\*+|\[(?:object|redacted|masked|hidden|secret)\])$/i;

/** A value under this name is as good as a password, whichever handler's spelling it is. */
export function namesSecret(name: string): boolean {
  return [...name.matchAll(SPEAKS)].some(({ index, 0: word }) => keyEnd(name, index, word.length) !== null);
}

/** The text with everything masked that stands under a key that speaks of a token, of any length, or has a token's form. */
export function maskNamed(text: string): string {
  return masked(masked(text, namedRanges), tokenRanges);
}

/** Where such values stand, in order. Each place is looked at once, whatever the text. */
export function namedRanges(text: string): Range[] {
  const ranges: Range[] = [];
  let from = 0;
  for (const { index, 0: word } of text.matchAll(SPEAKS)) {
    const end = index < from ? null : keyEnd(text, index, word.length);
    if (end === null) continue;
    for (const range of valuesBehind(text, end)) {
      ranges.push(range);
      from = range[1];
    }
  }
  return ranges;
}

/** Where the key ends; null where it does not name a secret. */
function keyEnd(text: string, start: number, length: number): number | null {
  const rest = stickAt(REST_OF_KEY, text, start + length)?.[0] ?? '';
  const before = text.slice(Math.max(0, start - LONGEST_BEFORE), start);
  return HARMLESS_BEFORE.test(before) || HARMLESS_AFTER.test(rest) ? null : start + length + rest.length;
}

function valuesBehind(text: string, end: number): Range[] {
  const between = stickAt(BETWEEN, text, end) ?? tagEnd(text, end);
  if (between === null) return [];
  const start = end + between[0].length;
  const several = stickAt(SEVERAL, text, start);
  if (several !== null) return quotedIn(text, start + 1, start + several[0].length);
  if (stickAt(OPENING, text, start) !== null) return quotedAt(text, start);
  const scheme = stickAt(SCHEME, text, start)?.[0].length ?? 0;
  const value = (stickAt(BYTES, text, start) ?? stickAt(BARE, text, start + scheme))?.[0] ?? '';
  const isCount = /s/i.test(text[end - 1] ?? '') && /^\d+$/.test(value);
  return isCount ? [] : rangeOf(text, start + scheme, start + scheme + value.length);
}

/** `<JoinToken>`: the key is all that the tag is called. */
function tagEnd(text: string, end: number): RegExpExecArray | null {
  const isTag = /<[\w:.-]*$/.test(text.slice(Math.max(0, end - 80), end));
  return isTag ? stickAt(IN_TAG, text, end) : null;
}

/** The quoted text that begins here, with its further pieces. */
function quotedAt(text: string, start: number): Range[] {
  const ranges: Range[] = [];
  let from = start;
  for (let opening = stickAt(OPENING, text, from); opening !== null; opening = stickAt(CONTINUED, text, from)) {
    const mark = opening[1] ?? '';
    const begin = from + opening[0].length;
    const end = closing(text, begin, mark);
    ranges.push(...rangeOf(text, begin, end));
    from = end + mark.length;
  }
  return ranges;
}

/** Where the same mark stands again; a text that is cut before it ends with its line. */
function closing(text: string, start: number, mark: string): number {
  const within = text.slice(start, start + LONGEST_VALUE);
  const closes = mark.replace('“', '”').replace('‘', '’');
  let at = within.indexOf(closes);
  // Behind a backslash of its own it stands in the value.
  while (at > 0 && within[at - 1] === '\\') at = within.indexOf(closes, at + 1);
  if (at !== -1) return start + at;
  const line = within.indexOf('\n');
  return start + (line === -1 ? within.length : line);
}

function quotedIn(text: string, start: number, end: number): Range[] {
  const ranges: Range[] = [];
  let from = start;
  for (const { index, 0: opening, 1: mark = '' } of text.slice(start, end).matchAll(ANY_OPENING)) {
    const begin = start + index + opening.length;
    if (begin <= from) continue;
    const until = closing(text, begin, mark);
    ranges.push(...rangeOf(text, begin, until));
    from = until + mark.length;
  }
  return ranges;
}

function rangeOf(text: string, start: number, end: number): Range[] {
  return end > start && !NO_VALUE.test(text.slice(start, Math.min(end, start + 20))) ? [[start, end]] : [];
}

function stickAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
