import { type Next, nextOf, requireSame } from '../journal/again.js';
import type { Asked, EntryBody } from '../journal/entry.js';
import { type Logbook, takeHold } from '../journal/logbook.js';
import type { Attempt } from '../journal/record.js';
import type { RunEvent } from '../outcome/outcome.js';
import { planRun, type StepId } from '../run/plan.js';
import type { BridgeRequest } from '../run/request.js';
import { sentThere } from '../undo/sent-there.js';
import { UNDO_MS, undoInTime } from '../undo/undo.js';
import type { Digest } from '../verdict/sent-text.js';
import type { Run } from './run.js';

/** A process that was stopped and goes on is given this much more before another machine takes its run for dead. */
const SLACK_MS = 10_000;

/** The run is this process's own from now on; what it does next, the journal tells. */
export interface TakenUp {
  logbook: Logbook;
  asked: Asked;
  next: Next;
}

/** Takes hold of the run. Throws RUN_UNDER_WAY, RUN_ID_TAKEN, JOURNAL_UNUSABLE; nothing was sent then. */
export async function takeUp(
  { request, ports, progress }: Run,
  shown: (entry: EntryBody) => EntryBody,
): Promise<TakenUp> {
  const { runId, timeoutMs } = request;
  const asked = askedOf(request, await ports.endpoint(), ports.digest);
  const logbook = takeHold(runId, ports.journal, ports.clock, {
    purpose: 'bridge',
    lastsMs: timeoutMs + UNDO_MS + SLACK_MS,
    shown,
    lost: ({ message, cause }) => progress.warn(`${message} ${cause ?? ''} What this run does is not written down.`),
  });
  const { record, makeshift } = logbook;
  if (makeshift !== null)
    progress.warn(
      `The home folder cannot be written, so the journal is in ${makeshift}: XDG_STATE_HOME names another.`,
    );
  try {
    if (record !== null) requireSame(record, asked);
  } catch (error) {
    logbook.release();
    throw error;
  }
  return { logbook, asked, next: nextOf(record, ports.clock.now()) };
}

/** All that makes this run the same run when it is asked for again. */
function askedOf(request: BridgeRequest, endpoint: string | null, digest: Digest): Asked {
  const { profile, region, meetingsRegion, call, meetingId, externalMeetingId, mediaRegion } = request;
  const { externalUserId, addAttendees, logGroups, keepMeeting, attendeesFile, timeoutMs } = request;
  return {
    ...{ endpoint, profile, region, meetingsRegion, call, meetingId, externalMeetingId, mediaRegion },
    ...{ externalUserId, addAttendees, logGroups, keepMeeting, attendeesFile, timeoutMs },
    arguments: digest(JSON.stringify(request.arguments)),
  };
}

/** Makes attempt `number` this process's own, written down before anything is sent. */
export function beginAttempt(run: Run, { logbook, asked }: TakenUp, number: number): void {
  const { request, ports } = run;
  const { reason } = request;
  const salt = ports.journal.newClaim();
  const plan = planRun(request).map(({ id }) => id);
  logbook.intend({ type: 'begun', attempt: number, salt, asked, reason, plan });
  ownAttempt(run, logbook, { attempt: number, salt });
}

/** Goes on with an attempt whose process died before it sent the update: its creates find again what they made. */
export function resumeAttempt(run: Run, logbook: Logbook, attempt: Attempt): void {
  run.made = attempt.made;
  Object.assign(run.call, attempt.call);
  ownAttempt(run, logbook, attempt);
}

/** From now on what this process does is written down as this attempt's. */
export function ownAttempt(run: Run, logbook: Logbook, { attempt, salt }: Pick<Attempt, 'attempt' | 'salt'>): void {
  run.logbook = logbook;
  run.attempt = attempt;
  run.clientRequestToken = tokenOf(run.request.runId, attempt, salt, run.ports.digest);
  run.interrupt.addEventListener('abort', () => logbook.tell({ type: 'interrupted' }), { once: true });
}

/**
 * The same for one attempt of one run, so that AWS finds its meeting again, and no other's: with a run id alone, two
 * machines that were given the same one would share a meeting, and one's undo would end the other's call.
 */
function tokenOf(runId: string, attempt: number, salt: string, digest: Digest): string {
  return digest(`${runId}/${attempt}/${salt}`).slice(0, 48);
}

/** A step, as the journal keeps it: its begin is written before anything of it is sent. */
export function writeStep(run: Run, event: RunEvent): void {
  const { logbook } = run;
  if (logbook === null) return;
  if (event.type === 'step-started') {
    const entry = { type: 'step-started', step: event.step.id as StepId } as const;
    // Once the update may have been delivered the verdict is looked for, and what is to be taken back is, whatever the disk says.
    if (run.mayBeDelivered || event.step.effect === 'removes') logbook.tell(entry);
    else logbook.intend(entry);
  } else if (event.type === 'step-finished') {
    const { step, outcome, ms, requestIds } = event;
    logbook.tell({ type: 'step-finished', step: step.id as StepId, outcome, ms, requestIds });
  }
}

/** Takes back what earlier attempts left: their updates were never delivered, so nobody is in there but whom others sent. */
export async function takeBackEarlier({ request, ports, progress, deadline }: Run, logbook: Logbook, left: Attempt[]) {
  for (const { attempt, made, asked } of left) {
    if (deadline.signal.aborted) return;
    const other = sentThere({ runId: request.runId, attempt, made, meetingId: asked.meetingId }, ports.journal);
    if (other !== null) {
      progress.warn(`What an earlier attempt of this run left stands: the run ${other} sent its caller there too.`);
      continue;
    }
    const taken = await undoInTime(made, asked, ports);
    logbook.tell({ type: 'undone', attempt, ...taken });
    for (const { meetingId, command } of taken.leftovers) {
      progress.warn(
        `An earlier attempt of this run left ${meetingId ?? 'a meeting'}: ${command ?? 'its id is not known'}`,
      );
    }
  }
}
