import { asFailure } from '../failure.js';
import { type Attempt, mayBeDelivered } from '../journal/record.js';
import type { Aws } from '../ports/aws.js';
import type { Clock } from '../ports/clock.js';
import type { Judged } from './sweep.js';

/** Once is not believed: AWS can answer "not found" for something created seconds ago. */
const NOT_FOUND_TWICE_MS = 1_500;

/** Null: it has ended, or this account does not have it. */
export async function findMeeting(
  meetingId: string,
  { meetings, clock }: Pick<Aws, 'meetings'> & { clock: Clock },
  signal: AbortSignal,
) {
  for (const isFirst of [true, false]) {
    try {
      return await meetings.find(meetingId, signal);
    } catch (error) {
      if (asFailure(error).code !== 'MEETING_NOT_FOUND') throw error;
    }
    if (isFirst) await clock.sleep(NOT_FOUND_TWICE_MS, signal);
    signal.throwIfAborted();
  }
  return null;
}

/** A meeting that is not found has ended, unless these credentials are another account's: that does not know its SMA either. */
export async function hasEnded(attempt: Attempt, { applications }: Aws, signal: AbortSignal): Promise<Judged> {
  const { sipMediaApplicationId } = attempt.call;
  if (sipMediaApplicationId === null) return 'gone';
  try {
    await applications.find(sipMediaApplicationId, signal);
    return 'gone';
  } catch (error) {
    if (signal.aborted) throw error;
    const { code, message } = asFailure(error);
    if (code === 'APPLICATION_NOT_FOUND') {
      const reason =
        'neither it nor its SIP media application is known here: are these the credentials of its account?';
      return { remove: false, reason, tryAgainAt: null };
    }
    // Recording it as gone would let a re-run send the update again, so first make sure the caller is not in the meeting.
    if (!mayBeDelivered(attempt)) return 'gone';
    const reason = `it is not found, and whether in its own account is not known: ${message}`;
    return { remove: false, reason, tryAgainAt: null };
  }
}
