import { repairBracket } from './brackets.js';
import { closingOf, Grammar } from './grammar.js';
import type { Lexed } from './lexer.js';
import type { Slip, SlipCause } from './slips.js';
import type { Token, TokenKind } from './token.js';

/** Broken structures are not followed for ever. */
const MOST_TURNS = 50;

export interface Structured {
  /** Tokens that make a document, commas aside; the inserted ones are empty. */
  tokens: Token[];
  slips: Slip[];
}

/** Gives the tokens the structure of one document. Where nobody can know it, what is guessed is marked as not certain. */
export function structure(text: string, lexed: Lexed): Structured {
  return new Structure(text, lexed).run();
}

class Structure {
  #tokens: Token[];
  #slips: Slip[] = [];
  /** Where the last bracket that was guessed stands: no second guess is made there. */
  #bracketTried = false;
  readonly #text: string;
  readonly #lexed: Lexed;

  constructor(text: string, lexed: Lexed) {
    this.#text = text;
    this.#lexed = lexed;
    this.#tokens = [...lexed.tokens];
  }

  run(): Structured {
    this.#dropTextAround();
    if (this.#lexed.fragment) this.#braceFragment();
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const grammar = new Grammar(true);
      const failedAt = this.#tokens.findIndex(({ kind }) => !grammar.take(kind));
      if (failedAt === -1 && grammar.expecting === 'end') return { tokens: this.#tokens, slips: this.#slips };
      if (!this.#mend(grammar, failedAt === -1 ? this.#tokens.length : failedAt)) break;
    }
    return { tokens: [], slips: this.#slips };
  }

  /** One step towards a document; false where there is none to take. */
  #mend(grammar: Grammar, failedAt: number): boolean {
    const token = this.#tokens[failedAt];
    if (grammar.expecting === 'end' && token !== undefined) return this.#afterTheEnd(failedAt);
    if (grammar.expecting === 'colon' && token !== undefined && this.#colon(token, failedAt)) return true;
    if (!this.#bracketTried) {
      this.#bracketTried = true;
      const repair = this.#lexed.whole ? repairBracket(this.#text, this.#tokens, failedAt) : null;
      if (repair !== null) {
        this.#slips.push(repair.slip);
        this.#tokens = repair.tokens;
        return true;
      }
    }
    return token === undefined ? this.#truncated(grammar) : this.#guess(grammar, token, failedAt);
  }

  #afterTheEnd(failedAt: number): boolean {
    const rest = this.#tokens.slice(failedAt);
    const [first] = rest;
    if (first === undefined) return false;
    const word = this.#text.slice(first.start, first.end);
    if (rest.every(({ kind }) => kind === '}')) {
      for (const { start, end } of rest) {
        this.#slip('extra-bracket', start, {
          edits: [{ start, end, text: '' }],
          certain: true,
          detail: '} closes nothing',
        });
      }
    } else if (rest.every(({ kind }) => kind === ',') || (rest.length === 1 && word === ';')) {
      const edits = rest.map(({ start, end }) => ({ start, end, text: '' }));
      this.#slip(word === ';' ? 'text-around' : 'extra-comma', first.start, { edits, certain: true });
    } else if (!this.#bracketTried && first.kind !== '{' && first.kind !== '[') {
      this.#bracketTried = true;
      const repair = this.#lexed.whole ? repairBracket(this.#text, this.#tokens, failedAt) : null;
      if (repair === null) return true;
      this.#slips.push(repair.slip);
      this.#tokens = repair.tokens;
      return true;
    } else {
      const second = first.kind === '{' || first.kind === '[';
      this.#slip(second ? 'second-document' : 'text-around', first.start);
    }
    this.#tokens = this.#tokens.slice(0, failedAt);
    return true;
  }

