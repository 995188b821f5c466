import { gradeJoin } from './answer.js';
import { candidatesFor } from './candidates.js';
import { combinations } from './combinations.js';
import { comparedWith, plainWords, prefixesIn } from './compared.js';
import type { Searching } from './search.js';
import { argumentsOf, keyOf, markOf, type Slot, shapeOf } from './slots.js';

/** Parameters of the action whose value may come from an argument. */
const FED = ['JoinToken', 'MeetingId', 'CallId'] as const;
const MAX_ROUNDS = 8;
const MOST_PLAIN_WORDS = 30;
const MOST_PAIRS = 80;
const MOST_PREFIXES = 60;

/** What stands before a mark; no mark where it is a word alone. */
type Given = { word: string; isMarked: boolean };
const UNTOLD: Given = { word: '', isMarked: true };

type Outcome = 'joins' | 'nearer' | 'nothing';

/**
 * Follows values through the handler: each argument that it reads is given a mark of its own, and the marks that come back under
 * JoinToken and MeetingId tell which argument feeds which. Words that the source compares an argument with open the way there.
 */
export async function followValues(searching: Searching): Promise<boolean> {
  const following = new Following(searching);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const outcome = await following.round();
    if (outcome !== 'nearer') return outcome === 'joins';
  }
  return false;
}

class Following {
  readonly #searching: Searching;
  /** Words that made the handler read on. */
  readonly #pinned = new Map<string, string>();
  readonly #plain: string[];

  constructor(searching: Searching) {
    this.#searching = searching;
    this.#plain = plainWords(searching.source);
  }

