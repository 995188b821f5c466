import { cleanupCommand, confirmed } from '../catalogue/command-line.js';
import { WOULD_BE_REMOVED } from '../catalogue/remarks.js';
import { sameId } from '../facts/ids.js';
import { asFailure } from '../failure.js';
import type { Logbook } from '../journal/logbook.js';
import { type Attempt, existingMeeting } from '../journal/record.js';
import { placeOf } from '../undo/left.js';
import { sentThere } from '../undo/sent-there.js';
import { undoInTime } from '../undo/undo.js';
import { itemsOf, keptItems } from './cleanup-items.js';
import { judgeAttempt } from './judge-attempt.js';
import type { CleanupItem } from './result.js';
import type { Judged, Leavings, Owing, Sweep } from './sweep.js';

/** Removes what the attempt left, or says why it is kept. */
export async function cleanAttempt(owing: Owing, sweep: Sweep): Promise<void> {
  const { runId, attempt, logbook } = owing;
  const { reach, result } = sweep;
  try {
    const leavings = { ...owing, aws: await reach.awsOf(attempt.asked) };
    const judged = keepForOthers(leavings, await judgeAttempt(leavings, sweep), sweep);
    if (judged === 'gone') {
      logbook?.note({ type: 'undone', attempt: attempt.attempt, undone: [], leftovers: [] });
    } else if (!judged.remove) {
      result.kept.push(...keptItems(runId, attempt, judged.reason, judged.tryAgainAt));
    } else if (logbook === null) {
      result.kept.push(...keptItems(runId, attempt, WOULD_BE_REMOVED, null));
    } else await remove(leavings, logbook, sweep);
  } catch (error) {
    if (sweep.signal.aborted) throw error;
    const { message, cause } = asFailure(error);
    result.failed.push(...itemsOf(runId, attempt).map((item) => ({ ...item, reason: cause ?? message })));
  }
}

async function remove({ runId, attempt, aws }: Leavings, logbook: Logbook, sweep: Sweep): Promise<void> {
  const { result, reach } = sweep;
  const over = logbook.takenOver();
  if (over !== null) {
    result.kept.push(...keptItems(runId, attempt, over.message, null));
    return;
  }
  const { attempt: number, made } = attempt;
  // Should this process die now, no run goes on with a meeting that is half removed.
  const command = confirmed(cleanupCommand(runId));
  const leftNow = itemsOf(runId, attempt).map(({ runId: _, ...item }) => ({ ...item, command }));
  logbook.note({ type: 'undone', attempt: number, undone: [], leftovers: leftNow });
  const { undone, leftovers } = await undoInTime(made, placeOf(runId, attempt), { ...aws, clock: reach.clock });
  logbook.note({ type: 'undone', attempt: number, undone, leftovers });
  result.removed.push(...undone.map((one) => ({ ...one, runId })));
  for (const { command: _, ...one } of leftovers) {
    if (isDoubtful(one, attempt)) {
      const reason = 'it may have been there before the run, so it is never removed unasked: look yourself';
      result.kept.push({ ...one, runId, reason, tryAgainAt: null });
    } else {
      const reason =
        one.meetingId === null ? 'AWS did not tell its id' : 'AWS refused to remove it, or did not answer in time';
      result.failed.push({ ...one, runId, reason });
    }
  }
}

/** Trying again does not remove it: undoing leaves alone what could not be told from somebody else's. */
function isDoubtful({ kind, attendeeId }: Omit<CleanupItem, 'runId'>, { made }: Attempt): boolean {
  if (kind !== 'attendee' || made.doubtful.length === 0) return false;
  const its = made.attendees.find((one) => sameId(one.attendeeId, attendeeId));
  return its === undefined || made.doubtful.includes(its.externalUserId);
}

/** Whatever is known of its own caller: what it left may hold another run's by now. */
function keepForOthers({ runId, attempt }: Leavings, judged: Judged, { reach }: Sweep): Judged {
  if (judged === 'gone' || !judged.remove) return judged;
  const { made, call } = attempt;
  const overCall = judged.callOver === true ? call.transactionId : null;
  const undoing = { runId, attempt: attempt.attempt, made, meetingId: existingMeeting(attempt), overCall };
  const other = sentThere(undoing, reach.journal);
  const reason = `run ${other} sent its caller there too, and they may be in it`;
  return other === null ? judged : { remove: false, reason, tryAgainAt: null };
}
