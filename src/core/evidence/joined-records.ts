import type { LogRecord } from '../ports/records.js';
import { type FoundObjects, objectsIn } from './objects.js';

/** A joined object never spans more records than this. */
const MAX_JOINED_RECORDS = 2_000;
const MAX_JOINED_TEXT = 256_000;
const MAX_JOINS_TRIED = 300;
/**
 * Characters read in the search for the rest of objects, over all records: log lines may be full of lone braces, and of
 * objects of a line a member, each of which is read two or three times.
 */
const JOINING_WORK = { least: 5_000_000, perCharacter: 4, most: 40_000_000 };
/** Records stepped over in that search. */
const MAX_JOINING_STEPS = 1_000_000;
/** Brace counts can be wrong (strings hold braces), so every Nth closing record is tried anyway. */
const SELDOM = 8;

/** What the search for the rest of objects may still cost. */
export interface Joining {
  work: number;
  steps: number;
}

export function joiningOf(records: readonly LogRecord[]): Joining {
  const { least, perCharacter, most } = JOINING_WORK;
  const length = records.reduce((sum, { message }) => sum + message.length, 0);
  return { work: Math.min(least + perCharacter * length, most), steps: MAX_JOINING_STEPS };
}

/** A pretty-printed object that a runtime split into a record a line: the objects of this and the records that finish it. */
export function joinFollowing(
  records: readonly LogRecord[],
  first: number,
  from: number,
  joining: Joining,
): (FoundObjects & { records: number }) | null {
  const joined = new JoinedText((records[first] as LogRecord).message.slice(from));
  const last = Math.min(records.length - 1, first + MAX_JOINED_RECORDS);
  for (let index = first + 1; index <= last && joined.text.length < MAX_JOINED_TEXT; index += 1) {
    const { message } = records[index] as LogRecord;
    if (isOfAnother(message) || !mayStep(joining)) return null;
    joined.add(message);
    if (!joined.mayEndWith(message)) continue;
    if (joined.tried > MAX_JOINS_TRIED || joining.work < 0) return null;
    const read = objectsIn(joined.text);
    joining.work -= joined.text.length + read.work;
    if (read.unfinishedAt === null && read.objects.length > 0) return { ...read, records: index - first };
  }
  return null;
}

/** The record is Lambda's own or a whole event: the object was not finished before it. */
function isOfAnother(message: string): boolean {
  return /^(?:START|END|REPORT) RequestId: /.test(message) || isWholeEvent(message);
}

function mayStep(joining: Joining): boolean {
  joining.steps -= 1;
  return joining.steps >= 0;
}

/** The beginning of an object, and the records after it. */
class JoinedText {
  text: string;
  /** How often it was worth reading. */
  tried = 0;
  #open: number;
  #closings = 0;

  constructor(beginning: string) {
    this.text = beginning;
    this.#open = bracesLeftOpen(beginning);
  }

  add(message: string): void {
    this.text += `\n${message}`;
    this.#open += bracesLeftOpen(message);
  }

  /** Whether the record just added may finish the object. Texts may hold braces too, so the count alone does not decide. */
  mayEndWith(message: string): boolean {
    if (!message.includes('}')) return false;
    this.#closings += 1;
    if (this.#open > 0 && !message.startsWith('}') && this.#closings % SELDOM !== 0) return false;
    this.tried += 1;
    return true;
  }
}

/** How many more braces begin in it than end; those in texts are counted with the others. */
function bracesLeftOpen(text: string): number {
  let open = 0;
  for (let at = text.indexOf('{'); at !== -1; at = text.indexOf('{', at + 1)) open += 1;
  for (let at = text.indexOf('}'); at !== -1; at = text.indexOf('}', at + 1)) open -= 1;
  return open;
}

/** Its type and its transaction stand on one line only where the whole event does; a member of an envelope may hold one too. */
function isWholeEvent(message: string): boolean {
  const isMember = /^\s+["']?[\w$-]+["']?\s*:/.test(message);
  return !isMember && message.includes('InvocationEvent') && message.includes('TransactionId');
}
