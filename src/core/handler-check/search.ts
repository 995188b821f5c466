import { type ArgumentPreset, argumentTemplates, renderArguments } from '../arguments.js';
import { MAX_ACTIONS } from '../facts/limits.js';
import { type Answer, gradeJoin, JOIN_GRADES, type JoinGrade, readAnswer } from './answer.js';
import { candidatesFor } from './candidates.js';
import { combinations } from './combinations.js';
import { CHECKED_VALUES, PRESETS_TO_TRY, updateWith } from './events.js';
import type { HandlerUnderCheck, Invoked } from './ports.js';
import type { FoundArguments } from './result.js';
import { MAX_HANGS } from './walk.js';
import { comparableWords, tellingNames } from './words.js';

/** The best arguments that were found, and what the handler made of them. */
export interface Found extends FoundArguments {
  grade: JoinGrade;
  parameters: Record<string, unknown>;
  answer: Answer;
}

/** What became of the search. `reads` null: it cannot be seen what the handler reads. */
export interface Search {
  found: Found | null;
  reads: string[] | null;
  tries: number;
  /** Records of every update that was tried; null where they cannot be seen. */
  records: string[] | null;
  /** It answered some update with actions, whatever they were. */
  acted: boolean;
  /** Why the SMA could not have used one of the answers; null where it could have used all. */
  unusable: string | null;
  /** The longest list of actions. */
  mostActions: number;
  /** The search ended early: the handler did not answer in time, twice. */
  hung: boolean;
}

const MAX_TRIES = 160;
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
export async function findArguments(handler: HandlerUnderCheck, hangs: number): Promise<Search> {
  const searching = new Searching(handler, hangs);
  // What is not there cannot be listed, so whatever is noted now is really asked for.
  await searching.probe({});
  // A handler may look only into an update that carries something.
  await searching.probe({ [NOBODYS_NAME]: 'unknown' });
  for (const preset of PRESETS_TO_TRY) if (await searching.tries(preset, [])) return searching.done();
  if (handler.source !== '') await searching.synthesize();
  return searching.done();
}

class Searching {
  readonly #handler: HandlerUnderCheck;
  readonly #words: string[];
  readonly #reads = new Set<string>();
  readonly #compared = new Map<string, Set<string>>();
  readonly #records: string[] = [];
  #best: Found | null = null;
  #recorded = 0;
  #count = 0;
  #hangs: number;
  #spentMs = 0;
  #acted = false;
  #unusable: string | null = null;
  #mostActions = 0;
  #readsSeen = false;
  #recordsSeen = false;

  constructor(handler: HandlerUnderCheck, hangs: number) {
    this.#handler = handler;
    this.#hangs = hangs;
    this.#words = comparableWords(handler.source);
  }

  done(): Search {
    return {
      found: this.#best,
      reads: this.#readsSeen ? [...this.#reads] : null,
      tries: this.#count,
      records: this.#recordsSeen ? this.#records : null,
      acted: this.#acted,
      unusable: this.#unusable,
      mostActions: this.#mostActions,
      hung: this.#hung,
    };
  }

  get #hung(): boolean {
    return this.#hangs >= MAX_HANGS;
  }

  get #isOver(): boolean {
    return this.#hung || this.#count >= MAX_TRIES || this.#spentMs >= MAX_SPENT_MS;
  }

  /** Invokes the handler with these arguments and notes what it reads; the answer, or null where it gave none. */
  async probe(args: Record<string, string>): Promise<Answer | null> {
    if (this.#isOver) return null;
    this.#count += 1;
    const watched = await this.#handler.invoke(updateWith(args), true);
    this.#note(watched, args);
    if (watched.kind !== 'answered') return null;
    const answer = readAnswer(watched.text);
    if (answer.count > 0) this.#acted = true;
    this.#mostActions = Math.max(this.#mostActions, answer.count);
    if (answer.problem !== null && answer.count <= MAX_ACTIONS) this.#unusable = answer.problem;
    return answer;
  }

  #note({ kind, durationMs, reads, records }: Invoked, args: Record<string, string>): void {
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
    const answer = await this.probe(renderArguments(argumentTemplates(preset, typed), CHECKED_VALUES));
    if (answer === null) return false;
    const { grade, parameters } = gradeJoin(answer);
    if (grade !== 'none' && (this.#best === null || rank(grade) > rank(this.#best.grade))) {
      this.#best = { preset, arguments: typed, grade, parameters, answer };
    }
    return grade === 'joins';
  }

  async synthesize(): Promise<void> {
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
      if (this.#isOver) return 'none';
      const typed = axes.map(({ name }, at) => `${name}=${templates[at]}`);
      const before = this.#best;
      if ((await this.tries('none', typed)) || (this.#best !== before && (await this.#trace()))) {
        await this.#minimize();
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

  #templatesFor(name: string, pinned: Map<string, string>): string[] {
    const templates = candidatesFor(name, [...(this.#compared.get(name) ?? [])], this.#words);
    const first = pinned.get(name);
    return first === undefined ? templates : [first, ...templates.filter((template) => template !== first)];
  }

  /** Leaves out, one by one, the words that the handler does not need; ids may matter to it in ways that are not seen. */
  async #minimize(): Promise<void> {
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
