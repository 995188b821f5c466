import { sameId } from '../facts/ids.js';
import type { Journal } from '../journal/port.js';
import { readableRuns } from '../journal/readable-runs.js';
import { type Attempt, existingMeeting, isUndone, mayBeDelivered, meetingIdOf } from '../journal/record.js';
import type { Made } from '../run/made.js';

/** What an attempt made, and is about to be removed. */
export interface Undoing {
  runId: string;
  attempt: number;
  made: Made;
  /** The existing meeting that it made attendees in; null where it made the meeting. */
  meetingId: string | null;
  /** A call that is known to be over: no run can bring it there any more. */
  overCall?: string | null;
}

/**
 * The run, or an earlier attempt's, whose caller may be in what is about to be removed; null where there is none. A meeting
 * that one run left is there for the next one's --meeting-id, and one attendee may be given to two attempts.
 */
export function sentThere(undoing: Undoing, journal: Pick<Journal, 'runIds' | 'read'>): string | null {
  const sent = [...readableRuns(journal)].find(({ runId, attempts }) =>
    attempts.some((other) => {
      const isItself = runId === undoing.runId && other.attempt === undoing.attempt;
      return !isItself && mayHaveItsCallerIn(other, undoing.overCall ?? null) && isShared(undoing, other);
    }),
  );
  return sent?.runId ?? null;
}

/** Why a caller may be in what an attempt made whose update was not delivered; null where nobody can be. */
export function mayHoldCaller(
  attempt: Attempt,
  { resumed, seenUnbridged, seenSettled }: { resumed: boolean; seenUnbridged: boolean; seenSettled: boolean },
  runId: string,
  journal: Pick<Journal, 'runIds' | 'read'>,
): string | null {
  if (resumed && !(seenUnbridged && seenSettled))
    return 'this run was begun before, and may have sent its caller there';
  const meetingId = existingMeeting(attempt);
  // Nobody else can know a meeting that this very process made: its id is not said before the end.
  if (meetingId === null && !resumed) return null;
  const other = sentThere({ runId, attempt: attempt.attempt, made: attempt.made, meetingId }, journal);
  return other === null ? null : `run ${other} sent its caller to the same meeting`;
}

/** The seats that runs of this machine took in the meeting for this call alone: who was given them is on that call. */
export function seatsOfCall(
  transactionId: string,
  meetingId: string,
  journal: Pick<Journal, 'runIds' | 'read'>,
): string[] {
  const attempts = [...readableRuns(journal)].flatMap((record) => record.attempts);
  return attempts
    .filter(({ call }) => sameId(call.transactionId, transactionId))
    .flatMap(({ update }) =>
      update !== null && sameId(update.marks.meetingId, meetingId) ? [update.marks.attendeeId] : [],
    );
}

/** NOT_JOINED says nothing of later: the handler may try again. */
function mayHaveItsCallerIn(attempt: Attempt, overCall: string | null): boolean {
  if (sameId(attempt.call.transactionId, overCall)) return false;
  const isUnderWay = attempt.ended === null && attempt.verdict === null;
  return (mayBeDelivered(attempt) || isUnderWay) && !isUndone(attempt);
}

function isShared({ made, meetingId }: Undoing, other: Attempt): boolean {
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
