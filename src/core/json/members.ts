import { Grammar } from './grammar.js';
import type { Slip } from './slips.js';
import type { Token } from './token.js';
import { nameSlip, valueSlip, type WordSlip } from './words.js';

/** Commas and words: what is wrong with them in a document whose structure is known. */
export function memberSlips(text: string, tokens: readonly Token[], isKnownText: (word: string) => boolean): Slip[] {
  const slips: Slip[] = [];
  const grammar = new Grammar(true);
  let previous: Token | undefined;
  for (const token of tokens) {
    const { expecting } = grammar;
    const isName = grammar.inside === '{' && expecting !== 'value';
    if (token.kind === ',') {
      if (expecting !== 'comma-or-close') slips.push(extraComma(token));
    } else if (token.kind === '}' || token.kind === ']') {
      if (previous?.kind === ',' && slips.at(-1)?.at !== previous.start) slips.push(extraComma(previous));
    } else if (token.kind !== ':' && expecting === 'comma-or-close' && previous !== undefined) {
      const { end } = previous;
      slips.push({ cause: 'missing-comma', at: end, edits: [{ start: end, end, text: ',' }], certain: true });
    }
    const word = token.kind === 'word' && token.end > token.start ? text.slice(token.start, token.end) : null;
    const wrong = word === null ? null : isName ? nameSlip(word) : valueSlip(word, isKnownText);
    if (wrong !== null) slips.push(wordSlip(token, wrong, touchesQuote(text, token)));
    grammar.take(token.kind);
    previous = token;
  }
  return slips;
}

function extraComma({ start, end }: Token): Slip {
  return { cause: 'extra-comma', at: start, edits: [{ start, end, text: '' }], certain: true };
}

/** A quotation mark right beside a word may be its own. */
function touchesQuote(text: string, { start, end }: Token): boolean {
  return text[start - 1] === '"' || text[end] === '"';
}

function wordSlip({ start, end }: Token, { cause, instead, certain: sure }: WordSlip, doubtful: boolean): Slip {
  const certain = sure && !doubtful;
  return { cause, at: start, edits: instead === null ? [] : [{ start, end, text: instead }], certain };
}
