import type { Path } from './path.js';

export interface Range {
  start: number;
  end: number;
}

/** Where a value stands, and its name where it has one. */
export interface Location {
  name: Range | null;
  value: Range;
}

interface Wanted {
  parts: Map<string | number, Wanted>;
  location: Location | null;
}

const BLANK = /[ \t\r\n]*/y;
const SCALAR = /[^,\]}\s]+/y;

/**
 * Where the values at these paths stand in a JSON document (it must be JSON), in one walk; null for what is not there. Of
 * members with one name the last one is meant, as JSON.parse means it.
 */
export function locate(json: string, paths: readonly Path[]): (Location | null)[] {
  const root = newWanted();
  const wanted = paths.map((path) => path.reduce<Wanted>((node, part) => child(node, part), root));
  new Walk(json).value(root, null);
  return wanted.map(({ location }) => location);
}

function newWanted(): Wanted {
  return { parts: new Map(), location: null };
}

function child(node: Wanted, part: string | number): Wanted {
  const known = node.parts.get(part);
  if (known !== undefined) return known;
  const made = newWanted();
  node.parts.set(part, made);
  return made;
}

class Walk {
  #at = 0;
  readonly #json: string;

  constructor(json: string) {
    this.#json = json;
  }

  value(wanted: Wanted | undefined, name: Range | null): void {
    this.#skip(BLANK);
    const start = this.#at;
    const first = this.#json[start];
    if (first === '{') this.#object(wanted);
    else if (first === '[') this.#list(wanted);
    else if (first === '"') this.#string();
    else this.#skip(SCALAR);
    if (wanted !== undefined) wanted.location = { name, value: { start, end: this.#at } };
  }

  #object(wanted: Wanted | undefined): void {
    for (this.#at += 1; !this.#closes('}'); ) {
      const name = { start: this.#at, end: this.#string() };
      const known =
        wanted === undefined ? undefined : wanted.parts.get(JSON.parse(this.#json.slice(name.start, name.end)));
      this.#skip(BLANK);
      this.#at += 1;
      this.value(known, name);
    }
  }

  #list(wanted: Wanted | undefined): void {
    let index = 0;
    for (this.#at += 1; !this.#closes(']'); index += 1) this.value(wanted?.parts.get(index), null);
  }

  #closes(bracket: string): boolean {
    this.#skip(BLANK);
    if (this.#json[this.#at] === ',') this.#at += 1;
    this.#skip(BLANK);
    if (this.#json[this.#at] !== bracket && this.#at < this.#json.length) return false;
    this.#at += 1;
    return true;
  }

  #string(): number {
    let at = this.#json.indexOf('"', this.#at + 1);
    while (at !== -1 && this.#isEscaped(at)) at = this.#json.indexOf('"', at + 1);
    this.#at = at === -1 ? this.#json.length : at + 1;
    return this.#at;
  }

  #isEscaped(at: number): boolean {
    let backslashes = 0;
    while (this.#json[at - 1 - backslashes] === '\\') backslashes += 1;
    return backslashes % 2 === 1;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.#json)?.[0].length ?? 0;
  }
}
