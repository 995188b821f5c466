/**
 * Reads one object literal out of the middle of a log line. Handlers log their events as JSON, but also with Python's
 * `print(event)` and Node's `console.log(event)`, and AWS's own printed examples lack commas: all of it is read here, by
 * one small parser that is bounded and never backtracks.
 */

import { readQuoted } from './quoted.js';
import { shortened } from './shortened.js';

/** Deeper than any event AWS documents; what is deeper is not read. */
const MAX_DEPTH = 40;
/** Members and elements of one literal. */
const MAX_NODES = 20_000;

export type Literal =
  /** `cut`: something in it was left out when it was printed (`[Object]`, `...`), so that what is missing was not absent. */
  | { kind: 'value'; value: unknown; end: number; cut: boolean }
  /** The text ended inside the literal: more of it may stand in the next record. */
  | { kind: 'unfinished'; end: number }
  | { kind: 'invalid'; end: number };

const WORDS: Record<string, unknown> = { true: true, True: true, false: false, False: false, null: null, None: null };
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_$][\w$]*/y;
/** Node's `... 3 more items`, and the three dots of whoever cut a line short. */
const MORE = /(?:\.{3}|…)(?: \d+ more \w+)?/y;
/** Words that stand for themselves; any other (`[Object]`, `[Array]`) stands for what was not printed. */
const EMPTY_WORDS: readonly string[] = ['undefined', 'NaN', 'Infinity'];
/** Node breaks a long text at its line ends: `'one\\n' +` and the rest on the next line. */
const CONTINUED = /\s*\+\s*(?=['"`])/y;

/** Made once: a stack trace for each brace that leads nowhere would cost more than the reading. */
const UNFINISHED = new Error('the text ended inside the literal');
const INVALID = new Error('this is no literal');

/** The literal that starts at `start` (at its `{`, `[` or quote). Unknown words (`[Object]`, `undefined`) read as undefined. */
export function readLiteral(text: string, start: number): Literal {
  const reader = new Reader(text, start);
  try {
    return { kind: 'value', value: reader.value(0), end: reader.at, cut: reader.cut };
  } catch (error) {
    if (error === UNFINISHED) return { kind: 'unfinished', end: reader.at };
    if (error === INVALID) return { kind: 'invalid', end: reader.at };
    throw error;
  }
}

class Reader {
  at: number;
  cut = false;
  #nodes = 0;
  /** The last value was a word that stands for what was not printed. */
  #unread = false;
  readonly #text: string;

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
  }

  value(depth: number): unknown {
    this.#nodes += 1;
    this.#unread = false;
    if (depth > MAX_DEPTH || this.#nodes > MAX_NODES) throw INVALID;
    const next = this.#peek();
    if (next === '{') return this.#whole(this.#object(depth));
    if (next === '[') return this.#whole(this.#list(depth));
    if (next === '"' || next === "'" || next === '`') return this.#strings();
    return this.#match(NUMBER, Number) ?? this.#word();
  }

  /** A container that was read to its end is a value, whatever was left out inside. */
  #whole<Container>(container: Container): Container {
    this.#unread = false;
    return container;
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    this.at += 1;
    while (!this.#closes('}', object)) {
      const key = this.#key();
      if (this.#peek() !== ':') throw INVALID;
      this.at += 1;
      object[key] = this.value(depth + 1);
    }
    return object;
  }

  #list(depth: number): unknown[] {
    const list: unknown[] = [];
    this.at += 1;
    while (!this.#closes(']', list)) {
      const element = this.value(depth + 1);
      // `[Object]` is a word in brackets; `[ undefined ]` is a list.
      if (this.#unread) shortened(list);
      list.push(element);
    }
    return list;
  }

  /** Steps over commas (any number: none is AWS's own slip) and Node's `... 3 more items`. */
  #closes(bracket: string, container: object): boolean {
    for (;;) {
      const next = this.#peek();
      if (next === bracket) {
        this.at += 1;
        return true;
      }
      if (next === ',') this.at += 1;
      else if (this.#match(MORE, String) === undefined) return false;
      else {
        this.cut = true;
        shortened(container);
      }
    }
  }

  #key(): string {
    const next = this.#peek();
    if (next === '"' || next === "'" || next === '`') return this.#string(next);
    const word = this.#match(WORD, String);
    if (word === undefined) throw INVALID;
    return word;
  }

  #strings(): string {
    let text = this.#string(this.#peek());
    while (this.#match(CONTINUED, String) !== undefined) text += this.#string(this.#peek());
    return text;
  }

  #string(quote: string): string {
    const read = readQuoted(this.#text, this.at + 1, quote);
    if (read === 'unfinished') throw UNFINISHED;
    if (read === 'invalid') throw INVALID;
    this.at = read.end;
    return read.value;
  }

  #word(): unknown {
    const word = this.#match(WORD, String);
    if (word === undefined) throw INVALID;
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    this.#unread = !EMPTY_WORDS.includes(word);
    this.cut ||= this.#unread;
    return undefined;
  }

  #match<T>(pattern: RegExp, read: (text: string) => T): T | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return read(found[0]);
  }

  /** The next character that is not white space; the end of the text means that the literal goes on elsewhere. */
  #peek(): string {
    const text = this.#text;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return text[this.at] as string;
      this.at += 1;
    }
    throw UNFINISHED;
  }
}
