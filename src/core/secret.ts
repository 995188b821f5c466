/** How a secret looks wherever it is shown. */
export const MASK = '***';

/** A shorter text is a word: masked wherever it stands, it would blank out parts of others. */
const SHORTEST = 8;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WORDS = /^[A-Za-z]+(?:[ _.-][A-Za-z]+)*$/;

/** A value that somebody sent may be secret by itself, whatever it was called: it is neither short, nor an id, nor words. */
export function mayBeSecret(value: string): boolean {
  return value.length >= SHORTEST && value !== MASK && !GUID.test(value) && !WORDS.test(value);
}

/**
 * A join token, or whatever else is as good as a password. It shows itself as `***` to string templates, JSON and
 * inspection alike; only `reveal` gives it, and who calls that is easy to find.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  equals(text: unknown): boolean {
    return text === this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK;
  }
}
