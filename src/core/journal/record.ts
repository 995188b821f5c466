import { sameId } from '../facts/ids.js';
import { type Made, madeAnything, nothingMade } from '../run/made.js';
import type { CallName } from '../run/request.js';
import type { Leftover, Undone } from '../run/result.js';
import type { Asked, Entry, EntryOf, UpdateDelivery, UpdateMarks } from './entry.js';
import type { JournalText } from './port.js';

/** What a journal tells of its run. */
export interface RunRecord {
  runId: string;
  /** Oldest first; at least one. */
  attempts: Attempt[];
  /** Claims that were not given back: the process that made one lives, or died. */
  claims: EntryOf<'claimed'>[];
  /** The latest claim of all: who ran it, and where. */
  lastClaim: EntryOf<'claimed'> | null;
}

/** One try to join the call. A run has another one where the one before failed, or was cleaned up. */
export interface Attempt {
  attempt: number;
  salt: string;
  /** Milliseconds since the epoch. */
  begunAt: number;
  asked: Asked;
  reason: string | null;
  /** As asked for, and what was looked up since. */
  call: CallName;
  /** The meeting of an earlier run that it goes into; null where it was not given one. */
  adopted: Pick<EntryOf<'adopted'>, 'meetingId' | 'fromRun' | 'attendeeIds'> | null;
  made: Made;
  /** When its meeting was known to be made, ms since the epoch, by the machine's clock. */
  madeAt: number | null;
  /** The attendees file that it wrote, or was about to. */
  wroteFile: string | null;
  /** The update's last intent and what came of it; null delivery: the process died before an answer was noted. */
  update: { marks: UpdateMarks; delivery: UpdateDelivery | null; at: number } | null;
  verdict: EntryOf<'verdict'> | null;
  undone: Undone[];
  /** What undoing could not remove; null where nothing was undone yet. */
  leftovers: Leftover[] | null;
  ended: EntryOf<'ended'> | null;
}

/** What the lines of a journal amount to; null where no attempt was begun, so that nothing was done. */
export function recordOf(runId: string, { entries }: Pick<JournalText, 'entries'>): RunRecord | null {
  const record = openRecord(runId);
  for (const entry of entries) fold(record, entry);
  return begunRecord(record);
}

/** A run of which nothing is written yet. */
export function openRecord(runId: string): RunRecord {
  return { runId, attempts: [], claims: [], lastClaim: null };
}

/** Null while no attempt was begun. */
export function begunRecord(record: RunRecord): RunRecord | null {
  return record.attempts.length === 0 ? null : record;
}

/** Takes one line in: the only way a run's state changes, whether the line is read back or was written just now. */
export function fold(record: RunRecord, entry: Entry): void {
  const { attempts } = record;
  const attempt = attempts.at(-1);
  if (entry.type === 'claimed') {
    record.claims.push(entry);
    record.lastClaim = entry;
  } else if (entry.type === 'released') {
    record.claims = record.claims.filter(({ claim }) => claim !== entry.claim);
  } else if (entry.type === 'begun') {
    // A line that stands there twice must not make anything forgotten that followed the first.
    if (!attempts.some((one) => one.attempt === entry.attempt)) attempts.push(begun(entry));
  } else if (entry.type === 'undone') {
    const undone = attempts.find((one) => one.attempt === entry.attempt);
    if (undone !== undefined) noteUndone(undone, entry);
  } else if (attempt !== undefined) note(attempt, entry);
}

export function lastAttempt({ attempts }: RunRecord): Attempt {
  return attempts.at(-1) as Attempt;
}

function begun({ attempt, salt, time, asked, reason }: EntryOf<'begun'>): Attempt {
  return {
    attempt,
    salt,
    begunAt: timeOf(time),
    asked,
    reason,
    call: asked.call,
    adopted: null,
    made: nothingMade(),
    madeAt: null,
    wroteFile: null,
    update: null,
    verdict: null,
    undone: [],
    leftovers: null,
    ended: null,
  };
}

function note(attempt: Attempt, entry: Entry): void {
  if (entry.type === 'call-found') attempt.call = entry.call;
  else if (entry.type === 'adopted') attempt.adopted = entry;
  else if (entry.type === 'made') {
    attempt.made = entry.made;
    if (entry.made.meeting.state === 'made') attempt.madeAt ??= timeOf(entry.time);
  } else if (entry.type === 'file-written') attempt.wroteFile = entry.path;
  else if (entry.type === 'update-sending') {
    const { marks } = entry;
    attempt.update = { marks, delivery: null, at: marks.sendingAt };
  } else if (entry.type === 'update-sent' && attempt.update !== null) {
    attempt.update = { ...attempt.update, delivery: entry.delivery, at: entry.at };
  } else if (entry.type === 'verdict') attempt.verdict = entry;
  else if (entry.type === 'ended') attempt.ended = entry;
}

function noteUndone(attempt: Attempt, { undone, leftovers }: EntryOf<'undone'>): void {
  attempt.undone.push(...undone.filter((one) => !attempt.undone.some((known) => isSame(one, known))));
  attempt.leftovers = leftovers;
}

function isSame(one: Undone, other: Undone): boolean {
  return sameId(one.meetingId, other.meetingId) && (one.attendeeId ?? '') === (other.attendeeId ?? '');
}

/** The update reached the handler, or may have: nothing may be sent again, and nothing removed unseen. */
export function mayBeDelivered({ update }: Attempt): boolean {
  return update !== null && update.delivery !== 'refused' && update.delivery !== 'not-sent';
}

/** The meeting that was there before, and that the attempt goes into; null where it makes one. */
export function existingMeeting({ asked, adopted }: Pick<Attempt, 'asked' | 'adopted'>): string | null {
  return asked.meetingId ?? adopted?.meetingId ?? null;
}

/** The meeting that the attempt made or joined; null where its id was never learnt. */
export function meetingIdOf(attempt: Attempt): string | null {
  const { made, update } = attempt;
  const own = made.meeting.state === 'made' ? made.meeting.meetingId : (update?.marks.meetingId ?? null);
  return existingMeeting(attempt) ?? own;
}

/** Something that it created may still be there. */
export function leavesSomething({ made, leftovers }: Attempt): boolean {
  return madeAnything(made) && (leftovers === null || leftovers.length > 0);
}

/** All that it created was taken back, by itself or by a cleanup. */
export function isUndone({ made, leftovers }: Attempt): boolean {
  return madeAnything(made) && leftovers !== null && leftovers.length === 0;
}

/** Milliseconds since the epoch; 0 for what is no time. */
export function timeOf(iso: string): number {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 0 : time;
}
