import { type ArgumentPreset, argumentTemplates, renderArguments } from '../run/arguments.js';
import { type Answer, gradeJoin, JOIN_GRADES, type JoinGrade } from './answer.js';
import type { CheckedCall, Seen } from './checked-call.js';
import { CHECKED_VALUES, updateRequest } from './events.js';
import { isLeftOut, isOwn } from './own-values.js';
import type { HandlerUnderCheck } from './ports.js';
import type { Found, Search } from './search-result.js';
import type { Slot } from './slots.js';
import { UpdatesSeen } from './updates-seen.js';
import { MAX_HANGS } from './walk.js';
import { copiedNames, tellingNames } from './words.js';

const MAX_TRIES = 420;
/** Tries by guesses alone, at the end. */
const MAX_GUESSES = 160;
const MAX_NAMES = 8;
/** What all tries together may take of the handler's time; a slow one gets fewer. */
const MAX_SPENT_MS = 30_000;

/** The search of one handler on one call. */
export class Searching {
  readonly #handler: HandlerUnderCheck;
  readonly #call: CheckedCall;
  readonly #seen = new UpdatesSeen();
  #guesses: number | null = null;
  #best: Found | null = null;
  #count = 0;
  readonly #hungBefore: number;
  #isMadeUp = false;

  constructor(handler: HandlerUnderCheck, call: CheckedCall, hangs: number) {
    this.#handler = handler;
    this.#call = call;
    this.#hungBefore = hangs;
  }

  done(): Search {
    const seen = this.#seen;
    // What is read of a copy, or where reading cannot be watched, may have a default that no update has changed yet.
    const areAllSeen = seen.readsSeen && !seen.listed;
    return {
      direction: this.#call.direction,
      found: this.#best,
      reads: seen.readsSeen ? [...seen.reads] : null,
      tries: this.#count,
      records: seen.recordsSeen ? seen.records : null,
      actions: [...seen.actions],
      emptied: seen.emptied,
      listed: seen.listed,
      threwFirst: seen.reads.size === 0 ? seen.threwFirst : null,
      ownToken: areAllSeen && isOwn('JoinToken', seen.joinings, seen.reads, this.#handler.source),
      ownMeeting: areAllSeen && isOwn('MeetingId', seen.joinings, seen.reads, this.#handler.source),
      noMeeting: areAllSeen && isLeftOut('MeetingId', seen.joinings, seen.reads, this.#handler.source),
      lacked: seen.lacked,
      hungUp: seen.hungUp,
      // What nobody would send shows little of a handler that joins.
      unusable: this.#best?.grade === 'joins' ? seen.unusableAtFirst : seen.unusable,
      mostActions: seen.mostActions,
      hangs: seen.hangs,
      hung: this.#hung,
    };
  }

  get #hung(): boolean {
    return this.#hungBefore + this.#seen.hangs >= MAX_HANGS;
  }

  get isOver(): boolean {
    const most = this.#guesses === null ? MAX_TRIES - MAX_GUESSES : this.#guesses + MAX_GUESSES;
    return this.#hung || this.#count >= most || this.#seen.spentMs >= MAX_SPENT_MS;
  }

  /** From here on the arguments are nobody's convention. */
  makeUp(): void {
    this.#isMadeUp = true;
  }

  /** From here on only so many more tries. */
  beginGuessing(): void {
    this.#guesses = this.#count;
  }

  /** The best that was found so far. */
  get best(): Found | null {
    return this.#best;
  }

  /** How many values it was seen to compare its arguments with. */
  get comparisons(): number {
    return this.#seen.comparisons;
  }

  get source(): string {
    return this.#handler.source;
  }

  /** What it was seen to compare an argument with. */
  comparedTo(name: string): string[] {
    return [...(this.#seen.compared.get(name) ?? [])];
  }

  /** All that it is known to read: of an argument that it takes for JSON the members, once one is known. */
  slots(): Slot[] {
    return this.names().flatMap((name): Slot[] => {
      const members = [...(this.#seen.parsed.get(name) ?? [])].slice(0, MAX_NAMES);
      return members.length === 0 ? [{ name, member: null }] : members.map((member) => ({ name, member }));
    });
  }

  /** An argument that is taken for JSON, and of which no member is known yet, is given something to read members of. */
  emptyJson({ name, member }: Slot): string | null {
    return member === null && this.#seen.parsed.has(name) ? '{}' : null;
  }

  /** Invokes the handler with these arguments and notes what it reads; the answer, or null where it gave none. */
  async probe(args: Record<string, string>): Promise<Answer | null> {
    return (await this.#update(args))?.answer ?? null;
  }

  async #update(args: Record<string, string>): Promise<Seen | null> {
    if (this.isOver) return null;
    this.#count += 1;
    const call = this.#call.branch();
    const seen = await call.send('update', updateRequest(args), true);
    this.#seen.spentMs += call.tellingMs;
    this.#seen.note(seen, args, this.#isMadeUp);
    return seen;
  }

  /** Whether nothing better can be found than what these arguments brought. */
  async tries(preset: ArgumentPreset, typed: string[]): Promise<boolean> {
    const seen = await this.#update(renderArguments(argumentTemplates(preset, typed), CHECKED_VALUES));
    if (seen === null || seen.answer === null) return false;
    const { answer } = seen;
    const { grade, parameters } = gradeJoin(answer);
    if (grade !== 'none' && (this.#best === null || rank(grade) > rank(this.#best.grade))) {
      this.#best = { preset, arguments: typed, grade, parameters, answer, seen };
    }
    return grade === 'joins';
  }

  /** Names of arguments: those that it was seen to read, or else what its source suggests. */
  names(): string[] {
    const readable = [...this.#seen.reads].filter((name) => name.length <= 100 && /^[^=\p{Cc}]+$/u.test(name));
    const { source } = this.#handler;
    // Python reads none of a mapping pattern's keys where there are fewer arguments than keys.
    const isPattern = /^\s*case\s*\{/m.test(source);
    const copied = this.#seen.listed || isPattern ? copiedNames(source) : [];
    const names = readable.length + copied.length > 0 ? [...readable, ...copied] : tellingNames(source);
    return [...new Set(names)].slice(0, MAX_NAMES);
  }

  /** Leaves out, one by one, the words that the handler does not need; ids may matter to it in ways that are not seen. */
  async minimize(): Promise<void> {
    for (const each of this.#best?.arguments ?? []) {
      if (this.#best === null || each.includes('{{')) continue;
      const fewer = this.#best.arguments.filter((one) => one !== each);
      const answer = await this.probe(renderArguments(argumentTemplates('none', fewer), CHECKED_VALUES));
      if (answer !== null && gradeJoin(answer).grade === 'joins') this.#best = { ...this.#best, arguments: fewer };
    }
  }
}

function rank(grade: JoinGrade): number {
  return JOIN_GRADES.indexOf(grade);
}
