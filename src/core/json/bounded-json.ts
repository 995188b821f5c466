/** How much of JSON is read at all. What goes beyond is refused before anything is built of it. */
export interface JsonBounds {
  /** Bytes, or UTF-16 code units of a text. */
  length: number;
  /** Objects and lists inside each other. */
  depth: number;
  /** Members and elements, all together. */
  members: number;
}

/** Why JSON is not read, in words that repeat nothing of it. */
export type Excess = 'it is too long' | 'it is nested too deep' | 'it has too many members';

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/** Holds JSON against its bounds while it arrives, a part at a time. Whether it is JSON is not for it to say. */
export class JsonMeter {
  #length = 0;
  #depth = 0;
  #members = 0;
  #quoted = false;
  #escaped = false;
  readonly #bounds: JsonBounds;

  constructor(bounds: JsonBounds) {
    this.#bounds = bounds;
  }

  /** The next part, as UTF-8 or as text: what marks JSON is the same in both. Null while it is within its bounds. */
  take(part: string | Uint8Array): Excess | null {
    const { length, depth, members } = this.#bounds;
    this.#length += part.length;
    if (this.#length > length) return 'it is too long';
    const codeAt = typeof part === 'string' ? (at: number) => part.charCodeAt(at) : (at: number) => part[at] as number;
    for (let at = 0; at < part.length; at += 1) {
      const code = codeAt(at);
      if (this.#quoted) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#quoted = false;
      } else if (code === QUOTE) this.#quoted = true;
      else if (code === COMMA) this.#members += 1;
      // { and [, } and ]: they differ in one bit.
      else if ((code | 32) === 123) {
        this.#members += 1;
        this.#depth += 1;
        if (this.#depth > depth) return 'it is nested too deep';
      } else if ((code | 32) === 125) this.#depth -= 1;
      if (this.#members > members) return 'it has too many members';
    }
    return null;
  }
}

/** What a document of somebody else's may hold: more than any that AWS, a handler or this program writes. */
const DOCUMENT_BOUNDS: JsonBounds = { length: 16_000_000, depth: 100, members: 1_000_000 };

/** A JSON text that is within its bounds, or why it is not read. A member called `__proto__` is one like any other. */
export function boundedJson(
  text: string,
  bounds: JsonBounds = DOCUMENT_BOUNDS,
): { value: unknown } | { problem: Excess | 'it is no JSON' } {
  const problem = new JsonMeter(bounds).take(text);
  if (problem !== null) return { problem };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: 'it is no JSON' };
  }
}
