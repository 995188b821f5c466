/** How a secret looks wherever it is shown. */
export const MASK = '***';

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
