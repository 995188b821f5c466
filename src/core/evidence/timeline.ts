import type { LogRecord } from '../ports/records.js';
import { asAnswer, type LoggedAnswer, looksLikeCutAnswer, unwrap } from './answers.js';
import { asCallEvent, type CallEvent } from './call-event.js';
import { type Joining, joinFollowing, joiningOf } from './joined-records.js';
import { type PlatformMark, platformMark, troubleIn } from './lambda-lines.js';
import { type FoundObjects, isObject, objectsIn } from './objects.js';

/** Where and when something was seen. `requestId` is the Lambda request it was logged in; null where that cannot be told. */
export interface Seen {
  group: string;
  stream: string;
  /** Milliseconds since the epoch. */
  time: number;
  /** When the log took it in, milliseconds since the epoch; null: not known. */
  ingestedAt: number | null;
  requestId: string | null;
}

export interface SeenEvent extends Seen {
  event: CallEvent;
}

/** Answers of one stream stand in the order in which they were logged. */
export interface SeenAnswer extends Seen, LoggedAnswer {}

export interface SeenTrouble extends Seen {
  words: string;
}

/** A Lambda request, as far as the platform's own lines show it. Times in ms since the epoch; null: not seen. */
export interface SeenRequest {
  group: string;
  stream: string;
  startedAt: number | null;
  endedAt: number | null;
}

/** What a handler's log records show of the calls in them, in the order of the records. */
export interface Timeline {
  events: SeenEvent[];
  answers: SeenAnswer[];
  troubles: SeenTrouble[];
  /** By their ids. */
  requests: Map<string, SeenRequest>;
  /** Records that hold the beginning or the middle of an object whose rest is not among the records: read around them. */
  fragments: { group: string; stream: string; time: number }[];
}

/** How deep JSON in strings in JSON is followed, and how many values of one record are looked at. */
const MAX_NESTING = 3;
const MAX_VISITS = 5_000;

/** Reads records of any number of log streams, in any order, twice or once. Pure; bounded by the bounds of each record. */
export function readTimeline(records: readonly LogRecord[]): Timeline {
  return openTimeline()(records);
}

/** The same, for who reads the same records again with more of them: a stream to which nothing was added is not read anew. */
export function openTimeline(): (records: readonly LogRecord[]) => Timeline {
  let known = new Map<string, Part>();
  return (records) => {
    const joining = joiningOf(records);
    const parts = byStream(records).map((stream): [string, Part] => {
      const key = `${stream[0]?.group}\n${stream[0]?.stream}`;
      const there = known.get(key);
      if (there?.length === stream.length) return [key, there];
      const timeline = emptyTimeline();
      readStream(stream, timeline, joining);
      return [key, { length: stream.length, timeline }];
    });
    known = new Map(parts);
    return together(parts.map(([, { timeline }]) => timeline));
  };
}

/** What one stream shows. Records are only ever added to it. */
interface Part {
  length: number;
  timeline: Timeline;
}

function emptyTimeline(): Timeline {
  return { events: [], answers: [], troubles: [], requests: new Map(), fragments: [] };
}

function together(parts: readonly Timeline[]): Timeline {
  const byTime = (one: Seen, other: Seen) => one.time - other.time;
  return {
    events: parts.flatMap(({ events }) => events).sort(byTime),
    answers: parts.flatMap(({ answers }) => answers).sort(byTime),
    troubles: parts.flatMap(({ troubles }) => troubles).sort(byTime),
    requests: new Map(parts.flatMap(({ requests }) => [...requests])),
    fragments: parts.flatMap(({ fragments }) => fragments),
  };
}

/** The records of each stream in the order in which they were written: ids grow within a millisecond. */
function byStream(records: readonly LogRecord[]): LogRecord[][] {
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

function readStream(records: LogRecord[], timeline: Timeline, joining: Joining): void {
  let current: string | null = null;
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index] as LogRecord;
    const read = readRecord(records, index, joining);
    index += read.joined;
    const mark = platformMark(record.message, read.objects);
    noteRequest(mark, record, timeline);
    if (mark.starts) current = mark.requestId;
    const requestId: string | null = mark.requestId ?? current;
    const { group, stream, time, ingestedAt } = record;
    const seen: Seen = { group, stream, time, ingestedAt, requestId };
    const found = collect(read, seen, timeline);
    if (read.unfinishedAt !== null && looksLikeCutAnswer(record.message)) timeline.answers.push({ ...seen, ...CUT });
    if (!found && /"?\bTransactionId\b/.test(record.message)) timeline.fragments.push(seen);
    const words = found ? null : troubleIn(record.message, read.objects);
    if (words !== null) timeline.troubles.push({ ...seen, words });
    if (mark.ends && requestId === current) current = null;
  }
}

