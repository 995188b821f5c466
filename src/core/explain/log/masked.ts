import type { CallEvent } from '../../evidence/call-event.js';
import { MEETING_NUMBER } from '../../facts/limits.js';
import { masked } from '../../redact.js';
import { MASK, mayBeSecret } from '../../secret.js';
import { secretRanges, secretsInText } from '../../secrets-in-text.js';
import { type Finder, finderOf } from '../../spellings.js';

/** By so many characters the secrets of a call are told apart. */
const BEGINNING = 4;
const LONGEST_SHOWN = 300;
/** E.164 with its plus, which nothing else has. */
const PHONE_NUMBER = /\+\d{7,15}\b/g;
/** A join token, or something like it: no word of a language is that long. */
const OPAQUE = /[A-Za-z0-9+/_=:-]{44,}/g;

/** A text of somebody else's, on one line, without secrets and phone numbers, of a length that can be shown. */
export type Masked = (text: string) => string;

/** For names and types, which hold no values: masks only what looks like a secret. */
export const maskedName: Masked = (text) => maskUnknown(text).slice(0, 60);

/**
 * Masks what these events show to be secret: join tokens, values of arguments, numbers of the legs; and what the whole text
 * that they were found in does, of which a part alone may not be told for a piece of a token.
 */
export function maskFor(events: readonly CallEvent[], whole = ''): Masked {
  const secrets = byBeginning(events.flatMap(secretsOf));
  let find: Finder | null = null;
  return (text) => {
    find ??= finderOf(secretsInText(whole).secrets.map((secret) => secret.reveal()));
    const shown = withoutSecrets(masked(masked(text.slice(0, 4_000), secretRanges), find), secrets)
      .replace(PHONE_NUMBER, (number) => (number === MEETING_NUMBER ? number : MASK))
      .replace(OPAQUE, MASK)
      .replace(/\s+/g, ' ')
      .trim();
    return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
  };
}

/** Of no call, and of no text around. */
const maskUnknown = maskFor([]);

/** By their first characters, the longest first: a log of one call may show thousands. */
function byBeginning(secrets: readonly string[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  const longestFirst = [...new Set(secrets)].toSorted((one, other) => other.length - one.length);
  for (const secret of longestFirst) {
    const beginning = secret.slice(0, BEGINNING);
    const alike = found.get(beginning);
    if (alike === undefined) found.set(beginning, [secret]);
    else alike.push(secret);
  }
  return found;
}

/** The text with each secret masked, and what of one overlaps another as well. */
function withoutSecrets(text: string, secrets: ReadonlyMap<string, string[]>): string {
  let shown = '';
  /** Behind the last secret so far. */
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const secret = secrets.get(text.slice(at, at + BEGINNING))?.find((one) => text.startsWith(one, at));
    if (secret !== undefined && at >= end) shown += MASK;
    if (secret !== undefined) end = Math.max(end, at + secret.length);
    if (at >= end) shown += text[at];
  }
  return shown;
}

function secretsOf({ parameters, arguments: args, legs }: CallEvent): string[] {
  const values = [parameters['JoinToken'], ...Object.values(args ?? {})].filter((value) => typeof value === 'string');
  const numbers = legs.flatMap(({ to, from }) => [to, from]).filter((number) => number !== null);
  return [
    ...values.filter(mayBeSecret),
    ...numbers.filter((number) => number !== MEETING_NUMBER && /\d{4}/.test(number)),
  ];
}
