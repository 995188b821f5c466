import { readLiteral } from './literal.js';

/** Longer texts are cut before they are read: CloudWatch's own limit for one record is 256 KB, a joined event's is ours. */
const MAX_TEXT = 1_000_000;
/** Starts that lead nowhere, per text: bounds the work that a text of nothing but braces can cause. */
const MAX_FALSE_STARTS = 100;
/** Characters that false starts may cost, per character of the text: each could go on to the text's end. */
const MAX_WORK = 20;

export interface FoundObjects {
  objects: Record<string, unknown>[];
  /** Those of them that were printed shortened. */
  cut: Set<Record<string, unknown>>;
  /** Where an object began that the text does not finish, or null. */
  unfinishedAt: number | null;
  /** How many characters were read for it, some of them often. */
  work: number;
}

/**
 * Every outermost object written anywhere in the text, in order. An object written inside a string literal (`"{\"a\":1}"`,
 * as a doubly encoded event is) is found too.
 */
export function objectsIn(text: string): FoundObjects {
  const search = new ObjectSearch(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text);
  search.run();
  return search.found;
}

class ObjectSearch {
  readonly found: FoundObjects = { objects: [], cut: new Set(), unfinishedAt: null, work: 0 };
  readonly #source: string;
  #falseStarts = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): void {
    let at = this.#source.indexOf('{');
    while (at !== -1 && this.#maySearch()) at = this.#source.indexOf('{', this.#readAt(at));
  }

  #maySearch(): boolean {
    return this.#falseStarts < MAX_FALSE_STARTS && this.found.work <= this.#source.length * MAX_WORK;
  }

  /** Reads what begins at this brace; where the search goes on. */
  #readAt(at: number): number {
    const literal = readLiteral(this.#source, this.#isEncoded(at) ? at - 1 : at);
    this.found.work += literal.end - at;
    if (literal.kind === 'value') {
      this.#keep(literal.value, literal.cut);
      return literal.end;
    }
    this.#falseStarts += 1;
    if (literal.kind === 'unfinished') this.found.unfinishedAt ??= at;
    return at + 1;
  }

  /** Inside an object that the text broke off, a string is what somebody sent (a SIP header), not what was logged. */
  #isEncoded(at: number): boolean {
    return this.#falseStarts === 0 && this.#source[at + 1] === '\\' && this.#source[at - 1] === '"';
  }

  #keep(value: unknown, isCut: boolean): void {
    const { objects, cut } = this.found;
    if (typeof value === 'string') {
      const inner = objectsIn(value);
      objects.push(...inner.objects);
      for (const object of inner.cut) cut.add(object);
    } else {
      objects.push(value as Record<string, unknown>);
      if (isCut) cut.add(value as Record<string, unknown>);
    }
  }
}
