import { MAX_ACTIONS } from '../facts/limits.js';
import { type ArgumentPreset, argumentTemplates, renderArguments } from '../run/arguments.js';
import { type Answer, gradeJoin, JOIN_GRADES, type JoinGrade, typesOf } from './answer.js';
import { candidatesFor } from './candidates.js';
import type { CheckedCall, Seen } from './checked-call.js';
import { combinations } from './combinations.js';
import { comparedWith } from './compared.js';
import { CHECKED_VALUES, PRESETS_TO_TRY, updateRequest } from './events.js';
import { followValues } from './follow.js';
import type { Direction, HandlerUnderCheck, Outside } from './ports.js';
import type { FoundArguments } from './result.js';
import type { Slot } from './slots.js';
import { MAX_HANGS } from './walk.js';
import { comparableWords, tellingNames } from './words.js';

/** The best arguments that were found, and what the handler made of them. */
export interface Found extends FoundArguments {
  grade: JoinGrade;
  parameters: Record<string, unknown>;
  answer: Answer;
  seen: Seen;
}

/** What became of the search. `reads` null: it cannot be seen what the handler reads. */
export interface Search {
  direction: Direction;
  found: Found | null;
  reads: string[] | null;
  tries: number;
  /** Records of every update that was tried; null where they cannot be seen. */
  records: string[] | null;
  /** What it did with the updates, as types of actions; empty where it did nothing. */
  actions: string[];
  /** It copied all arguments somewhere: what it reads there cannot be seen. */
  listed: boolean;
  /** An update on which it threw before it read any argument; null where there was none. */
  threwFirst: Seen | null;
  /** Its JoinToken was the same whatever the update brought: it is not taken from there. */
  ownToken: boolean;
  /** What it lacked on the way. */
  lacked: Outside;
  /** How many updates it answered with a hang-up alone. */
  hungUp: number;
  /** Why the SMA could not have used one of the answers; null where it could have used all. */
  unusable: string | null;
  /** The longest list of actions. */
  mostActions: number;
  /** How often it did not answer an update in time. */
  hangs: number;
  /** The search ended early: the handler did not answer in time, twice. */
  hung: boolean;
}

const MAX_TRIES = 420;
/** Tries by guesses alone, at the end. */
const MAX_GUESSES = 160;
/** Characters of all records that are kept. */
const MAX_RECORDED = 4_000_000;
const NOBODYS_NAME = 'chimeJoinCheck';
/** What a name is followed by; long enough for whoever checks the length of a token. */
const MARK = 'chime-join-handler-check-follows-this-mark-through-the-handler';
const FED_PARAMETERS = ['JoinToken', 'MeetingId', 'CallId'] as const;
/** A handler may read on once it has what it asked for first. */
const MAX_TRACES = 3;
const MAX_NAMES = 8;
/** What all tries together may take of the handler's time; a slow one gets fewer. */
const MAX_SPENT_MS = 30_000;

/**
 * Looks for arguments that make the handler answer an update with JoinChimeMeeting: the presets first, then the names it
 * was seen to read, each with what its name suggests. Whatever is found was answered so by the handler itself. `hangs`:
 * how often it has failed to answer in time before.
 */
export async function findArguments(handler: HandlerUnderCheck, call: CheckedCall, hangs: number): Promise<Search> {
  const searching = new Searching(handler, call, hangs);
  // What is not there cannot be listed, so whatever is noted now is really asked for.
  await searching.probe({});
  // A handler may look only into an update that carries something.
  await searching.probe({ [NOBODYS_NAME]: 'unknown' });
  for (const preset of PRESETS_TO_TRY) if (await searching.tries(preset, [])) return searching.done();
  if (handler.source === '') return searching.done();
  searching.makeUp();
  if (await followValues(searching)) await searching.minimize();
  else await searching.synthesize();
  return searching.done();
}

/** What a handler reads of an update on a call with a second telephone: a few updates, no search. */
export async function lookAtReads(handler: HandlerUnderCheck, call: CheckedCall, hangs: number): Promise<Search> {
  const searching = new Searching(handler, call, hangs);
  await searching.probe({});
  await searching.probe({ [NOBODYS_NAME]: 'unknown' });
  for (const preset of PRESETS_TO_TRY) if (await searching.tries(preset, [])) break;
  return searching.done();
}

