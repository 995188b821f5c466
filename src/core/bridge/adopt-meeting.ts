import { asFailure } from '../failure.js';
import type { WholeCall } from '../proof/find-call.js';
import { earlierRunFor } from '../undo/standing-runs.js';
import { attemptOf, intend, type Run } from './run.js';

/**
 * Where an earlier run for this call left a meeting that still lives, this run goes into it: a late join of either update then
 * lands in the same room. `--meeting-id` and `--new-meeting` say otherwise.
 */
export async function adoptMeeting(run: Run, call: WholeCall): Promise<void> {
  const { request, ports, progress, deadline } = run;
  const { asked, adopted, made } = attemptOf(run);
  if (request.meetingId !== null || request.newMeeting || adopted !== null || made.meeting.state !== 'none') return;
  const { endpoint, region, meetingsRegion } = asked;
  const place = { runId: request.runId, endpoint, region, meetingsRegion };
  const earlier = earlierRunFor(call, place, ports.journal, ports.clock.now());
  if (earlier === null) return;
  const isThere = await isLiving(run, earlier.meetingId);
  if (isThere === null)
    progress.warn(
      `Run ${earlier.runId} left meeting ${earlier.meetingId} for this call, and AWS does not say whether it still lives.`,
    );
  if (isThere !== true) return;
  const { meetingId, runId: fromRun, attendeeIds } = earlier;
  intend(run, { type: 'adopted', meetingId, fromRun, attendeeIds });
  progress.warn(`Run ${fromRun} left meeting ${meetingId} in place for this call; this run goes into it too.`);
  deadline.signal.throwIfAborted();
}

/** Whether AWS still has the meeting; null where that cannot be read. */
export async function isLiving({ ports, deadline, progress }: Run, meetingId: string): Promise<boolean | null> {
  try {
    const { requestId } = await ports.meetings.find(meetingId, deadline.signal);
    progress.sent(requestId);
    return true;
  } catch (error) {
    const { code, requestId } = asFailure(error);
    progress.sent(requestId);
    return code === 'MEETING_NOT_FOUND' ? false : null;
  }
}
