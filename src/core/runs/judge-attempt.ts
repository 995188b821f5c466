import { sameId } from '../facts/ids.js';
import { type Attempt, existingMeeting, mayBeDelivered, meetingIdOf } from '../journal/record.js';
import type { Aws } from '../ports/aws.js';
import { concludeFrom } from '../proof/conclusion.js';
import { deliveredBy } from '../proof/delivered.js';
import { findEvidence } from '../proof/find-evidence.js';
import { isCallKnownOver } from '../undo/call-over.js';
import { judgeUnsent } from '../undo/judge-unsent.js';
import { isKnownUnsent } from '../undo/records-settled.js';
import { seatsOfCall } from '../undo/sent-there.js';
import { standing } from '../undo/standing.js';
import { findMeeting, hasEnded } from './has-ended.js';
import { judgeLeftover } from './judge-leftover.js';
import { namedByAnotherCall } from './other-call.js';
import type { Judged, Leavings, Sweep } from './sweep.js';

/** As long as an asked-for meeting whose id nobody learned can last: it has ended by itself then. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** What may become of what the attempt left. */
export async function judgeAttempt(leavings: Leavings, sweep: Sweep): Promise<Judged> {
  const { runId, attempt, aws } = leavings;
  const { reach, signal } = sweep;
  const delivered = mayBeDelivered(attempt);
  const meetingId = meetingIdOf(attempt);
  if (meetingId === null) {
    const age = reach.clock.now() - attempt.begunAt;
    return delivered || age < FORGOTTEN_AFTER_MS ? { remove: true } : 'gone';
  }
  const there = await findMeeting(meetingId, { ...aws, clock: reach.clock }, signal);
  if (there === null) {
    const ended = await hasEnded(attempt, aws, signal);
    // Nobody was ever sent to a stray: what is left of the attempt is removed, and what is gone is no hindrance.
    return ended === 'gone' && attempt.made.strays.length > 0 ? { remove: true } : ended;
  }
  if (delivered) return judgeDelivered(leavings, there.date ?? reach.clock.now(), sweep);
  if (isCallKnownOver(attempt, reach.journal)) return { remove: true };
  const unsent = { runId, attempt, endsBy: endsByOf(runId, attempt), isKnown: isKnownUnsent(attempt) };
  return judgeUnsent(unsent, { ...aws, clock: reach.clock }, sweep.progress, signal);
}

async function judgeDelivered({ runId, attempt, aws }: Leavings, now: number, sweep: Sweep): Promise<Judged> {
  const { reach, progress, signal } = sweep;
  const delivered = deliveredBy(runId, attempt, 0, reach.digest);
  const proof = await findEvidence(delivered, { ports: { ...aws, clock: reach.clock }, progress, signal });
  signal.throwIfAborted();
  const { marks } = delivered;
  const ending = concludeFrom(proof, delivered, false);
  const endsBy = endsByOf(runId, attempt);
  const knownToBeOver = isCallKnownOver(attempt, reach.journal);
  const judged = judgeLeftover({ attempt, marks, ending, proof, knownToBeOver, now, endsBy });
  if (!judged.remove) return judged;
  const named = await namedByAnotherCall(attempt, delivered.logGroups, aws, signal);
  if (named !== null) return { remove: false, reason: named, tryAgainAt: null };
  if (existingMeeting(attempt) !== null) return { ...judged, callOver: true };
  const seats = await othersSeats(attempt, aws, sweep);
  const reason =
    seats === null ? 'who has a seat in it could not be read' : `others have ${seats} seats in it, and may be there`;
  return seats === 0 ? { ...judged, callOver: true } : { remove: false, reason, tryAgainAt: null };
}

/** When its meeting ends by itself if nobody connects, in ms; null where that cannot be said. */
function endsByOf(runId: string, attempt: Attempt): number | null {
  const endsBy = standing(runId, attempt)[0]?.endsBy ?? null;
  return endsBy === null ? null : Date.parse(endsBy);
}

/** How many attendees of the run's own meeting are neither the run's nor another run's for its call; null where that cannot be read. */
async function othersSeats(attempt: Attempt, { attendees }: Aws, { reach, signal }: Sweep): Promise<number | null> {
  const meetingId = meetingIdOf(attempt) ?? '';
  const made = attempt.made.attendees.map(({ attendeeId }) => attendeeId);
  const own = [...made, ...seatsOfCall(attempt.call.transactionId ?? '', meetingId, reach.journal)];
  try {
    const { value } = await attendees.list(meetingId, signal);
    return value.filter(({ attendeeId }) => !own.some((id) => sameId(id, attendeeId))).length;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}
