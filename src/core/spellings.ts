/**
 * The spellings in which a secret turns up in others' texts: as it is, in base64 (also base64url, also in the middle of a
 * larger text that was encoded), in hex (also in pairs of digits), and any of these with percent or JSON escapes. Cut at either end it is still found.
 */

import { secretHalfOf } from './facts/join-token.js';

/** This many characters of a secret identify it, and are too many to match by accident. */
const TELLING = 16;
/** Shorter secrets are words: they would be found inside others. */
const SHORTEST = 8;
/** A stretch of sixteen bytes gives at least twenty whole characters of base64, and 32 digits of hex. */
const BASE64_LENGTH = 16;
const HEX_LENGTH = 24;

/** A place in a text: from the first character to the one behind the last. */
export type Range = readonly [start: number, end: number];

/** Finds the ranges of a text in which stretches of secrets stand, whatever their spelling. */
export type Finder = (text: string) => Range[];

/** Built once for a set of secrets; what is rarely met is built when a text first looks like it. */
export function finderOf(secrets: readonly string[]): Finder {
  const known = [...new Set(secrets.flatMap(withItsSecretHalf))].filter((secret) => secret.length >= SHORTEST);
  if (known.length === 0) return () => [];
  const plain = windowsByLength(known, (secret) => [Math.min(TELLING, secret.length), secret]);
  const hex = once(() => windowsByLength(known, (secret) => windowOf(hexOf(secret), HEX_LENGTH)));
  const base64 = once(() =>
    known.flatMap(base64Of).reduce((all, text) => addWindows(all, windowOf(text, BASE64_LENGTH)), new Map()),
  );
  const inPlainText = (text: string): Range[] => [
    ...matches(text, plain),
    ...inRuns(text, /[0-9A-Fa-f]{16,}/g, (run) => matches(run.toLowerCase(), hex())),
    ...inRuns(text, /(?:[0-9A-Fa-f]{2}[ :]){7,}[0-9A-Fa-f]{2}/g, (run) =>
      inPairs(run, (digits) => matches(digits, hex())),
    ),
    ...inRuns(text, /[A-Za-z0-9+/_-]{11,}/g, (run) => matches(standardBase64(run), base64())),
  ];
  return (text) => {
    const escaped = withoutEscapes(text);
    const inEscaped = escaped === null ? [] : inPlainText(escaped.text).map((range) => escaped.original(range));
    return merged([...inPlainText(text), ...inEscaped]);
  };
}

/** A decoded join token shows its attendee's id, which is not a secret, and this half, which is. */
function withItsSecretHalf(secret: string): string[] {
  const half = secretHalfOf(standardBase64(secret));
  return half === null ? [secret] : [secret, half];
}

/** Per length: every stretch of that length, and which beginnings of two characters there are. */
type Windows = Map<number, { texts: Set<string>; beginnings: Uint8Array }>;

function windowsByLength(secrets: readonly string[], windowed: (secret: string) => [length: number, text: string]) {
  return secrets.map(windowed).reduce(addWindows, new Map() as Windows);
}

function windowOf(text: string, length: number): [length: number, text: string] {
  return [Math.min(length, text.length), text];
}

function addWindows(windows: Windows, [length, text]: [length: number, text: string]): Windows {
  const { texts, beginnings } = windows.get(length) ?? { texts: new Set<string>(), beginnings: new Uint8Array(65_536) };
  for (let at = 0; at + length <= text.length; at += 1) {
    texts.add(text.slice(at, at + length));
    beginnings[beginningAt(text, at)] = 1;
  }
  return windows.set(length, { texts, beginnings });
}

function beginningAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 251 + text.charCodeAt(at + 1)) & 0xffff;
}

function matches(text: string, windows: Windows): Range[] {
  return [...windows].flatMap(([length, { texts, beginnings }]) => {
    const ranges: [number, number][] = [];
    for (let at = 0; at + length <= text.length; at += 1) {
      if (beginnings[beginningAt(text, at)] === 0 || !texts.has(text.slice(at, at + length))) continue;
      const last = ranges.at(-1);
      if (last !== undefined && at < last[1]) last[1] = at + length;
      else ranges.push([at, at + length]);
    }
    return ranges;
  });
}

function inRuns(text: string, runs: RegExp, find: (run: string) => Range[]): Range[] {
  return [...text.matchAll(runs)].flatMap(({ index, 0: run }) =>
    find(run).map(([start, end]): Range => [index + start, index + end]),
  );
}

/** Hex as `<Buffer 61 62>` and `61:62` show it: three characters for two digits. */
function inPairs(run: string, find: (digits: string) => Range[]): Range[] {
  const place = (digit: number) => Math.floor(digit / 2) * 3 + (digit % 2);
  return find(run.toLowerCase().replace(/[ :]/g, '')).map(([start, end]) => [place(start), place(end - 1) + 1]);
}

/** Ranges that only touch stay two: each is a stretch of its own. */
export function merged(ranges: readonly Range[]): Range[] {
  const all: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0] || other[1] - one[1])) {
    const last = all.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** `%2B`, `%252B`, `\/`, `\u003d` and `\\\"`: how URLs and JSON write what they cannot hold. */
const ESCAPE = /%(?:25){0,3}([0-9A-Fa-f]{2})|(?<!\\)\\+(?:u([0-9A-Fa-f]{4})|(["'/=]))/g;

/** The text without its escapes, and where a part of it stands in the original; null where it has none. */
function withoutEscapes(text: string): { text: string; original: (range: Range) => Range } | null {
  if (!/[%\\]/.test(text)) return null;
  const parts: string[] = [];
  /** For every escape: where it stood, what is left of it, and how much longer it was. */
  const places: { at: number; shorter: number }[] = [];
  let from = 0;
  let length = 0;
  for (const { index, 0: whole, 1: percent, 2: unicode, 3: plain } of text.matchAll(ESCAPE)) {
    const character = plain ?? String.fromCharCode(Number.parseInt(percent ?? unicode ?? '', 16));
    parts.push(text.slice(from, index), character);
    length += index - from;
    places.push({ at: length, shorter: whole.length - 1 });
    length += 1;
    from = index + whole.length;
  }
  if (places.length === 0) return null;
  const originals = originalPlaces(places, length + text.length - from);
  return {
    text: `${parts.join('')}${text.slice(from)}`,
    original: ([start, end]) => [originals[start] as number, originals[end] as number],
  };
}

/** For every place in the text without escapes, the one in the original; for its end as well. */
function originalPlaces(escapes: readonly { at: number; shorter: number }[], length: number): Uint32Array {
  const originals = new Uint32Array(length + 1);
  let next = 0;
  let shift = 0;
  for (let at = 0; at <= length; at += 1) {
    originals[at] = at + shift;
    if (escapes[next]?.at === at) {
      shift += escapes[next]?.shorter ?? 0;
      next += 1;
    }
  }
  return originals;
}

function hexOf(secret: string): string {
  return [...new TextEncoder().encode(secret)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As it stands in base64 behind none, one or two other bytes, without the characters that depend on its neighbours. */
function base64Of(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)].map((byte) => String.fromCharCode(byte)).join('');
  return [0, 1, 2].map((before) => {
    const encoded = btoa(`${'\0'.repeat(before)}${bytes}`);
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return encoded.slice(Math.ceil((before * 8) / 6), whole);
  });
}

function standardBase64(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
