import { asFailure, Failure } from '../failure.js';
import { openDeadline } from '../outcome/deadline.js';
import type { Outcome, RunEvent } from '../outcome/outcome.js';
import { openProgress } from '../outcome/progress.js';
import { checkRequest } from '../run/check.js';
import type { Ending } from '../run/ending.js';
import { planWarnings } from '../run/plan.js';
import type { BridgeRequest } from '../run/request.js';
import type { BridgeResult } from '../run/result.js';
import type { Secret } from '../secret.js';
import { veil } from '../veil.js';
import { answerAgain } from './answer-again.js';
import { conclude } from './conclude.js';
import { lookAgain } from './look-again.js';
import { performPlan } from './perform.js';
import type { BridgePorts } from './ports.js';
import { beginRun, type Run } from './run.js';
import {
  beginAttempt,
  ownAttempt,
  resumeAttempt,
  type TakenUp,
  takeBackEarlier,
  takeUp,
  writeStep,
} from './take-up.js';
import { timeIsUp } from './time-is-up.js';

/**
 * Gets the call into the meeting and proves it. Never throws: whatever happens is an outcome with a verdict. The update is
 * sent once; what was created is undone only where no caller can be in the meeting. Whatever it does is written down before
 * it is done, so that the same run, asked for again, goes on where this process ends.
 */
export async function bridge(
  request: BridgeRequest,
  ports: BridgePorts,
  emit: (event: RunEvent) => void,
  interrupt: AbortSignal,
): Promise<Outcome<BridgeResult>> {
  const secrets: Secret[] = [];
  const progress = openProgress(ports.clock, (event) => {
    writeStep(run, event);
    emit(veil(event, secrets));
  });
  const deadline = openDeadline(request.timeoutMs, ports.clock, interrupt);
  const run = beginRun({ request, ports, progress, deadline, interrupt, secrets });
  let taken: TakenUp | null = null;
  try {
    taken = await begin(run);
    ports.attendeesFile?.adopt(attendeesIn(run, taken));
    if (taken.next.do === 'answer') return await answerAgain(run, taken.logbook, taken.next.attempt);
    return await conclude(run, await reachVerdict(run, taken));
  } catch (error) {
    if (taken !== null) throw error;
    return await conclude(run, notTakenUp(error));
  } finally {
    taken?.logbook.release();
    deadline.close();
  }
}

/** What is wrong with the request is told before the run is taken up, and before anything is sent. */
async function begin(run: Run): Promise<TakenUp> {
  const { request, progress, secrets } = run;
  for (const warning of [...checkRequest(request), ...planWarnings(request)]) progress.warn(warning);
  return takeUp(run, (entry) => veil(entry, secrets));
}

/** Another process may be delivering the update of this very run. */
function notTakenUp(error: unknown): Ending {
  const failure = asFailure(error);
  return { verdict: failure.code === 'RUN_UNDER_WAY' ? 'UNCONFIRMED' : 'FAILED', evidence: [], failure };
}

/** Does what is next. An attempt is this process's own once that is written down. */
async function doNext(run: Run, taken: TakenUp): Promise<Ending> {
  const { next, logbook } = taken;
  if (next.do === 'answer') throw new Error('an answer is given, not looked for');
  if (next.do === 'look') {
    ownAttempt(run, logbook, next.attempt);
    return lookAgain(run, next.attempt);
  }
  await run.ports.attendeesFile?.prepare();
  if (next.do === 'go-on') resumeAttempt(run, logbook, next.attempt);
  else {
    await takeBackEarlier(run, logbook, next.left);
    beginAttempt(run, taken, next.number);
  }
  return performPlan(run);
}

/** Whose file an earlier attempt wrote there; what another one has written to the same place since is not taken for it. */
function attendeesIn({ request: { attendeesFile } }: Run, { logbook: { record } }: TakenUp): string[] {
  const wrote = (record?.attempts ?? []).filter(({ wroteFile }) => wroteFile !== null && wroteFile === attendeesFile);
  return wrote.flatMap(({ made }) => made.attendees.map(({ attendeeId }) => attendeeId));
}

/** Whatever is thrown once the update may have been delivered, a defect of ours included, leaves the meeting standing. */
async function reachVerdict(run: Run, taken: TakenUp): Promise<Ending> {
  try {
    return await doNext(run, taken);
  } catch (error) {
    if (!run.mayBeDelivered) return { verdict: 'FAILED', evidence: [], failure: failureBeforeUpdate(run, error) };
    const { message, cause } = asFailure(error);
    const failure = new Failure(
      'UNCONFIRMED',
      'The update may have been delivered, and what came of it could not be read.',
      {
        cause: cause ?? message,
        delivery: 'unknown',
        tryThis: ['Look whether the caller is in the meeting before you run it again'],
      },
    );
    return { verdict: 'UNCONFIRMED', evidence: [], failure };
  }
}

/** Before the update, running out of time is being unavailable; an interrupt is one whatever it cut short. */
function failureBeforeUpdate(run: Run, error: unknown): Failure {
  const failure = asFailure(error);
  if (run.interrupt.aborted)
    return new Failure('INTERRUPTED', 'Interrupted before the update was sent.', { cause: null });
  if (run.deadline.expired()) {
    return timeIsUp(failure.code === 'INTERNAL' ? null : (failure.cause ?? failure.message));
  }
  return failure;
}
