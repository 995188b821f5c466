import type { Secret } from '../secret.js';

/** A text's digest, the same on every machine: at least 256 bits, in hex. */
export type Digest = (text: string) => string;

/** A text that a run sent: known in clear while the run lasts, by its digest alone afterwards, since no journal holds a secret. */
export interface SentText {
  is(text: unknown): boolean;
  length: number;
  /** Null where only the digest is known. */
  clear: string | null;
}

/** One of the update's arguments. */
export interface SentArgument extends SentText {
  /** It holds something that only this run can have sent: its token, its run id, an id that it created. */
  unique: boolean;
}

/** A text as the journal keeps it. */
export interface DigestedText {
  digest: string;
  length: number;
}

export interface DigestedArgument extends DigestedText {
  unique: boolean;
}

export function inClear(sent: string): SentText {
  return { is: (text) => text === sent, length: sent.length, clear: sent };
}

export function secretInClear(secret: Secret): SentText {
  return inClear(secret.reveal());
}

export function byDigest({ digest, length }: DigestedText, digestOf: Digest): SentText {
  const is = (text: unknown) => typeof text === 'string' && text.length === length && digestOf(text) === digest;
  return { is, length, clear: null };
}

/** The arguments as they were sent; `own`: the texts that nobody else can have. */
export function argumentsInClear(
  sent: Readonly<Record<string, string>>,
  own: readonly string[],
): Record<string, SentArgument> {
  const entries = Object.entries(sent).map(([key, value]) => {
    const unique = own.some((mark) => value.includes(mark));
    return [key, { ...inClear(value), unique }] as const;
  });
  return Object.fromEntries(entries);
}

/** The text as it stands somewhere within another one; null where it does not. */
export function foundIn(text: string, sent: SentText): string | null {
  for (let from = 0; from + sent.length <= text.length; from += 1) {
    const part = text.slice(from, from + sent.length);
    if (sent.is(part)) return part;
  }
  return null;
}

/** What the journal keeps of a text. Only what is known in clear can be digested. */
export function digested({ clear, length }: SentText, digestOf: Digest): DigestedText {
  if (clear === null) throw new Error('the text is not known any more');
  return { digest: digestOf(clear), length };
}
