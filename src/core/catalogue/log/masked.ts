import type { CallEvent } from '../../evidence/call-event.js';
import { MEETING_NUMBER } from '../../facts/limits.js';
import { MASK } from '../../secret.js';

/** Shorter ones would blank out half of a text, and are no secrets. */
const SHORTEST = 4;
const LONGEST_SHOWN = 300;
/** E.164 with its plus, which nothing else has. */
const PHONE_NUMBER = /\+\d{7,15}\b/g;
/** A join token, or something like it: no word of a language is that long. */
const OPAQUE = /[A-Za-z0-9+/_=:-]{44,}/g;

/** A text of somebody else's, on one line, without secrets and phone numbers, of a length that can be shown. */
export type Masked = (text: string) => string;

/** For names and types, which hold no values: masks only what looks like a secret. */
export const maskedName: Masked = (text) => maskFor([])(text).slice(0, 60);

/** Masks what these events show to be secret: join tokens, values of arguments, numbers of the legs. */
export function maskFor(events: readonly CallEvent[]): Masked {
  const secrets = [...new Set(events.flatMap(secretsOf))]
    .filter((secret) => secret.length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
  return (text) => {
    let shown = text.slice(0, 4_000);
    for (const secret of secrets) shown = shown.replaceAll(secret, MASK);
    shown = shown
      .replace(PHONE_NUMBER, (number) => (number === MEETING_NUMBER ? number : MASK))
      .replace(OPAQUE, MASK)
      .replace(/\s+/g, ' ')
      .trim();
    return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
  };
}

function secretsOf({ parameters, arguments: args, legs }: CallEvent): string[] {
  const values = [parameters['JoinToken'], ...Object.values(args ?? {})].filter((value) => typeof value === 'string');
  const numbers = legs.flatMap(({ to, from }) => [to, from]).filter((number) => number !== null);
  return [...values, ...numbers.filter((number) => number !== MEETING_NUMBER && /\d{4}/.test(number))];
}
