import { asFailure } from '../failure.js';
import { openDeadline } from '../outcome/deadline.js';
import type { Outcome, RunEvent } from '../outcome/outcome.js';
import { openProgress } from '../outcome/progress.js';
import { redact } from '../redact.js';
import { checkRequest } from '../run/check.js';
import { type Ending, withoutRecords } from '../run/ending.js';
import { planWarnings } from '../run/plan.js';
import type { BridgeRequest } from '../run/request.js';
import type { BridgeResult } from '../run/result.js';
import { failureAfterUpdate, failureBeforeUpdate, isSentBefore } from '../run/thrown.js';
import type { Secret } from '../secret.js';
import { answerAgain } from './answer-again.js';
import { type Claimed, claimRun, writeStep } from './claim-run.js';
import { conclude } from './conclude.js';
import { lookAgain } from './look-again.js';
import { performAttempt } from './perform.js';
import type { BridgePorts } from './ports.js';
import { beginRun, isOut, type Run } from './run.js';

/**
 * Gets the call into the meeting and proves it. Never throws: whatever happens is an outcome with a verdict. The update is
 * sent once; once it may have been delivered nothing is removed. Whatever it does is written down before it is done, so that
 * the same run, asked for again, goes on where this process ends.
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
    emit(redact(event, secrets));
  });
  const deadline = openDeadline(request.timeoutMs, ports.clock, interrupt);
  const run = beginRun({ request, ports, progress, deadline, interrupt, secrets });
  let claimed: Claimed | null = null;
  try {
    claimed = await claim(run);
    ports.attendeesFile?.adopt(attendeesIn(run, claimed));
    if (claimed.next.do === 'answer') return answerAgain(run, claimed.next.attempt);
    return await conclude(run, await reachVerdict(run, claimed));
  } catch (error) {
    if (claimed !== null) throw error;
    return await conclude(run, notClaimed(error));
  } finally {
    claimed?.logbook.release();
    deadline.close();
  }
}

/** What is wrong with the request is said before the run is claimed, and before anything is sent. */
async function claim(run: Run): Promise<Claimed> {
  const { request, progress, secrets, interrupt } = run;
  for (const warning of [...checkRequest(request), ...planWarnings(request)]) progress.warn(warning);
  const claimed = await claimRun(run, (entry) => redact(entry, secrets));
  const { logbook, next } = claimed;
  run.logbook = logbook;
  run.resumed = logbook.record !== null;
  if (next.do !== 'answer') {
    interrupt.addEventListener('abort', () => logbook.note({ type: 'interrupted' }), { once: true });
  }
  return claimed;
}

/** Another process may be delivering the update of this very run. */
function notClaimed(error: unknown): Ending {
  const failure = asFailure(error);
  return withoutRecords(failure.code === 'RUN_UNDER_WAY' ? 'UNCONFIRMED' : 'FAILED', failure);
}

/** Whose file an earlier attempt wrote there; what another one has written to the same place since is not taken for it. */
function attendeesIn({ request: { attendeesFile } }: Run, { logbook: { record } }: Claimed): string[] {
  const wrote = (record?.attempts ?? []).filter(({ wroteFile }) => wroteFile !== null && wroteFile === attendeesFile);
  return wrote.flatMap(({ made }) => made.attendees.map(({ attendeeId }) => attendeeId));
}

/** Whatever is thrown once the update may have been delivered, a defect of ours included, leaves the meeting standing. */
async function reachVerdict(run: Run, claimed: Claimed): Promise<Ending> {
  try {
    return claimed.next.do === 'look' ? await lookAgain(run, claimed.next.attempt) : await performAttempt(run, claimed);
  } catch (error) {
    if (isSentBefore(error)) return withoutRecords('UNCONFIRMED', error);
    if (isOut(run)) return withoutRecords('UNCONFIRMED', failureAfterUpdate(error));
    const situation = { interrupted: run.interrupt.aborted, expired: run.deadline.expired() };
    return withoutRecords('FAILED', failureBeforeUpdate(error, situation));
  }
}
