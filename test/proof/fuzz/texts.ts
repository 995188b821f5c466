/** Generators of text over one source of randomness: the samples, and the ways in which they are spoilt. */
import type { Random } from '../random/random.js';
import { NAMES, NASTY, PIECES } from './pieces.js';
import { MEETING, OTHER_TOKEN, SAMPLES, TOKEN, TRANSACTION, VALUES } from './samples.js';

export interface Texts {
  /** Any text: now and then a long one of one piece. */
  text(): string;
  document(): string;
  /** The text with a few places changed. */
  mutated(text: string): string;
  bytes(length?: number): string;
  pieces(): string;
  leaf(): unknown;
  /** The same document with one of its parts another. */
  changedValue(value: unknown): unknown;
  nasty(): string;
}

/** What an input is made of: randomness, and the texts over it. */
export type Source = Random & Texts;

const LONGEST = 20_000;

export function textsOf(random: Random): Texts {
  const { chance, below, oneOf } = random;
  const leaf = leavesOf(random);
  const changedValue = changesOf(random, leaf);

  const bytes = (length = below(200)) => bytesOf(random, length);
  const pieces = () => {
    let text = '';
    for (let left = below(30); left >= 0; left -= 1) text += chance(0.15) ? oneOf(NASTY) : oneOf(PIECES);
    return text;
  };
  const mutated = (text: string) => {
    let changed = text;
    for (let left = below(4); left >= 0; left -= 1) changed = mutatedOnce(random, changed).slice(0, LONGEST);
    return changed;
  };
  const document = () => {
    const value = changedValue(oneOf(VALUES));
    return JSON.stringify(value, null, chance(0.3) ? 2 : 0);
  };
  const text = () => {
    switch (below(12)) {
      case 0:
        return bytes();
      case 1:
      case 2:
        return pieces();
      case 3:
      case 4:
      case 5:
        return document();
      case 6:
        return mutated(document());
      case 7:
        return chance(0.05) ? oneOf([...PIECES, ...NASTY]).repeat(below(3_000)) : oneOf(SAMPLES);
      case 8:
        return `${mutated(oneOf(SAMPLES))}\n${mutated(oneOf(SAMPLES))}`;
      default:
        return mutated(oneOf(SAMPLES));
    }
  };
  return { text, document, mutated, bytes, pieces, leaf, changedValue, nasty: () => oneOf(NASTY) };
}

function bytesOf({ chance, below }: Random, length: number): string {
  let text = '';
  for (let at = 0; at < length; at += 1) text += String.fromCharCode(chance(0.7) ? below(128) : below(65_536));
  return text;
}

function mutatedOnce({ chance, below, oneOf }: Random, text: string): string {
  const at = below(text.length + 1);
  const size = chance(0.7) ? below(4) : below(80);
  const rest = text.slice(at + size);
  const head = text.slice(0, at);
  switch (below(7)) {
    case 0:
      return head + rest;
    case 1:
      return head + oneOf(PIECES) + text.slice(at);
    case 2:
      return head + oneOf(NASTY) + rest;
    case 3:
      return head + text.slice(at, at + size).repeat(1 + below(5)) + rest;
    case 4:
      return head;
    case 5:
      return head + String.fromCharCode(below(256)) + text.slice(at + 1);
    default: {
      const other = oneOf(SAMPLES);
      return head + other.slice(below(other.length)) + rest;
    }
  }
}

function leavesOf(random: Random): () => unknown {
  const { below, oneOf } = random;
  return () => {
    switch (below(9)) {
      case 0:
        return oneOf([null, true, false, 0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e300, '']);
      case 1:
        return oneOf(NASTY);
      case 2:
        return oneOf(PIECES);
      case 3:
        return [];
      case 4:
        return {};
      case 5:
        return JSON.stringify(oneOf(VALUES));
      case 6:
        return oneOf([TOKEN, MEETING, OTHER_TOKEN, TRANSACTION, 'LEG-B', 'Disconnected', '***', '+17035550122']);
      case 7:
        return below(6);
      default:
        return bytesOf(random, below(20));
    }
  };
}

function changesOf(random: Random, leaf: () => unknown): (value: unknown) => unknown {
  const { chance, below, oneOf } = random;
  const name = () => (chance(0.4) ? oneOf(NAMES) : chance(0.5) ? oneOf(PIECES) : bytesOf(random, below(10)));

  function changed(value: unknown, depth: number): unknown {
    if (depth > 12 || chance(0.12)) return leaf();
    if (chance(0.05)) return wrapped(value);
    if (Array.isArray(value)) return changedList(value, depth);
    return typeof value !== 'object' || value === null ? leaf() : changedObject(value, depth);
  }

  function changedList(list: readonly unknown[], depth: number): unknown[] {
    if (list.length === 0 || chance(0.2)) return [...list, chance(0.5) ? leaf() : oneOf(VALUES)];
    const at = below(list.length);
    return list.map((part, index) => (index === at ? changed(part, depth + 1) : part));
  }

  function changedObject(value: object, depth: number): object {
    const entries: [string, unknown][] = Object.entries(value);
    if (entries.length === 0 || chance(0.1)) return Object.fromEntries([...entries, [name(), leaf()]]);
    const at = below(entries.length);
    if (chance(0.15)) return Object.fromEntries(entries.filter((_, index) => index !== at));
    return Object.fromEntries(
      entries.map(([key, part], index) => [
        index === at && chance(0.1) ? name() : key,
        index === at ? changed(part, depth + 1) : part,
      ]),
    );
  }

  function wrapped(value: unknown): unknown {
    let inside = value;
    for (let left = below(chance(0.02) ? 300 : 6); left >= 0; left -= 1)
      inside = chance(0.5) ? [inside] : { message: inside };
    return chance(0.2) ? JSON.stringify(inside) : inside;
  }

  return (value) => changed(value, 0);
}
