import type { LogRecord } from '../ports/records.js';
import { type LoggedAnswer, looksLikeCutAnswer } from './answers.js';
import { type Joining, joinFollowing } from './joined-records.js';
import { type PlatformMark, platformMark, troubleIn } from './lambda-lines.js';
import { ObjectFiling } from './object-filing.js';
import { type FoundObjects, objectsIn } from './objects.js';
import { emptyTimeline, type Seen, type Timeline } from './seen.js';

/** Reads one stream's records, which stand in the order in which they were written. */
export function readStream(records: readonly LogRecord[], joining: Joining): Timeline {
  const timeline = emptyTimeline();
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
    fileRecord(record.message, read, { group, stream, time, ingestedAt, requestId }, timeline);
    if (mark.ends && requestId === current) current = null;
  }
  return timeline;
}

/** Files what one record shows: the events and answers in its objects, and else what Lambda or the log did to them. */
function fileRecord(message: string, read: FoundObjects, seen: Seen, timeline: Timeline): void {
  const found = new ObjectFiling(seen, timeline).file(read);
  if (read.unfinishedAt !== null && looksLikeCutAnswer(message)) timeline.answers.push({ ...seen, ...CUT });
  if (found) return;
  if (/"?\bTransactionId\b/.test(message)) timeline.fragments.push(seen);
  const words = troubleIn(message, read.objects);
  if (words !== null) timeline.troubles.push({ ...seen, words });
}

/** An answer of which the log broke off: nothing is known of it but that it was there. */
const CUT: LoggedAnswer = { actions: null, joins: [], attributes: null, place: 'top', cut: true };

/** The record's objects, together with the records that finish the last of them. */
function readRecord(records: readonly LogRecord[], index: number, joining: Joining): FoundObjects & { joined: number } {
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