/** The search of one handler on one call. */
export class Searching {
  readonly #handler: HandlerUnderCheck;
  readonly #call: CheckedCall;
  readonly #parsed = new Map<string, Set<string>>();
  readonly #actions = new Set<string>();
  readonly #tokens = new Set<string>();
  #joinAnswers = 0;
  #listed = false;
  #threwFirst: Seen | null = null;
  #lacked: Outside = { reached: [], variables: [] };
  #hungUp = 0;
  #guesses: number | null = null;
  readonly #words: string[];
  readonly #reads = new Set<string>();
  readonly #compared = new Map<string, Set<string>>();
  readonly #records: string[] = [];
  #best: Found | null = null;
  #recorded = 0;
  #count = 0;
  #hangs: number;
  readonly #hungBefore: number;
  #spentMs = 0;
  #unusable: string | null = null;
  #unusableAtFirst: string | null = null;
  #isMadeUp = false;
  #mostActions = 0;
  #readsSeen = false;
  #recordsSeen = false;

  constructor(handler: HandlerUnderCheck, call: CheckedCall, hangs: number) {
    this.#handler = handler;
    this.#call = call;
    this.#hangs = hangs;
    this.#hungBefore = hangs;
    this.#words = comparableWords(handler.source);
  }

  done(): Search {
    return {
      direction: this.#call.direction,
      found: this.#best,
      reads: this.#readsSeen ? [...this.#reads] : null,
      tries: this.#count,
      records: this.#recordsSeen ? this.#records : null,
      actions: [...this.#actions],
      listed: this.#listed,
      threwFirst: this.#reads.size === 0 ? this.#threwFirst : null,
      ownToken: this.#joinAnswers > 1 && this.#tokens.size === 1,
      lacked: this.#lacked,
      hungUp: this.#hungUp,
      // What nobody would send shows little of a handler that joins.
      unusable: this.#best?.grade === 'joins' ? this.#unusableAtFirst : this.#unusable,
      mostActions: this.#mostActions,
      hangs: this.#hangs - this.#hungBefore,
      hung: this.#hung,
    };
  }

  get #hung(): boolean {
    return this.#hangs >= MAX_HANGS;
  }

  get isOver(): boolean {
    const most = this.#guesses === null ? MAX_TRIES - MAX_GUESSES : this.#guesses + MAX_GUESSES;
    return this.#hung || this.#count >= most || this.#spentMs >= MAX_SPENT_MS;
  }

  /** From here on the arguments are nobody's convention. */
  makeUp(): void {
    this.#isMadeUp = true;
  }

  get source(): string {
    return this.#handler.source;
  }

