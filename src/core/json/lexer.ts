import { Grammar, MAX_DEPTH } from './grammar.js';
import { FRAGMENT, LEFT_OUT, matchAt, NOT_LOOKED_INTO, WORD } from './lexer-patterns.js';
import { kindAfter, lineEnd, lineStart } from './lines.js';
import { repairLine } from './quotes.js';
import { skippedAt } from './skipped.js';
import type { Slip, SlipCause } from './slips.js';
import { readOtherText, readText, SMART_DOUBLE, SMART_SINGLE } from './text-literal.js';
import type { Token, TokenKind } from './token.js';

/** A broken document of more tokens is not looked through to its end. */
const MOST_TOKENS = 200_000;
const MOST_SLIPS = 50_000;
const LINE_STEPS = 3_000_000;

export interface Lexed {
  tokens: Token[];
  slips: Slip[];
  /** A part of a document: members without the braces around them. */
  fragment: boolean;
  /** False where it was too deep or too long to read to its end. */
  whole: boolean;
}

/** The text as tokens, whatever it holds: what is no token of JSON is read as what it was meant for, and is a slip. */
export function lex(text: string): Lexed {
  return new Lexer(text).run();
}

interface LineMark {
  at: number;
  tokens: number;
  slips: number;
  grammar: Grammar | null;
}

class Lexer {
  #at = 0;
  #tokens: Token[] = [];
  #slips: Slip[] = [];
  /** Follows the tokens as long as they make sense, so that a broken line can be understood from what stands before. */
  #grammar: Grammar | null = new Grammar(true);
  #line: LineMark | null = null;
  #onNewLine = true;
  #depth = 0;
  readonly #fragment: boolean;
  readonly #budget = { steps: LINE_STEPS };
  readonly #text: string;
  /** Looked up once: a comment that never ends would be looked for at each of its beginnings. */
  readonly #lastCommentEnd: number;

