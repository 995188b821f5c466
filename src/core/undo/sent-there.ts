import { sameId } from '../facts/ids.js';
import { Failure } from '../failure.js';
import type { Journal } from '../journal/port.js';
import { type Attempt, isUndone, mayBeDelivered, meetingIdOf, type RunRecord, recordOf } from '../journal/record.js';
import type { Made } from '../run/made.js';

/** What an attempt made, and is about to take back. */
export interface Takeback {
  runId: string;
  attempt: number;
  made: Made;
  /** The existing meeting that it made attendees in; null where it made the meeting. */
  meetingId: string | null;
}

/**
 * The run, or an earlier attempt's, whose caller may be in what is about to be taken back; null where there is none. A meeting
 * that one run left is there for the next one's --meeting-id, and one attendee may be given to two attempts.
 */
export function sentThere(takeback: Takeback, journal: Pick<Journal, 'runIds' | 'read'>): string | null {
  const sent = recordsIn(journal).find(({ runId, attempts }) =>
    attempts.some((other) => {
      const isItself = runId === takeback.runId && other.attempt === takeback.attempt;
      return !isItself && mayHaveItsCallerIn(other) && isShared(takeback, other);
    }),
  );
  return sent?.runId ?? null;
}

function mayHaveItsCallerIn(attempt: Attempt): boolean {
  const isUnderWay = attempt.ended === null && attempt.verdict === null;
  return (mayBeDelivered(attempt) || isUnderWay) && attempt.verdict?.verdict !== 'NOT_JOINED' && !isUndone(attempt);
}

function isShared({ made, meetingId }: Takeback, other: Attempt): boolean {
  const its = meetingIdOf(other);
  if (meetingId === null) {
    const own = made.meeting.state === 'made' ? [made.meeting.meetingId] : [];
    return [...own, ...made.strays].some((id) => sameId(id, its));
  }
  if (!sameId(meetingId, its)) return false;
  const { attendees, asked, doubtful } = made;
  const attendeeId = other.update?.marks.attendeeId ?? null;
  return attendees.length > 0
    ? attendees.some((one) => sameId(one.attendeeId, attendeeId))
    : [...asked, ...doubtful].includes(other.asked.externalUserId);
}

/** What cannot be read says nothing of any meeting. */
function recordsIn(journal: Pick<Journal, 'runIds' | 'read'>): RunRecord[] {
  return readable(() => journal.runIds(), []).flatMap((runId) => {
    const text = readable(() => journal.read(runId), null);
    return (text === null ? null : recordOf(runId, text)) ?? [];
  });
}

function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return otherwise;
    throw error;
  }
}
