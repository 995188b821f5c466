import type { LogRecord } from '../ports/records.js';
import { asCallEvent, type CallEvent } from './call-event.js';
import { platformMark, troubleIn } from './lambda-lines.js';
import { isObject, objectsIn } from './objects.js';

/** Where and when something was seen. `requestId` is the Lambda request it was logged in; null where that cannot be told. */
export interface Seen {
  group: string;
  stream: string;
  /** Milliseconds since the epoch. */
  time: number;
  requestId: string | null;
}

export interface SeenEvent extends Seen {
  event: CallEvent;
}

/** A handler's response, or one action of it, as the handler logged it. */
export interface SeenAnswer extends Seen {
  /** The types of its actions; null where it said none, which keeps the call's present ones. */
  actions: string[] | null;
  joins: boolean;
  /** False for a lone action object: it shows what the handler intends, not the whole of its answer. */
  whole: boolean;
}

export interface SeenTrouble extends Seen {
  words: string;
}

/** What a handler's log records show of the calls in them, in the order of the records. */
export interface Timeline {
  events: SeenEvent[];
  answers: SeenAnswer[];
  troubles: SeenTrouble[];
  /** Lambda requests whose begin was seen. */
  startedRequests: Set<string>;
  /** Records that hold the beginning or the middle of an object whose rest is not among the records: read around them. */
  fragments: { group: string; stream: string; time: number }[];
}

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
/** Of the records that close a brace, and not the last one by the count, one in so many is tried all the same. */
const SELDOM = 8;
/** How deep JSON in strings in JSON is followed, and how many values of one record are looked at. */
const MAX_NESTING = 3;
const MAX_VISITS = 5_000;

/** Reads records of any number of log streams, in any order, twice or once. Pure; bounded by the bounds of each record. */
export function readTimeline(records: LogRecord[]): Timeline {
  const timeline: Timeline = { events: [], answers: [], troubles: [], startedRequests: new Set(), fragments: [] };
  const joining: Joining = { work: joiningWork(records), steps: MAX_JOINING_STEPS };
  for (const stream of byStream(records)) readStream(stream, timeline, joining);
  for (const seen of [timeline.events, timeline.answers, timeline.troubles]) {
    seen.sort((one, other) => one.time - other.time);
  }
  return timeline;
}

/** The records of each stream in the order in which they were written: ids grow within a millisecond. */
function byStream(records: LogRecord[]): LogRecord[][] {
  const streams = new Map<string, Map<string, LogRecord>>();
  for (const record of records) {
    const key = `${record.group}\n${record.stream}`;
    const stream = streams.get(key) ?? new Map<string, LogRecord>();
    streams.set(key, stream.set(record.id === '' ? `${stream.size}` : `${record.time}\n${record.id}`, record));
  }
  return [...streams]
    .toSorted(([one], [other]) => compare(one, other))
    .map(([, stream]) => [...stream.values()].sort((one, other) => one.time - other.time || compare(one.id, other.id)));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What the search for the rest of objects may still cost. */
interface Joining {
  work: number;
  steps: number;
}

function joiningWork(records: LogRecord[]): number {
  const { least, perCharacter, most } = JOINING_WORK;
  const length = records.reduce((sum, { message }) => sum + message.length, 0);
  return Math.min(least + perCharacter * length, most);
}

function readStream(records: LogRecord[], timeline: Timeline, joining: Joining): void {
  let current: string | null = null;
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index] as LogRecord;
    let { objects, unfinishedAt } = objectsIn(record.message);
    if (unfinishedAt !== null) {
      const joined = joinFollowing(records, index, unfinishedAt, joining);
      if (joined !== null) {
        objects = [...objectsIn(record.message.slice(0, unfinishedAt)).objects, ...joined.objects];
        index += joined.records;
      }
    }
    const mark = platformMark(record.message, objects);
    if (mark.starts) {
      current = mark.requestId;
      if (mark.requestId !== null) timeline.startedRequests.add(mark.requestId);
    }
    const requestId: string | null = mark.requestId ?? current;
    const seen: Seen = { group: record.group, stream: record.stream, time: record.time, requestId };
    const found = collect(objects, seen, timeline);
    if (!found && /"?\bTransactionId\b/.test(record.message)) timeline.fragments.push(seen);
    const words = found ? null : troubleIn(record.message, objects);
    if (words !== null) timeline.troubles.push({ ...seen, words });
    if (mark.ends && requestId === current) current = null;
  }
}