/** An answer of which the log broke off: nothing is known of it but that it was there. */
const CUT: LoggedAnswer = { actions: null, joins: [], attributes: null, place: 'top', cut: true };

/** The record's objects, together with the records that finish the last of them. */
function readRecord(records: LogRecord[], index: number, joining: Joining): FoundObjects & { joined: number } {
  const { message } = records[index] as LogRecord;
  const read = objectsIn(message);
  if (read.unfinishedAt === null) return { ...read, joined: 0 };
  const joined = joinFollowing(records, index, read.unfinishedAt, joining);
  if (joined === null) return { ...read, joined: 0 };
  const before = objectsIn(message.slice(0, read.unfinishedAt));
  const cut = new Set([...before.cut, ...joined.cut]);
  return { ...joined, objects: [...before.objects, ...joined.objects], cut, joined: joined.records };
}

function noteRequest({ requestId, starts, ends }: PlatformMark, record: LogRecord, { requests }: Timeline): void {
  if (requestId === null || (!starts && !ends)) return;
  const { group, stream, time } = record;
  const known = requests.get(requestId) ?? { group, stream, startedAt: null, endedAt: null };
  requests.set(requestId, {
    ...known,
    startedAt: starts ? time : known.startedAt,
    // What the handler logs is complete once the first of its ends stands there.
    endedAt: ends ? Math.min(known.endedAt ?? time, time) : known.endedAt,
  });
}

/** Files what the objects hold into the timeline; whether there was any event, answer or action in them. */
function collect({ objects, cut }: FoundObjects, seen: Seen, timeline: Timeline): boolean {
  const before = timeline.events.length + timeline.answers.length;
  const { top, envelopes } = unwrap(objects, cut);
  let visits = 0;
  const visit = (value: unknown, key: string, nesting: number, within: { isTop: boolean; isCut: boolean }): void => {
    visits += 1;
    if (visits > MAX_VISITS) return;
    if (typeof value === 'string') {
      if (nesting >= MAX_NESTING || !ENVELOPE_KEYS.test(key) || !value.includes('{')) return;
      const found = objectsIn(value);
      for (const object of found.objects) {
        visit(object, '', nesting + 1, { isTop: false, isCut: within.isCut || found.cut.has(object) });
      }
    } else if (Array.isArray(value)) {
      for (const element of value) visit(element, key, nesting, { ...within, isTop: false });
    } else if (isObject(value)) {
      const filed = file(value, within, seen, timeline);
      if (filed === 'event') return;
      const inside = envelopes.get(value);
      const isLeft = (name: string) => name !== inside && (filed === null || name !== 'Actions');
      const members = Object.entries(value).filter(([name]) => isLeft(name));
      for (const [name, member] of members) visit(member, name, nesting, { ...within, isTop: false });
    }
  };
  for (const object of [...envelopes.keys(), ...top]) {
    visit(object, '', 0, { isTop: !envelopes.has(object), isCut: cut.has(object) });
  }
  return timeline.events.length + timeline.answers.length > before;
}

/**
 * Where loggers and platforms put a text of their own that holds JSON. What stands under any other key was sent by
 * somebody, a caller's SIP header for example, and is not believed to be an event.
 */
const ENVELOPE_KEYS = /^(?:message|msg|log|event|body|payload|input|record|data|text|response|result)?$/i;

/** Files one object, if it is something we know. */
function file(
  object: Record<string, unknown>,
  { isTop, isCut }: { isTop: boolean; isCut: boolean },
  seen: Seen,
  timeline: Timeline,
): 'event' | 'answer' | null {
  const event = asCallEvent(object);
  if (event !== null) {
    timeline.events.push({ ...seen, event });
    return 'event';
  }
  const answer = asAnswer(object);
  if (answer === null) return null;
  const isLone = !('Actions' in object) && !('SchemaVersion' in object);
  timeline.answers.push({ ...seen, ...answer, place: isLone ? 'lone' : isTop ? 'top' : 'nested', cut: isCut });
  return 'answer';
}

/** The longest time that one of these took to get into the log, in ms; 0 where that is not known. */
export function logDelayOf(events: readonly SeenEvent[]): number {
  return Math.max(0, ...events.map(({ time, ingestedAt }) => (ingestedAt ?? time) - time));
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
