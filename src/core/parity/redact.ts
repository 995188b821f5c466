import type { FactName, Facts } from './case.js';

/** Values that say nothing of anybody. */
const HARMLESS: readonly FactName[] = ['MeetingsRegion', 'OtherMeetingsRegion'];
/** Shorter ones would be found everywhere. */
const SHORTEST = 4;
const LONGEST_TEXT = 500;

/** What may be somebody's, by its look, and what is put in its place. In this order: an ARN holds ids and numbers. */
const PATTERNS: readonly [RegExp, string][] = [
  [/\barn:[^\s"'`<>,;)\]}]+/gi, '<arn>'],
  [/\b(?:https?|wss?|sips?):[^\s"'`<>,;)\]}]+/gi, '<url>'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<address>'],
  [/\b[\w-]+(?:\.[\w-]+)*\.(?:amazonaws\.com|chime\.aws|aws|com|net|org|io|internal|local|invalid|cn)\b/gi, '<host>'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<id>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '<address>'],
  // A run of letters alone may be a name of AWS's, however long; with a digit in it, it is a token or a key.
  [/(?<![\w+/=-])(?!AWS4-HMAC-SHA256\b)(?=[A-Za-z+/=_-]*\d)[A-Za-z0-9+/=_-]{16,}/g, '<token>'],
  [/[A-Za-z0-9+/=_-]{60,}/g, '<token>'],
  [/\+?\d(?:[ ().-]{0,2}\d){6,}/g, '<number>'],
  [/\d{5,}/g, '<number>'],
];

/** The text without ids, numbers, tokens, names and addresses; what a side knows by a name is put there by that name. */
export function redacted(text: string, facts: Facts): string {
  const known = knownValues(facts);
  const named = known.reduce(
    (rest, [name, value]) => replaceAll(rest, value, `<${name}>`),
    text.slice(0, 4 * LONGEST_TEXT),
  );
  const shown = PATTERNS.reduce((rest, [pattern, mark]) => rest.replace(pattern, mark), named);
  return shown.length > LONGEST_TEXT ? `${shown.slice(0, LONGEST_TEXT)}…` : shown;
}

/** The name of the value that this text is; null: of none. */
export function nameOf(text: string, facts: Facts): FactName | null {
  const found = knownValues(facts).find(([, value]) => value.toLowerCase() === text.toLowerCase());
  return found?.[0] ?? null;
}

/** Longest first: one may be part of another. */
function knownValues(facts: Facts): [FactName, string][] {
  return (Object.entries(facts) as [FactName, string][])
    .filter(([name, value]) => !HARMLESS.includes(name) && value.length >= SHORTEST)
    .toSorted(([, one], [, other]) => other.length - one.length);
}

function replaceAll(text: string, value: string, mark: string): string {
  const [whole, part] = [text.toLowerCase(), value.toLowerCase()];
  // In a few scripts a letter's lower case has another length.
  if (whole.length !== text.length) return text.replaceAll(value, mark);
  let shown = '';
  let from = 0;
  for (let at = whole.indexOf(part); at !== -1; at = whole.indexOf(part, from)) {
    shown += text.slice(from, at) + mark;
    from = at + part.length;
  }
  return shown + text.slice(from);
}
