import { MAX_ACTIONS } from '../facts/limits.js';
import { type Answer, gradeJoin, typesOf } from './answer.js';
import type { Seen } from './checked-call.js';
import { bothLacked, NOTHING_LACKED } from './outside.js';
import type { Joining } from './own-values.js';

/** A name that no handler reads; given to see whether a handler looks into an update at all. */
export const NOBODYS_NAME = 'chimeJoinCheck';
/** Characters of all records that are kept. */
const MAX_RECORDED = 4_000_000;

/** What the handler did with every update that was tried. */
export class UpdatesSeen {
  readonly reads = new Set<string>();
  readonly compared = new Map<string, Set<string>>();
  /** Arguments that it takes for JSON, with the members that it read there. */
  readonly parsed = new Map<string, Set<string>>();
  readonly records: string[] = [];
  readonly actions = new Set<string>();
  readonly joinings: Joining[] = [];
  #recorded = 0;
  emptied = false;
  listed = false;
  threwFirst: Seen | null = null;
  lacked = NOTHING_LACKED;
  hungUp = 0;
  unusable: string | null = null;
  /** The same, of arguments that are somebody's convention. */
  unusableAtFirst: string | null = null;
  mostActions = 0;
  hangs = 0;
  spentMs = 0;
  readsSeen = false;
  recordsSeen = false;

  get comparisons(): number {
    return [...this.compared.values()].reduce((sum, values) => sum + values.size, 0);
  }

  note(seen: Seen, args: Record<string, string>, isMadeUp: boolean): void {
    const { kind, durationMs, reads, lacked, answer } = seen;
    this.lacked = bothLacked(this.lacked, lacked);
    if (kind === 'threw' && (reads === null || reads.names.length === 0)) this.threwFirst ??= seen;
    this.spentMs += durationMs;
    if (kind === 'timed-out') this.hangs += 1;
    this.#noteRecords(seen.records);
    if (reads !== null) this.#noteReads(reads, args);
    if (answer !== null) this.#noteAnswer(answer, args, isMadeUp);
  }

  #noteRecords(records: readonly string[] | null): void {
    if (records === null) return;
    this.recordsSeen = true;
    for (const record of records) {
      this.#recorded += record.length;
      if (this.#recorded <= MAX_RECORDED) this.records.push(record);
    }
  }

  #noteReads(reads: NonNullable<Seen['reads']>, args: Record<string, string>): void {
    this.readsSeen = true;
    this.listed ||= reads.listed;
    for (const [name, members] of Object.entries(reads.parsed)) addTo(this.parsed, name, members);
    for (const name of reads.names) {
      // A name that was given may only have been listed, to be logged.
      if (name !== NOBODYS_NAME && !(reads.listed && name in args)) this.reads.add(name);
    }
    for (const [name, values] of Object.entries(reads.compared)) {
      this.reads.add(name);
      addTo(this.compared, name, values);
    }
  }

  #noteAnswer(answer: Answer, args: Record<string, string>, isMadeUp: boolean): void {
    const types = typesOf(answer);
    for (const type of types) this.actions.add(type);
    this.emptied ||= answer.problem === null && answer.actions?.length === 0;
    if (types.length > 0 && types.every((type) => type === 'Hangup')) this.hungUp += 1;
    const { grade, parameters } = gradeJoin(answer);
    if (grade !== 'none') this.joinings.push({ args, parameters });
    this.mostActions = Math.max(this.mostActions, answer.count);
    if (answer.problem === null || answer.count > MAX_ACTIONS) return;
    this.unusable = answer.problem;
    if (!isMadeUp) this.unusableAtFirst ??= answer.problem;
  }
}

function addTo(known: Map<string, Set<string>>, name: string, values: readonly string[]): void {
  const all = known.get(name) ?? new Set();
  for (const value of values) all.add(value);
  known.set(name, all);
}
