import { CLOSING, OPENING, type Opening, type TokenKind } from './token.js';

/** Deeper than any document that is read here; what is deeper is somebody's test of our patience. */
export const MAX_DEPTH = 100;

type Expecting = 'value' | 'value-or-close' | 'name' | 'name-or-close' | 'colon' | 'comma-or-close' | 'end';

/**
 * The grammar of JSON, a token at a time. A lenient one also takes documents whose only slips are commas: missing, doubled
 * or before a closing bracket.
 */
export class Grammar {
  expecting: Expecting = 'value';
  readonly open: Opening[] = [];
  readonly #lenient: boolean;

  constructor(lenient: boolean) {
    this.#lenient = lenient;
  }

  /** The same place of the same document, to try something from. */
  copy(lenient = this.#lenient): Grammar {
    const copy = new Grammar(lenient);
    copy.expecting = this.expecting;
    copy.open.push(...this.open);
    return copy;
  }

  get inside(): Opening | undefined {
    return this.open.at(-1);
  }

  /** Takes the next token; false where the document does not go on like that, and nothing has changed then. */
  take(kind: TokenKind): boolean {
    switch (kind) {
      case ',':
        return this.#comma();
      case ':':
        if (this.expecting !== 'colon') return false;
        this.expecting = 'value';
        return true;
      case '}':
      case ']':
        return this.#close(OPENING[kind]);
      default:
        return this.#begin(kind);
    }
  }

  #comma(): boolean {
    const { expecting, inside } = this;
    if (expecting === 'comma-or-close' && inside !== undefined) {
      this.expecting = inside === '{' ? 'name' : 'value';
      return true;
    }
    const repeated = expecting === 'name' || (expecting === 'value' && inside === '[');
    return this.#lenient && (repeated || expecting === 'name-or-close' || expecting === 'value-or-close');
  }

  #close(opening: Opening): boolean {
    const { expecting, inside } = this;
    if (inside !== opening) return false;
    const afterComma = opening === '{' ? expecting === 'name' : expecting === 'value';
    const orClose = opening === '{' ? expecting === 'name-or-close' : expecting === 'value-or-close';
    if (expecting !== 'comma-or-close' && !orClose && !(this.#lenient && afterComma)) return false;
    this.open.pop();
    this.#valueEnded();
    return true;
  }

  #begin(kind: 'string' | 'word' | Opening): boolean {
    const { inside } = this;
    const commaMissing = this.#lenient && this.expecting === 'comma-or-close' && inside !== undefined;
    const expecting = commaMissing ? (inside === '{' ? 'name' : 'value') : this.expecting;
    const isScalar = kind === 'string' || kind === 'word';
    if (expecting === 'name' || expecting === 'name-or-close') {
      if (!isScalar) return false;
      this.expecting = 'colon';
      return true;
    }
    if (expecting !== 'value' && expecting !== 'value-or-close') return false;
    if (isScalar) this.#valueEnded();
    else {
      if (this.open.length === MAX_DEPTH) return false;
      this.open.push(kind);
      this.expecting = kind === '{' ? 'name-or-close' : 'value-or-close';
    }
    return true;
  }

  #valueEnded(): void {
    this.expecting = this.inside === undefined ? 'end' : 'comma-or-close';
  }
}

/** What closes this bracket. */
export function closingOf(opening: Opening): '}' | ']' {
  return CLOSING[opening];
}
