import { hangsUpLegA } from '../evidence/legs.js';
import type { Attempt } from '../journal/record.js';
import type { Proof } from '../proof/proof.js';
import type { Ending } from '../run/ending.js';
import { afterItsEnd, type Judgement, keep, SLACK_MS } from '../undo/judgement.js';
import { isOfCall, type RunMarks } from '../verdict/ours.js';

/** What is known of an attempt whose update was, or may have been, delivered. Times are the service's, in ms. */
export interface Circumstances {
  attempt: Attempt;
  marks: RunMarks;
  ending: Ending;
  /** Null where no log is known. */
  proof: Proof | null;
  /** AWS has told another run that this call is over. */
  knownToBeOver: boolean;
  now: number;
  /** When its meeting ends by itself if nobody connects; null where that cannot be said. */
  endsBy: number | null;
}

/**
 * Removes only where the update can no longer act: the call is over. What cannot be known is kept, and so is a meeting in which
 * seats were handed out: who took one cannot be seen. Pure.
 */
export function judgeLeftover(circumstances: Circumstances): Judgement {
  const { attempt, marks, ending, proof, knownToBeOver, now, endsBy } = circumstances;
  // Records that show the caller there, and no hang-up, outrank an answer to somebody else's update.
  const isSaidOver = knownToBeOver && ending.verdict !== 'JOINED';
  const isOver = isSaidOver || (proof !== null && showsEnd(proof, marks));
  if (!isOver) return keep(notOver(circumstances), afterItsEnd(endsBy, now));
  const seats = attempt.asked.addAttendees.length;
  if (seats > 0) {
    return keep(
      `the call is over, but the run gave seats to ${seats} more: whether they are in the meeting cannot be seen`,
    );
  }
  const isStillUsed = ending.verdict !== 'JOINED' && endsBy !== null && now >= endsBy + SLACK_MS;
  if (isStillUsed)
    return keep('it still stands after six minutes, so somebody is connected: an empty meeting ends after five');
  return { remove: true };
}

/** The caller's own leg hung up, in a log that was read to its end. */
function showsEnd({ timeline, complete, unreadable }: Proof, marks: RunMarks): boolean {
  const ended = timeline.events.some(({ event }) => isOfCall(event, marks) && hangsUpLegA(event));
  return ended && complete && unreadable.length === 0;
}

function notOver({ ending, proof, attempt }: Circumstances): string {
  if (ending.verdict === 'JOINED') return "the call's records show the caller in it";
  // Logs are kept for a while only, and may be unreadable now.
  if (attempt.verdict?.verdict === 'JOINED')
    return 'the run saw its caller join, and no record shows that they hung up';
  const isRead = proof?.complete === true && proof.unreadable.length === 0;
  return isRead
    ? 'no record shows that the call is over, so the update may still bring the caller there'
    : 'nothing can be read of the call, so the caller may be in it: look yourself';
}
