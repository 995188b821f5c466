import { sameId } from '../facts/ids.js';
import { Failure } from '../failure.js';
import type { Asked } from './entry.js';
import { type Attempt, isUndone, lastAttempt, leavesSomething, mayBeDelivered, type RunRecord } from './record.js';

/** What a run does that is asked for again under its id. */
export type Next =
  /** It has its answer, and gives it again. */
  | { do: 'answer'; attempt: Attempt }
  /** The update was, or may have been, delivered: only the records can tell. Nothing is sent. */
  | { do: 'look'; attempt: Attempt }
  /** It died before the update: its creates are found again by their tokens. */
  | { do: 'go-on'; attempt: Attempt }
  /** From the beginning, as attempt `number`; what earlier ones left is taken back first. */
  | { do: 'begin'; number: number; left: Attempt[] };

/** AWS ends a meeting that nobody connects to after five minutes (FAQ): an older one is not built upon. */
const MEETING_LASTS_MS = 4 * 60_000;

const ANSWERED: readonly string[] = ['JOINED', 'ACCEPTED', 'NOT_JOINED'];

/** Null: the run is new. `now` in milliseconds since the epoch. Pure. */
export function nextOf(record: RunRecord | null, now: number): Next {
  if (record === null) return { do: 'begin', number: 1, left: [] };
  const attempt = lastAttempt(record);
  const { verdict } = attempt;
  if (verdict !== null && ANSWERED.includes(verdict.verdict)) return { do: 'answer', attempt };
  const anew: Next = { do: 'begin', number: attempt.attempt + 1, left: leftIn(record) };
  if (mayBeDelivered(attempt)) return isUndone(attempt) ? anew : { do: 'look', attempt };
  const diedYoung = verdict === null && attempt.leftovers === null && now - attempt.begunAt < MEETING_LASTS_MS;
  return diedYoung ? { do: 'go-on', attempt } : anew;
}

/** Attempts that no caller can be in the meeting of, and that left something. */
function leftIn({ attempts }: RunRecord): Attempt[] {
  return attempts.filter(
    (attempt) => !mayBeDelivered(attempt) && !attempt.asked.keepMeeting && leavesSomething(attempt),
  );
}

/** Throws RUN_ID_TAKEN where a run of this id was asked for something else. */
export function requireSame(record: RunRecord, asked: Asked): void {
  const attempt = lastAttempt(record);
  const was = { ...attempt.asked, call: attempt.call };
  const different = DIFFERENCES.filter(([, isSame]) => !isSame(was, asked)).map(([name]) => name);
  if (different.length === 0) return;
  throw new Failure('RUN_ID_TAKEN', `--run-id ${record.runId} is that of a run with ${different.join(' and ')}.`, {
    cause: `it was begun at ${new Date(attempt.begunAt).toISOString()}`,
    tryThis: [`chime-join runs show ${record.runId}`, 'Give the new run an id of its own, or none'],
  });
}

const DIFFERENCES: readonly [string, (was: Asked, asked: Asked) => boolean][] = [
  ['another endpoint', (was, asked) => was.endpoint === asked.endpoint],
  ['another region', (was, asked) => was.region === asked.region && was.meetingsRegion === asked.meetingsRegion],
  ['another call', (was, asked) => isSameCall(was.call, asked.call)],
  [
    'another meeting',
    (was, asked) =>
      idsEqual(was.meetingId, asked.meetingId) &&
      (asked.meetingId !== null ||
        (was.externalMeetingId === asked.externalMeetingId && was.mediaRegion === asked.mediaRegion)),
  ],
  [
    'other attendees',
    (was, asked) =>
      was.externalUserId === asked.externalUserId &&
      was.addAttendees.toSorted().join('\n') === asked.addAttendees.toSorted().join('\n'),
  ],
  ['other arguments', (was, asked) => was.arguments === asked.arguments],
];

/** By the ids that both know; a call that was named by its CallId alone may be named by the others later. */
function isSameCall(one: Asked['call'], other: Asked['call']): boolean {
  const ids = ['callId', 'transactionId', 'sipMediaApplicationId'] as const;
  const known = ids.filter((id) => one[id] !== null && other[id] !== null);
  return known.some((id) => id !== 'sipMediaApplicationId') && known.every((id) => sameId(one[id], other[id]));
}

function idsEqual(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : sameId(one, other);
}