  /** What it was seen to compare an argument with. */
  comparedTo(name: string): string[] {
    return [...(this.#compared.get(name) ?? [])];
  }

  /** All that it is known to read: of an argument that it takes for JSON the members, once one is known. */
  slots(): Slot[] {
    return this.#names().flatMap((name): Slot[] => {
      const members = [...(this.#parsed.get(name) ?? [])].slice(0, MAX_NAMES);
      return members.length === 0 ? [{ name, member: null }] : members.map((member) => ({ name, member }));
    });
  }

  /** An argument that is taken for JSON, and of which no member is known yet, is given something to read members of. */
  emptyJson({ name, member }: Slot): string | null {
    return member === null && this.#parsed.has(name) ? '{}' : null;
  }

  /** Invokes the handler with these arguments and notes what it reads; the answer, or null where it gave none. */
  async probe(args: Record<string, string>): Promise<Answer | null> {
    return (await this.#update(args))?.answer ?? null;
  }

  async #update(args: Record<string, string>): Promise<Seen | null> {
    if (this.isOver) return null;
    this.#count += 1;
    const seen = await this.#call.branch().send('update', updateRequest(args), true);
    this.#note(seen, args);
    const { answer } = seen;
    if (answer === null) return seen;
    const types = typesOf(answer);
    for (const type of types) this.#actions.add(type);
    if (types.length > 0 && types.every((type) => type === 'Hangup')) this.#hungUp += 1;
    this.#noteJoin(answer);
    this.#mostActions = Math.max(this.#mostActions, answer.count);
    if (answer.problem !== null && answer.count <= MAX_ACTIONS) {
      this.#unusable = answer.problem;
      if (!this.#isMadeUp) this.#unusableAtFirst ??= answer.problem;
    }
    return seen;
  }

  #noteJoin(answer: Answer): void {
    const { grade, parameters } = gradeJoin(answer);
    if (grade === 'none') return;
    this.#joinAnswers += 1;
    this.#tokens.add(JSON.stringify(parameters['JoinToken']) ?? '');
  }

  #note(seen: Seen, args: Record<string, string>): void {
    const { kind, durationMs, reads, records } = seen;
    this.#lacked = {
      reached: [...new Set([...this.#lacked.reached, ...seen.lacked.reached])],
      variables: [...new Set([...this.#lacked.variables, ...seen.lacked.variables])],
    };
    if (kind === 'threw' && (reads === null || reads.names.length === 0)) this.#threwFirst ??= seen;
    this.#spentMs += durationMs;
    if (kind === 'timed-out') this.#hangs += 1;
    if (records !== null) {
      this.#recordsSeen = true;
      for (const record of records) {
        this.#recorded += record.length;
        if (this.#recorded <= MAX_RECORDED) this.#records.push(record);
      }
    }
    if (reads === null) return;
    this.#readsSeen = true;
    this.#listed ||= reads.listed;
    for (const [name, members] of Object.entries(reads.parsed)) {
      const known = this.#parsed.get(name) ?? new Set();
      for (const member of members) known.add(member);
      this.#parsed.set(name, known);
    }
    for (const name of reads.names) {
      // A name that was given may only have been listed, to be logged.
      if (name !== NOBODYS_NAME && !(reads.listed && name in args)) this.#reads.add(name);
    }
    for (const [name, values] of Object.entries(reads.compared)) {
      this.#reads.add(name);
      const known = this.#compared.get(name) ?? new Set();
      for (const value of values) known.add(value);
      this.#compared.set(name, known);
    }
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

  /** Guesses by names and words, where no value could be followed. */
  async synthesize(): Promise<void> {
    this.#guesses = this.#count;
    const pinned = new Map<string, string>();
    for (let names = this.#names(); names.length > 0; names = this.#names()) {
      const axes = names.map((name) => ({ name, templates: this.#templatesFor(name, pinned) }));
      if ((await this.#walk(axes, pinned)) !== 'more-known') return;
    }
  }

  /** Tries combination after combination, until one joins, the tries are used up, or more is known to choose from. */
  async #walk(axes: Axis[], pinned: Map<string, string>): Promise<'joins' | 'more-known' | 'none'> {
    const names = this.#names().length;
    const compared = this.#comparisons;
    for (const templates of combinations(axes.map((axis) => axis.templates))) {
      if (this.isOver) return 'none';
      const typed = axes.map(({ name }, at) => `${name}=${templates[at]}`);
      const before = this.#best;
      if ((await this.tries('none', typed)) || (this.#best !== before && (await this.#trace()))) {
        await this.minimize();
        return 'joins';
      }
      if (this.#names().length > names) {
        // What made it read on stays as it is.
        for (const [at, { name }] of axes.entries()) pinned.set(name, templates[at] as string);
        return 'more-known';
      }
      if (this.#comparisons > compared) return 'more-known';
    }
    return 'none';
  }

  /**
   * Once some arguments bring a JoinChimeMeeting that is not whole, every other name is given a mark of its own: the mark
   * that comes back under JoinToken, MeetingId or CallId tells which name feeds it. Whether a set that joins was found.
   */
  async #trace(): Promise<boolean> {
    for (let rounds = 0; rounds < MAX_TRACES; rounds += 1) {
      const best = this.#best;
      if (best === null || best.grade === 'joins' || best.preset !== 'none') return false;
      const literals = best.arguments.filter((argument) => !argument.includes('{{'));
      const taken = new Set(literals.map((argument) => argument.slice(0, argument.indexOf('='))));
      const marks = new Map<string, string>(
        this.#names().flatMap((name, at) => (taken.has(name) ? [] : [[`${MARK}-${at}`, name] as const])),
      );
      const marked = [...literals, ...[...marks].map(([mark, name]) => `${name}=${mark}`)];
      const answer = await this.probe(renderArguments(argumentTemplates('none', marked), CHECKED_VALUES));
      const { parameters } = answer === null ? { parameters: {} as Record<string, unknown> } : gradeJoin(answer);
      const fed = FED_PARAMETERS.flatMap((parameter) => {
        const given = parameters[parameter];
        const name = typeof given === 'string' ? marks.get(given) : undefined;
        return name === undefined ? [] : [`${name}={{${parameter}}}`];
      });
      if (fed.length === 0) return false;
      if (await this.tries('none', [...literals, ...fed])) return true;
    }
    return false;
  }

  get #comparisons(): number {
    return [...this.#compared.values()].reduce((sum, values) => sum + values.size, 0);
  }

  #names(): string[] {
    const readable = [...this.#reads].filter((name) => name.length <= 100 && /^[^=\p{Cc}]+$/u.test(name));
    const names = readable.length > 0 ? readable : tellingNames(this.#handler.source);
    return names.slice(0, MAX_NAMES);
  }

  #wordsOf(name: string): string[] {
    return [...new Set([...this.comparedTo(name), ...comparedWith(name, this.#handler.source)])].slice(0, 12);
  }

  #templatesFor(name: string, pinned: Map<string, string>): string[] {
    const templates = candidatesFor(name, this.#wordsOf(name), this.#words);
    const first = pinned.get(name);
    return first === undefined ? templates : [first, ...templates.filter((template) => template !== first)];
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

interface Axis {
  name: string;
  templates: string[];
}

function rank(grade: JoinGrade): number {
  return JOIN_GRADES.indexOf(grade);
}
