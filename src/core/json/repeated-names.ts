import { lex } from './lexer.js';
import type { Path } from './path.js';

/** A member whose name stands in its object already. */
export interface RepeatedName {
  path: Path;
  name: string;
  /** Where the later one begins. */
  at: number;
}

interface Holder {
  path: Path;
  /** Null in a list. */
  names: Set<string> | null;
  /** The index of the next element. */
  index: number;
  /** The name before the value to come. */
  name: string | null;
}

/** The names that stand twice in one object of a text that is JSON. Readers keep the last; nobody says which was meant. */
export function repeatedNames(json: string): RepeatedName[] {
  const repeated: RepeatedName[] = [];
  const holders: Holder[] = [];
  const { tokens } = lex(json);
  for (const [index, { kind, start, end }] of tokens.entries()) {
    const holder = holders.at(-1);
    if (kind === '{' || kind === '[') {
      const path =
        holder === undefined ? [] : [...holder.path, holder.names === null ? holder.index : (holder.name ?? '')];
      holders.push({ path, names: kind === '{' ? new Set() : null, index: 0, name: null });
    } else if (kind === '}' || kind === ']') {
      holders.pop();
    } else if (kind === ',' && holder !== undefined) {
      holder.index += 1;
    } else if (kind === 'string' && holder?.names && tokens[index + 1]?.kind === ':') {
      const name = JSON.parse(json.slice(start, end)) as string;
      if (holder.names.has(name)) repeated.push({ path: [...holder.path, name], name, at: start });
      holder.names.add(name);
      holder.name = name;
    }
  }
  return repeated;
}
