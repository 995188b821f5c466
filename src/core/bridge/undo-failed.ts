import { cleanupCommand, confirmed } from '../catalogue/command-line.js';
import { type Attempt, existingMeeting, leavesSomething } from '../journal/record.js';
import { madeAnything, nothingMade } from '../run/made.js';
import { UNDO } from '../run/plan.js';
import { whyKept } from '../undo/judge-unsent.js';
import { placeOf } from '../undo/left.js';
import { isKnownUnsent } from '../undo/records-settled.js';
import { type Left, NOTHING_LEFT } from '../undo/result-of.js';
import { mayHoldCaller, sentThere } from '../undo/sent-there.js';
import { inWords, standing, unlearnedMeeting } from '../undo/standing.js';
import type { Taken } from '../undo/taken.js';
import { undoInTime } from '../undo/undo.js';
import { attemptIn, attemptOf, noteMade, type Run } from './run.js';

/**
 * Takes back what a run created whose update provably was not delivered. What an earlier process of the run may have sent its
 * caller to is left in place, whatever the journal says: a journal may have been restored from a backup.
 */
export async function undoFailed(run: Run): Promise<Left> {
  const { request, ports, progress, logbook } = run;
  const attempt = attemptIn(run);
  if (attempt === null || !madeAnything(attempt.made)) return NOTHING_LEFT;
  const { runId, keepMeeting } = request;
  const keptFor = keepMeeting
    ? null
    : (mayHoldCaller(attempt, run, runId, ports.journal) ??
      (run.resumed ? await whyKept({ runId, attempt, endsBy: null, isKnown: false }, ports, progress) : null));
  if (keptFor !== null) progress.warn(`Not undone: ${keptFor}.`);
  if (keepMeeting || keptFor !== null)
    return { standing: standing(runId, attempt), undone: [], leftovers: unlearnedMeeting(runId, attempt) };
  const place = placeOf(runId, attempt);
  const taken = await progress.perform(UNDO, () => undoInTime(attempt.made, place, ports, run.givenUpAt));
  noteMade(run, taken.made);
  logbook?.note({ type: 'undone', attempt: attempt.attempt, undone: taken.undone, leftovers: taken.leftovers });
  return { standing: [], undone: taken.undone, leftovers: taken.leftovers };
}

/**
 * Takes back what earlier attempts left, before the update: theirs were never delivered, and the call was seen to be in no
 * meeting. Else it is left in place, and `nameEarlier` names it.
 */
export async function undoEarlier(run: Run, left: readonly Attempt[]): Promise<void> {
  const { request, ports, deadline, logbook, seenUnbridged, seenSettled } = run;
  const { runId } = request;
  for (const attempt of left) {
    if (deadline.signal.aborted) return;
    const meetingId = existingMeeting(attempt);
    const other = sentThere({ runId, attempt: attempt.attempt, made: attempt.made, meetingId }, ports.journal);
    if (!seenUnbridged || !(seenSettled || isKnownUnsent(attempt)) || other !== null) continue;
    const taken = await undoInTime(attempt.made, placeOf(runId, attempt), ports);
    logbook?.note({ type: 'undone', attempt: attempt.attempt, undone: taken.undone, leftovers: taken.leftovers });
  }
}

/** What earlier attempts of the run left is in no list of this one's result, so each answer names it. */
export function nameEarlier({ request: { runId }, logbook, progress }: Run): void {
  const earlier = logbook?.record?.attempts.slice(0, -1) ?? [];
  for (const attempt of earlier.filter((one) => !one.asked.keepMeeting && leavesSomething(one))) {
    const command = confirmed(cleanupCommand(runId));
    progress.warn(
      `An earlier attempt of this run left ${inWords(standing(runId, attempt))} in place. Remove it: ${command}`,
    );
  }
}

/** A meeting that an earlier process of the attempt made, and that the repeated create did not find again, is empty. */
export async function endStrays(run: Run): Promise<void> {
  const { request, ports, seenUnbridged, seenSettled } = run;
  const attempt = attemptOf(run);
  const { strays } = attempt.made;
  if (strays.length === 0 || request.keepMeeting || !seenUnbridged || !seenSettled) return;
  const taken = await undoInTime({ ...nothingMade(), strays }, placeOf(request.runId, attempt), ports);
  const gone = taken.undone.map(({ meetingId }) => meetingId);
  noteMade(run, { strays: strays.filter((stray) => !gone.includes(stray)) });
  warnOfLeftovers(run, taken);
}

function warnOfLeftovers({ progress }: Run, { leftovers }: Taken): void {
  for (const { meetingId, command } of leftovers)
    progress.warn(
      `Still there from an earlier attempt of this run: ${meetingId ?? 'a meeting'}. Remove it: ${command}`,
    );
}