  #colon(token: Token, failedAt: number): boolean {
    const word = this.#text.slice(token.start, token.end);
    if (token.kind === 'word' && (word === '=' || word === '=>')) {
      this.#slip('wrong-colon', token.start, {
        edits: [{ start: token.start, end: token.end, text: ':' }],
        certain: true,
      });
      this.#replace(failedAt, 1, { ...token, kind: ':' });
      return true;
    }
    if (token.kind === ',' || token.kind === '}' || token.kind === ']' || token.kind === ':') return false;
    const name = this.#tokens[failedAt - 1];
    const next = this.#tokens[failedAt + 1]?.kind;
    const at = name?.end ?? token.start;
    const certain = token.kind === '{' || token.kind === '[' || next === ',' || next === '}';
    this.#slip('missing-colon', at, { edits: certain ? [{ start: at, end: at, text: ':' }] : [], certain });
    this.#replace(failedAt, 0, { kind: ':', start: at, end: at });
    return true;
  }

  #truncated(grammar: Grammar): boolean {
    const at = this.#tokens.at(-1)?.end ?? 0;
    if (this.#lexed.whole) this.#slip('truncated', at);
    if (grammar.expecting === 'colon') this.#tokens.push({ kind: ':', start: at, end: at });
    if (grammar.expecting === 'colon' || grammar.expecting.startsWith('value')) {
      this.#tokens.push({ kind: 'word', start: at, end: at });
    }
    for (const opening of grammar.open.toReversed()) {
      this.#tokens.push({ kind: closingOf(opening), start: at, end: at });
    }
    return this.#tokens.length > 0;
  }

  /** What does not fit, made to fit: only to find what else is wrong. */
  #guess(grammar: Grammar, token: Token, failedAt: number): boolean {
    const { expecting, inside } = grammar;
    const at = token.start;
    const wantsValue = expecting === 'value' || expecting === 'value-or-close';
    if (wantsValue && (token.kind === ',' || token.kind === '}' || token.kind === ']')) {
      this.#slip('missing-value', at);
      this.#replace(failedAt, 0, { kind: 'word', start: at, end: at });
      return true;
    }
    if (expecting === 'colon') {
      this.#slip('missing-colon', at);
      this.#replace(failedAt, 0, { kind: ':', start: at, end: at });
      return true;
    }
    const closes = token.kind === '}' || token.kind === ']';
    if (closes && inside !== undefined && grammar.open.includes(token.kind === '}' ? '{' : '[')) {
      this.#slip('missing-bracket', at, { detail: `${closingOf(inside)} is missing before this` });
      this.#replace(failedAt, 0, { kind: closingOf(inside), start: at, end: at });
      return true;
    }
    this.#slip(closes ? 'extra-bracket' : 'unexpected', at);
    this.#replace(failedAt, 1);
    return true;
  }

  /** `const answer = {`, `INFO {`: what stands before the document, and is none. */
  #dropTextAround(): void {
    const first = this.#tokens.findIndex(({ kind }) => kind === '{' || kind === '[');
    const [begin] = this.#tokens;
    if (first < 1 || begin?.kind !== 'word' || this.#lexed.fragment) return;
    this.#slip('text-around', begin.start);
    this.#tokens = this.#tokens.slice(first);
  }

  #braceFragment(): void {
    const start = this.#tokens[0]?.start ?? 0;
    const grammar = new Grammar(true);
    const open: Token = { kind: '{', start, end: start };
    const wholeAlready = [open, ...this.#tokens].every(({ kind }) => grammar.take(kind));
    const end = this.#tokens.at(-1)?.end ?? 0;
    const mayEnd: TokenKind[] = wholeAlready && grammar.open.length === 1 && grammar.take('}') ? ['}'] : [];
    const edits = [{ start, end: start, text: '{' }];
    if (mayEnd.length > 0) edits.push({ start: end, end, text: '}' });
    this.#slip('no-outer-braces', start, { edits, certain: true });
    this.#tokens.unshift(open);
    for (const kind of mayEnd) this.#tokens.push({ kind, start: end, end });
  }

  /** Without more: nothing repairs it. */
  #slip(cause: SlipCause, at: number, more: Partial<Omit<Slip, 'cause' | 'at'>> = {}): void {
    this.#slips.push({ cause, at, edits: [], certain: false, ...more });
  }

  #replace(index: number, count: number, ...instead: Token[]): void {
    this.#tokens.splice(index, count, ...instead);
  }
}
