import { askedOf } from '../journal/asked-of.js';
import type { Asked, EntryBody } from '../journal/entry.js';
import { type Logbook, takeHold } from '../journal/logbook.js';
import { type Next, nextOf, requireSame } from '../journal/next.js';
import type { RunEvent } from '../outcome/outcome.js';
import { planRun, type StepId } from '../run/plan.js';
import { UNDO_MS } from '../undo/undo.js';
import { attemptOf, isOut, type Run } from './run.js';

/** A process that was stopped and goes on is given this much more before another machine takes its run for dead. */
const SLACK_MS = 10_000;

/** The run is this process's own from now on; what it does next, the journal tells. */
export interface Claimed {
  logbook: Logbook;
  asked: Asked;
  next: Next;
}

/** Takes hold of the run. Throws RUN_UNDER_WAY, RUN_ID_TAKEN, JOURNAL_UNUSABLE; nothing was sent then. */
export async function claimRun(
  { request, ports, progress }: Run,
  shown: (entry: EntryBody) => EntryBody,
): Promise<Claimed> {
  const { runId, timeoutMs } = request;
  const asked = askedOf(request, await ports.endpoint(), ports.digest);
  const logbook = takeHold(runId, ports.journal, ports.clock, {
    purpose: 'bridge',
    lastsMs: timeoutMs + UNDO_MS + SLACK_MS,
    shown,
    lost: ({ message, cause }) => progress.warn(`${message} ${cause ?? ''} What this run does is not written down.`),
  });
  const { record, temporary } = logbook;
  if (temporary !== null)
    progress.warn(
      `The home folder cannot be written, so the journal is in ${temporary}: XDG_STATE_HOME names another.`,
    );
  try {
    if (record !== null) requireSame(record, asked);
  } catch (error) {
    logbook.release();
    throw error;
  }
  return { logbook, asked, next: nextOf(record, ports.clock.now()) };
}

/** Begins attempt `number`, written down before anything is sent. */
export function beginAttempt({ request, ports }: Run, { logbook, asked }: Claimed, number: number): void {
  const plan = planRun(request).map(({ id }) => id);
  const { reason } = request;
  logbook.intend({ type: 'begun', attempt: number, salt: ports.journal.newClaim(), asked, reason, plan });
}

/**
 * The same for one attempt of one run, so that AWS finds its meeting again, and no other's: with a run id alone, two
 * machines that were given the same one would share a meeting, and one's undo would end the other's call.
 */
export function clientRequestToken(run: Run): string {
  const { attempt, salt } = attemptOf(run);
  return run.ports.digest(`${run.request.runId}/${attempt}/${salt}`).slice(0, 48);
}

/** A step, as the journal keeps it: its begin is written before anything of it is sent. */
export function writeStep(run: Run, event: RunEvent): void {
  const { logbook } = run;
  if (logbook === null) return;
  if (event.type === 'step-started') {
    const entry = { type: 'step-started', step: event.step.id as StepId } as const;
    // After the update may have been delivered, a failing disk must not stop the search for evidence, nor an undo.
    if (isOut(run) || event.step.effect === 'removes') logbook.note(entry);
    else logbook.intend(entry);
  } else if (event.type === 'step-finished') {
    const { step, outcome, ms, requestIds } = event;
    logbook.note({ type: 'step-finished', step: step.id as StepId, outcome, ms, requestIds });
  }
}
