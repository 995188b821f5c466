import type { WholeCall } from '../proof/find-call.js';
import { meetingLeftFor } from '../undo/meeting-left.js';
import { attemptOf, intend, type Run } from './run.js';

/** Where an earlier run for this call left a meeting that still lives, this run goes into it: a late join of either lands there. */
export async function adoptMeeting(run: Run, call: WholeCall): Promise<void> {
  const { request, ports, progress, deadline } = run;
  const { adopted, made } = attemptOf(run);
  if (adopted !== null || made.meeting.state !== 'none') return;
  const earlier = await meetingLeftFor(request, call, { ports, progress, signal: deadline.signal });
  if (earlier === null) return;
  const { meetingId, runId: fromRun, attendeeIds } = earlier;
  intend(run, { type: 'adopted', meetingId, fromRun, attendeeIds });
  progress.warn(`Run ${fromRun} left meeting ${meetingId} in place for this call; this run goes into it too.`);
  deadline.signal.throwIfAborted();
}
