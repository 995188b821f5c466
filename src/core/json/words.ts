import type { SlipCause } from './slips.js';
import { STRICT_WORD } from './token.js';

export interface WordSlip {
  cause: SlipCause;
  /** What it becomes; null where nobody knows. */
  instead: string | null;
  certain: boolean;
}

const PYTHON: Record<string, string> = { true: 'true', false: 'false', none: 'null', null: 'null', nil: 'null' };
/** The marks and the words that AWS's pages, and most others, put where a value is to come. */
const PLACEHOLDER = /^(?:#+|<.*>|\?+|[xX]{3,}|integer|number|string|boolean|value|\w+(?:\|\w+)+)$/i;
const NOT_IN_JSON = /^[+-]?(?:NaN|Infinity|undefined|inf|nan)$/;
const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const TELEPHONE = /^\+[1-9]\d{6,14}$/;
const NUMBERISH = /^[+-]?\.?\d/;
/** Two values of JSON that a missing comma has run together. */
const RUN_TOGETHER = /^(?:true|false|null)/;

/** What is wrong with a value that has no quotation marks; null for a number, true, false and null. */
export function valueSlip(word: string, isKnownText: (word: string) => boolean): WordSlip | null {
  if (STRICT_WORD.test(word)) return null;
  const literal = PYTHON[word.toLowerCase()];
  if (literal !== undefined) return { cause: 'python-word', instead: literal, certain: true };
  if (NOT_IN_JSON.test(word)) return { cause: 'not-in-json', instead: null, certain: false };
  const quoted = JSON.stringify(word);
  if (PLACEHOLDER.test(word)) return { cause: 'placeholder', instead: quoted, certain: true };
  if (GUID.test(word) || TELEPHONE.test(word) || isKnownText(word)) {
    return { cause: 'unquoted-text', instead: quoted, certain: true };
  }
  if (NUMBERISH.test(word)) return { cause: 'wrong-number', instead: null, certain: false };
  if (RUN_TOGETHER.test(word) || !/^[\w$-]+$/.test(word))
    return { cause: 'unknown-word', instead: null, certain: false };
  // A text, or the name of a variable whose value is not known.
  return { cause: 'unquoted-text', instead: quoted, certain: false };
}

/** What is wrong with a name that has no quotation marks. */
export function nameSlip(word: string): WordSlip {
  const certain = /^[A-Za-z_$][\w$-]*$/.test(word);
  return { cause: 'unquoted-name', instead: JSON.stringify(word), certain };
}