  constructor(text: string) {
    this.#text = text;
    this.#lastCommentEnd = text.lastIndexOf('*/');
    this.#fragment = FRAGMENT.test(text.slice(0, 10_000));
    if (this.#fragment) this.#grammar?.take('{');
  }

  run(): Lexed {
    const whole = this.#readAll();
    return { tokens: this.#tokens, slips: this.#slips, fragment: this.#fragment, whole };
  }

  #readAll(): boolean {
    while (this.#at < this.#text.length) {
      if (this.#tokens.length > MOST_TOKENS || this.#slips.length > MOST_SLIPS) return this.#giveUp('too-long');
      if (this.#depth > MAX_DEPTH) return this.#giveUp('too-deep');
      if (this.#skipBlank()) continue;
      const here = this.#text[this.#at] as string;
      if (here === '"') this.#string();
      else if ("'`".includes(here) || SMART_DOUBLE.includes(here) || SMART_SINGLE.includes(here)) this.#otherString();
      else if (here === '[' && this.#notLookedInto()) continue;
      else if ('{}[],:'.includes(here)) this.#push(here as TokenKind, this.#at + 1);
      else this.#wordOrNothing();
    }
    return true;
  }

  #giveUp(cause: 'too-long' | 'too-deep'): false {
    // The bracket that is one too many does belong there.
    const at = cause === 'too-deep' ? (this.#tokens.pop()?.start ?? this.#at) : this.#at;
    this.#slip(cause, at, at, false);
    return false;
  }

  #skipBlank(): boolean {
    const start = this.#at;
    const skipped = skippedAt(this.#text, start, this.#lastCommentEnd);
    if (skipped !== null) {
      this.#at = skipped.end;
      this.#onNewLine ||= skipped.newLine;
      if (skipped.slip !== null) this.#slips.push(skipped.slip);
      return true;
    }
    if (this.#match(LEFT_OUT) === 0) return false;
    // `"name": ...`: the value itself is left out.
    if (this.#grammar?.expecting === 'value' && this.#grammar.inside === '{') {
      const edit = { start, end: this.#at, text: 'null' };
      const end = this.#at;
      this.#at = start;
      this.#push('string', end);
      this.#slips.push({ cause: 'left-out', at: start, edits: [edit], certain: false });
      return true;
    }
    this.#slip('left-out', start, this.#at, true);
    return true;
  }

  /** `[Object]` stands for an object whose members nobody printed: read as one that is empty. */
  #notLookedInto(): boolean {
    const start = this.#at;
    const length = this.#match(NOT_LOOKED_INTO);
    this.#at = start;
    if (length === 0) return false;
    const list = this.#text.startsWith('[Array', start);
    this.#push(list ? '[' : '{', start + 1);
    this.#push(list ? ']' : '}', start + length);
    const edits = [{ start, end: start + length, text: list ? '[]' : '{}' }];
    this.#slips.push({
      cause: 'left-out',
      at: start,
      edits,
      certain: false,
      detail: this.#text.slice(start, start + length),
    });
    return true;
  }

  #string(): void {
    const { end, slips } = readText(this.#text, this.#at);
    if (end === null) {
      this.#brokenLine();
      return;
    }
    this.#slips.push(...slips);
    this.#push('string', end);
  }

  #otherString(): void {
    const read = readOtherText(this.#text, this.#at);
    if (read === null) {
      this.#brokenLine();
      return;
    }
    this.#slips.push(read.slip);
    this.#push('string', read.end);
  }

  #wordOrNothing(): void {
    const start = this.#at;
    const length = this.#match(WORD);
    this.#at = start;
    this.#push('word', start + Math.max(length, 1));
  }

  /** A text that does not end on its line: the whole line is read anew, with one quotation mark more or less. */
  #brokenLine(): void {
    const start = this.#onNewLine || this.#line === null ? lineStart(this.#text, this.#at) : this.#line.at;
    const end = lineEnd(this.#text, this.#at);
    const mark = this.#line?.at === start ? this.#line : this.#markHere(start);
    const before = mark.grammar;
    const line = this.#text.slice(start, end);
    const repair =
      before === null ? null : repairLine(line, before, kindAfter(this.#text, end, this.#fragment), this.#budget);
    if (repair === null) {
      this.#unclosed(end);
      return;
    }
    this.#tokens.length = mark.tokens;
    this.#slips.length = mark.slips;
    this.#grammar = before?.copy() ?? null;
    const moved = repair.edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
    this.#slips.push({ cause: repair.cause, at: repair.at + start, edits: moved, certain: true });
    for (const token of repair.tokens) {
      this.#at = token.start + start;
      this.#push(token.kind, token.end + start);
    }
    this.#at = end;
  }

  /** Nobody knows where this text was to end: before the commas and brackets at the end of its line, as a guess. */
  #unclosed(lineEnd: number): void {
    const start = this.#at;
    let guess = lineEnd;
    while (guess > start + 1 && ' \t,}]'.includes(this.#text[guess - 1] as string)) guess -= 1;
    this.#slips.push({ cause: 'unclosed-text', at: start, edits: [], certain: false });
    this.#push('string', guess);
  }

  #push(kind: TokenKind, end: number): void {
    const start = this.#at;
    if (this.#onNewLine) this.#line = this.#markHere(lineStart(this.#text, start));
    this.#onNewLine = false;
    this.#tokens.push({ kind, start, end });
    if (kind === '{' || kind === '[') this.#depth += 1;
    else if (kind === '}' || kind === ']') this.#depth -= 1;
    if (this.#grammar?.take(kind) === false) this.#grammar = null;
    this.#at = end;
  }

  #markHere(at: number): LineMark {
    const slips = this.#slips.findLastIndex((slip) => slip.at < at) + 1;
    return { at, tokens: this.#tokens.length, slips, grammar: this.#grammar?.copy() ?? null };
  }

  #slip(cause: SlipCause, start: number, end: number, certain: boolean): void {
    this.#slips.push({ cause, at: start, edits: end > start ? [{ start, end, text: '' }] : [], certain });
  }

  #match(pattern: RegExp): number {
    const length = matchAt(pattern, this.#text, this.#at);
    this.#at += length;
    return length;
  }
}