/** A pretty-printed object that a runtime split into a record a line: the objects of this and the records that finish it. */
function joinFollowing(
  records: LogRecord[],
  first: number,
  from: number,
  joining: Joining,
): { objects: Record<string, unknown>[]; records: number } | null {
  let text = (records[first] as LogRecord).message.slice(from);
  const last = Math.min(records.length - 1, first + MAX_JOINED_RECORDS);
  let tried = 0;
  let open = bracesLeftOpen(text);
  let closings = 0;
  for (let index = first + 1; index <= last && text.length < MAX_JOINED_TEXT; index += 1) {
    const { message } = records[index] as LogRecord;
    if (/^(?:START|END|REPORT) RequestId: /.test(message) || isWholeEvent(message)) return null;
    joining.steps -= 1;
    if (joining.steps < 0) return null;
    text += `\n${message}`;
    open += bracesLeftOpen(message);
    if (!message.includes('}')) continue;
    closings += 1;
    // Texts may hold braces too, so the count alone does not decide.
    if (open > 0 && !message.startsWith('}') && closings % SELDOM !== 0) continue;
    tried += 1;
    if (tried > MAX_JOINS_TRIED || joining.work < 0) return null;
    const read = objectsIn(text);
    joining.work -= text.length + read.work;
    if (read.unfinishedAt === null && read.objects.length > 0) return { objects: read.objects, records: index - first };
  }
  return null;
}

/** How many more braces begin in it than end; those in texts are counted with the others. */
function bracesLeftOpen(text: string): number {
  let open = 0;
  for (let at = text.indexOf('{'); at !== -1; at = text.indexOf('{', at + 1)) open += 1;
  for (let at = text.indexOf('}'); at !== -1; at = text.indexOf('}', at + 1)) open -= 1;
  return open;
}

/** Its type and its transaction stand on one line only where the whole event does. */
function isWholeEvent(message: string): boolean {
  return message.includes('InvocationEvent') && message.includes('TransactionId');
}

/** Files what the objects hold into the timeline; whether there was any event, answer or action in them. */
function collect(objects: Record<string, unknown>[], seen: Seen, timeline: Timeline): boolean {
  const before = timeline.events.length + timeline.answers.length;
  let visits = 0;
  const visit = (value: unknown, key: string, nesting: number): void => {
    visits += 1;
    if (visits > MAX_VISITS) return;
    if (typeof value === 'string') {
      if (nesting < MAX_NESTING && ENVELOPE_KEYS.test(key) && value.includes('{')) {
        for (const object of objectsIn(value).objects) visit(object, '', nesting + 1);
      }
    } else if (Array.isArray(value)) {
      for (const element of value) visit(element, key, nesting);
    } else if (isObject(value)) {
      const filed = file(value, seen, timeline);
      if (filed === 'event') return;
      const members = Object.entries(value).filter(([name]) => filed === null || name !== 'Actions');
      for (const [name, member] of members) visit(member, name, nesting);
    }
  };
  for (const object of objects) visit(object, '', 0);
  return timeline.events.length + timeline.answers.length > before;
}

/**
 * Where loggers and platforms put a text of their own that holds JSON. What stands under any other key was sent by
 * somebody, a caller's SIP header for one, and is not believed to be an event.
 */
const ENVELOPE_KEYS = /^(?:message|msg|log|event|body|payload|input|record|data|text|response|result)?$/i;

/** Files one object, if it is something we know. */
function file(object: Record<string, unknown>, seen: Seen, timeline: Timeline): 'event' | 'answer' | null {
  const event = asCallEvent(object);
  if (event !== null) {
    timeline.events.push({ ...seen, event });
    return 'event';
  }
  const answer = asAnswer(object);
  if (answer === null) return null;
  timeline.answers.push({ ...seen, ...answer });
  return 'answer';
}

/** A response's own, and what the reference handler adds so that a search for the call finds it. */
const ANSWER_KEYS = ['SchemaVersion', 'Actions', 'TransactionAttributes', 'TransactionId', 'Sequence'];

function typeOf(action: Record<string, unknown>): string {
  return typeof action['Type'] === 'string' ? action['Type'].slice(0, 100) : 'unknown';
}

function asAnswer(object: Record<string, unknown>): Pick<SeenAnswer, 'actions' | 'joins' | 'whole'> | null {
  const { Actions: actions, SchemaVersion: version, Type: type } = object;
  const versioned = typeof version === 'string';
  if (Array.isArray(actions)) {
    const types = actions.map((action) => (isObject(action) ? typeOf(action) : 'unknown'));
    return { actions: types, joins: types.includes('JoinChimeMeeting'), whole: versioned };
  }
  if (versioned && Object.keys(object).every((key) => ANSWER_KEYS.includes(key))) {
    return { actions: null, joins: false, whole: true };
  }
  const lone = type === 'JoinChimeMeeting' && isObject(object['Parameters']);
  return lone ? { actions: ['JoinChimeMeeting'], joins: true, whole: false } : null;
}

/** The last thing of these that happened: by Sequence, by the records' time where two have the same or none. */
export function latestSeen(events: readonly SeenEvent[]): SeenEvent | null {
  const isLater = (one: SeenEvent, other: SeenEvent) => {
    const bySequence = (one.event.sequence ?? -1) - (other.event.sequence ?? -1);
    return bySequence > 0 || (bySequence === 0 && one.time > other.time);
  };
  return events.reduce<SeenEvent | null>(
    (latest, next) => (latest === null || isLater(next, latest) ? next : latest),
    null,
  );
}
