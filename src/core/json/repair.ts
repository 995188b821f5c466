import { applyEdits } from './edits.js';
import { lex } from './lexer.js';
import { memberSlips } from './members.js';
import { SLIPS, type Slip } from './slips.js';
import { structure } from './structure.js';
import { syntaxErrorAt } from './syntax.js';
import { wrappingSlips } from './wrapping.js';

export interface JsonRepair {
  /** In the order of their places in the text. Empty for JSON. */
  slips: Slip[];
  /** The text as JSON, where there is a way to read it as such; the text itself where it is JSON. */
  text: string | null;
  /** Nothing else can have been meant by the text. */
  certain: boolean;
  /** Where in the text as it was this place of the repaired one stood. */
  toOriginal(at: number): number;
}

/**
 * Everything that keeps a text from being JSON, found in one go, and the JSON it was meant to be. `isKnownText` says of a
 * word without quotation marks whether it can only be a text.
 */
export function repairJson(text: string, isKnownText: (word: string) => boolean = () => false): JsonRepair {
  const same = (at: number) => at;
  if (syntaxErrorAt(text) === null) return { slips: [], text, certain: true, toOriginal: same };
  const wrapping = wrappingSlips(text);
  const inner = applyEdits(text, editsOf(wrapping));
  const lexed = lex(inner.text);
  const structured = structure(inner.text, lexed);
  const members = memberSlips(inner.text, structured.tokens, isKnownText);
  const slips = [...lexed.slips, ...structured.slips, ...members];
  const repaired = applyEdits(inner.text, editsOf(slips));
  const isJson = lexed.whole && syntaxErrorAt(repaired.text) === null;
  const found = [...wrapping, ...slips.map((slip) => ({ ...slip, at: inner.toOld(slip.at) }))];
  if (found.length === 0) found.push(firstError(text));
  found.sort((one, other) => one.at - other.at);
  return {
    slips: found,
    text: isJson ? repaired.text : null,
    certain: isJson && found.every(({ certain }) => certain),
    toOriginal: (at) => inner.toOld(repaired.toOld(at)),
  };
}

/** Never without a word: what is no JSON has a place where it stops being it. */
function firstError(text: string): Slip {
  const problem = syntaxErrorAt(text) ?? { at: 0, what: SLIPS.unexpected };
  return { cause: 'unexpected', at: problem.at, edits: [], certain: false, detail: problem.what };
}

function editsOf(slips: readonly Slip[]) {
  return slips.flatMap(({ edits }) => edits);
}
