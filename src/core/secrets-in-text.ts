/**
 * Secrets in a text that others wrote, wherever its lines were broken: a terminal wraps an event in the middle of its token, a
 * mail indents it, a form sets blanks into it.
 */

import { tokenPieces, tokenRanges, tokenRangesOfCompact } from './loose-tokens.js';
import { namedRanges } from './named-secrets.js';
import { Secret } from './secret.js';
import { merged, type Range } from './spellings.js';

/** A shorter value is a word. */
const SHORTEST = 8;
/** Of a longer one this much. */
const LONGEST = 8_000;
/** So many are looked for again in what is said of the text. */
const MOST_KNOWN = 1_000;
/** A value in quotation marks that is no word of a language, as soon as its line breaks are out. */
const LONG_QUOTED = /(?<=["'`])[A-Za-z0-9+/_=-]{40,}(?=["'`\\])/g;

/** Where secrets stand, in order and apart: under a key that speaks of one, or in a token's form. Line breaks and blanks do not hide them. */
export function secretRanges(text: string): Range[] {
  return merged([...knownRanges(text), ...tokenPieces(text)]);
}

/** The same, and the values, to be masked where they are repeated: whole, without what broke them. */
export function secretsInText(
  text: string,
  isHarmless: (value: string) => boolean = () => false,
): { ranges: Range[]; secrets: Secret[] } {
  const known = merged(knownRanges(text));
  return { ranges: merged([...known, ...tokenPieces(text)]), secrets: valuesAt(known, text, isHarmless) };
}

function valuesAt(ranges: readonly Range[], text: string, isHarmless: (value: string) => boolean): Secret[] {
  const values = new Set<string>();
  for (const [start, end] of ranges) {
    const value = text.slice(start, Math.min(end, start + LONGEST));
    if (isHarmless(value)) continue;
    for (const one of [value, value.replace(/\s+/g, '')]) if (one.length >= SHORTEST) values.add(one);
    if (values.size >= MOST_KNOWN) break;
  }
  return [...values].map((value) => new Secret(value));
}

/** What has a token's form, whole or in pieces. */
export function tokenForms(text: string): Range[] {
  return merged([...tokenRanges(text), ...acrossBlanks(text), ...tokenPieces(text)]);
}

function knownRanges(text: string): Range[] {
  return [...namedRanges(text), ...tokenRanges(text), ...acrossBlanks(text), ...acrossLines(text)];
}

const BLANKS = /[\s\u200b-\u200d]+/g;

/** As if no blank had been set into it. */
function acrossBlanks(text: string): Range[] {
  const ranges = tokenRangesOfCompact(text.replace(BLANKS, ''));
  return ranges.length === 0 ? [] : ranges.map(placesWithout(text, BLANKS));
}

/** A line break, the blanks around it, a shell's backslash before it, and behind it what marks a line as quoted. */
const BREAKS = /[ \t\u00a0]{0,8}\\?[\r\n][\s>|]*/g;

/** A whole line of what may be base64, and is no name. */
const OPAQUE = /^(?=.*\d)[A-Za-z0-9+/_=-]{16,}\s*\\?$/;

/** As if no line had been broken. */
function acrossLines(text: string): Range[] {
  if (!/[\r\n]/.test(text)) return [];
  const joined = text.replace(BREAKS, '');
  const long = [...joined.matchAll(LONG_QUOTED)].map(({ index, 0: value }): Range => [index, index + value.length]);
  const named = namedRanges(joined);
  if (named.length + long.length === 0) return [];
  const original = placesWithout(text, BREAKS);
  return [...long.map(original), ...named.map((range) => onItsLine(text, original(range), joined[range[0] - 1] ?? ''))];
}

/** A value without quotation marks goes on behind its line where a backslash says so, or where no word begins there. */
function onItsLine(text: string, [start, end]: Range, before: string): Range {
  if (/["'\u0060“”‘’]/.test(before)) return [start, end];
  const value = text.slice(start, end);
  for (const { index, 0: gap } of value.matchAll(BREAKS)) {
    const [next = ''] = value.slice(index + gap.length).split(/[\r\n]/, 1);
    if (!gap.includes('\\') && !OPAQUE.test(next)) return [start, start + index];
  }
  return [start, end];
}

/** Where a part of the text without these stands in the text. */
function placesWithout(text: string, leftOut: RegExp): (range: Range) => Range {
  const originals = new Uint32Array(text.length + 1);
  let length = 0;
  let from = 0;
  const keepTo = (end: number) => {
    for (let at = from; at < end; at += 1) {
      originals[length] = at;
      length += 1;
    }
  };
  for (const { index, 0: gone } of text.matchAll(leftOut)) {
    keepTo(index);
    from = index + gone.length;
  }
  keepTo(text.length);
  return ([start, end]) => [originals[start] ?? 0, (originals[end - 1] ?? 0) + 1];
}