  async round(): Promise<Outcome> {
    const slots = this.#searching.slots();
    if (slots.length === 0) return 'nothing';
    for (const shape of ['token', 'id'] as const) {
      const outcome = await this.#ask(slots, new Map(), shape);
      if (outcome !== 'nothing') return outcome;
    }
    const open = slots.filter((slot) => shapeOf(slot) !== 'token' && !this.#pinned.has(keyOf(slot)));
    const own = new Map(open.map((slot) => [slot, this.#wordsOf(slot)] as const));
    const alone = await this.#words(slots, own);
    if (alone !== 'nothing') return alone;
    const prefixed = await this.#prefixes(slots, own);
    if (prefixed !== 'nothing') return prefixed;
    const together = await this.#pairs(slots, own);
    if (together !== 'nothing') return together;
    const most = open.filter((slot) => shapeOf(slot) === null);
    const plain = this.#plain.slice(0, MOST_PLAIN_WORDS);
    return this.#words(slots, new Map(most.map((slot) => [slot, plain])));
  }

  #wordsOf(slot: Slot): string[] {
    const seen = slot.member === null ? this.#searching.comparedTo(slot.name) : [];
    return [...new Set([...seen, ...comparedWith(slot.member ?? slot.name, this.#searching.source)])];
  }

  async #words(slots: readonly Slot[], words: Map<Slot, string[]>): Promise<Outcome> {
    for (const [slot, all] of words) {
      for (const word of all) {
        const outcome = await this.#ask(slots, new Map([[keyOf(slot), word]]), 'token');
        if (outcome !== 'nothing') return outcome;
      }
    }
    return 'nothing';
  }

  /** Values that begin with a word: a scheme, a kind, the first part of an ARN. */
  async #prefixes(slots: readonly Slot[], words: ReadonlyMap<Slot, string[]>): Promise<Outcome> {
    const usual = prefixesIn(this.#searching.source);
    const lists = slots.map((slot) => {
      const pinned = this.#pinned.get(keyOf(slot));
      const begun = pinned === undefined ? usual : [pinned, ...usual.filter((prefix) => prefix.startsWith(pinned))];
      const own = pinned === undefined ? (words.get(slot) ?? this.#wordsOf(slot)) : [];
      return [...new Set(['', ...own.slice(0, 6), ...begun])].slice(0, 8);
    });
    let asked = 0;
    for (const prefixes of combinations(lists)) {
      if (prefixes.every((prefix) => prefix === '')) continue;
      asked += 1;
      if (asked > MOST_PREFIXES) return 'nothing';
      const given = slots.flatMap((slot, at) =>
        prefixes[at] === '' ? [] : [[keyOf(slot), { word: prefixes[at] as string, isMarked: true }] as const],
      );
      const outcome = await this.#askWith(slots, new Map(given), 'token');
      if (outcome === 'joins') return outcome;
    }
    return 'nothing';
  }

  /** Two words that open nothing alone. */
  async #pairs(slots: readonly Slot[], words: Map<Slot, string[]>): Promise<Outcome> {
    const all = [...words].flatMap(([slot, own]) => own.slice(0, 8).map((word) => [keyOf(slot), word] as const));
    let asked = 0;
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(at + 1).filter(([key]) => key !== one[0])) {
        asked += 1;
        if (asked > MOST_PAIRS) return 'nothing';
        const outcome = await this.#ask(slots, new Map([one, other]), 'token');
        if (outcome !== 'nothing') return outcome;
      }
    }
    return 'nothing';
  }

  /** `shape`: of the values whose name does not tell. */
  async #ask(slots: readonly Slot[], words: ReadonlyMap<string, string>, shape: 'token' | 'id'): Promise<Outcome> {
    const given = [...words].map(([key, word]) => [key, { word, isMarked: false }] as const);
    const outcome = await this.#askWith(slots, new Map(given), shape);
    if (outcome === 'nearer') for (const [key, word] of words) this.#pinned.set(key, word);
    return outcome;
  }

  async #askWith(slots: readonly Slot[], asked: ReadonlyMap<string, Given>, shape: 'token' | 'id'): Promise<Outcome> {
    const searching = this.#searching;
    if (searching.isOver) return 'nothing';
    const pinned = [...this.#pinned].map(([key, word]) => [key, { word, isMarked: false }] as const);
    const told = new Map<string, Given>([...pinned, ...asked]);
    const marks = new Map<string, Slot>();
    const values = slots.map((slot, at) => {
      const { word, isMarked } = told.get(keyOf(slot)) ?? UNTOLD;
      const literal = isMarked ? (word === '' ? searching.emptyJson(slot) : null) : word;
      if (literal !== null) return [slot, literal] as const;
      const mark = markOf(at, shapeOf(slot) ?? shape);
      marks.set(mark.toLowerCase(), slot);
      return [slot, `${word}${mark}`] as const;
    });
    const answer = await searching.probe(Object.fromEntries(argumentsOf(values)));
    const { grade, parameters } = answer === null ? { grade: 'none', parameters: {} } : gradeJoin(answer);
    if (grade !== 'none' && (await this.#feed(slots, told, marks, parameters))) return 'joins';
    const known = new Set(slots.map(keyOf));
    return searching.slots().every((slot) => known.has(keyOf(slot))) ? 'nothing' : 'nearer';
  }

  /** Puts each placeholder where its mark came from, and tries that. */
  async #feed(
    slots: readonly Slot[],
    told: ReadonlyMap<string, Given>,
    marks: ReadonlyMap<string, Slot>,
    parameters: Record<string, unknown>,
  ): Promise<boolean> {
    const plain = (slot: Slot) => (told.get(keyOf(slot))?.word ?? '').replaceAll(/[{}]/g, '');
    const fed = FED.flatMap((parameter) => {
      const given = parameters[parameter];
      const slot = typeof given === 'string' ? marks.get(given.trim().toLowerCase()) : undefined;
      return slot === undefined ? [] : [[slot, `${plain(slot)}{{${parameter}}}`] as const];
    });
    if (fed.length === 0) return false;
    const words = slots.flatMap((slot) => {
      const given = told.get(keyOf(slot));
      return given === undefined || given.isMarked ? [] : [[slot, plain(slot)] as const];
    });
    const used = new Map([...words, ...fed].map(([slot, value]) => [keyOf(slot), value]));
    // Ids may matter to it in ways that are not seen; anything else only if it wants to see that too.
    const withIds = slots.map((slot) => [slot, used.get(keyOf(slot)) ?? idFor(slot)] as const);
    const withAll = withIds.map(([slot, value]) => [slot, value ?? 'true'] as const);
    return (await this.#try(given(withIds))) || (await this.#try(given(withAll)));
  }

  #try(values: readonly (readonly [Slot, string])[]): Promise<boolean> {
    return this.#searching.tries(
      'none',
      [...argumentsOf(values)].map(([name, value]) => `${name}=${value}`),
    );
  }
}

/** What an id of this name is filled with; null where the name speaks of none. */
function idFor({ name, member }: Slot): string | null {
  const [likely] = candidatesFor(member ?? name, [], []);
  return likely?.startsWith('{{') === true && !/Action|JoinToken|MeetingId/.test(likely) ? likely : null;
}

function given(values: readonly (readonly [Slot, string | null])[]): (readonly [Slot, string])[] {
  return values.flatMap(([slot, value]) => (value === null ? [] : [[slot, value] as const]));
}
