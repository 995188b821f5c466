import { renderArguments } from '../arguments.js';
import { EXIT_CODES } from '../exit-codes.js';
import { asFailure, Failure } from '../failure.js';
import type { CallUpdate } from '../ports/calls.js';
import { anyOf, openDeadline } from '../run/deadline.js';
import type { Outcome, RunEvent } from '../run/outcome.js';
import { openProgress } from '../run/progress.js';
import type { Secret } from '../secret.js';
import { veil } from '../veil.js';
import type { RunMarks } from '../verdict/ours.js';
import { argumentsInClear, secretInClear } from '../verdict/sent-text.js';
import { checkRequest } from './check.js';
import { conclude } from './conclude.js';
import { explainNotJoined, explainUnconfirmed } from './explain.js';
import { findCall, type WholeCall } from './find-call.js';
import { knownValues } from './known-values.js';
import { awaitLogGroups, lookBeforeUpdate } from './look.js';
import { namesWholeCall, planWarnings } from './plan.js';
import type { BridgePorts } from './ports.js';
import { type Prepared, prepareMeeting } from './prepare.js';
import { prove } from './prove.js';
import type { BridgeRequest } from './request.js';
import type { BridgeResult } from './result.js';
import { beginRun, type Ending, type Run } from './run.js';
import { type Sent, sendUpdate } from './update.js';

/**
 * Gets the call into the meeting and proves it. Never throws: whatever happens is an outcome with a verdict. The update is
 * sent once; what was created is undone only where no caller can be in the meeting.
 */
export async function bridge(
  request: BridgeRequest,
  ports: BridgePorts,
  emit: (event: RunEvent) => void,
  interrupt: AbortSignal,
): Promise<Outcome<BridgeResult>> {
  const secrets: Secret[] = [];
  const progress = openProgress(ports.clock, (event) => emit(veil(event, secrets)));
  const deadline = openDeadline(request.timeoutMs, ports.clock, interrupt);
  const run = beginRun(request, ports, progress, deadline, interrupt, secrets);
  try {
    const ending = await reachVerdict(run);
    const { failure, ...told } = await conclude(run, ending);
    return { ...veil(told, secrets), failure: failure === null ? null : veilFailure(failure, secrets) };
  } finally {
    deadline.close();
  }
}

function veilFailure(failure: Failure, secrets: readonly Secret[]): Failure {
  const { code, message, cause, tryThis, retryable, exitCode } = failure;
  const veiled = veil({ message, cause, tryThis: [...tryThis] }, secrets);
  return failure.retold(code, veiled.message, { ...veiled, retryable, exitCode });
}

/** Whatever is thrown once the update may have been delivered, a defect of ours included, leaves the meeting standing. */
async function reachVerdict(run: Run): Promise<Ending> {
  try {
    return await perform(run);
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

async function perform(run: Run): Promise<Ending> {
  const { request, progress, deadline } = run;
  for (const warning of [...checkRequest(request), ...planWarnings(request)]) progress.warn(warning);
  const call = await wholeCall(run);
  Object.assign(run.call, call);

  const { prepared, seen } = await prepareAndLook(run, call);
  run.prepared = prepared;
  run.secrets.push(...[prepared.phone, ...prepared.others].flatMap(({ joinToken }) => joinToken ?? []));
  if (seen.problem !== null) throw seen.problem;
  await writeAttendees(run, prepared);
  deadline.signal.throwIfAborted();

  const args = renderArguments(request.arguments, {
    ...knownValues(request, call.callId, call.transactionId),
    JoinToken: prepared.phone.joinToken?.reveal() ?? null,
    MeetingId: prepared.meeting.meetingId,
    AttendeeId: prepared.phone.attendeeId,
  });
  const { sipMediaApplicationId, transactionId } = call;
  const update = { sipMediaApplicationId, transactionId, arguments: args };
  const sent = await progress.perform(
    run.step('update'),
    () => sendOnce(run, update, prepared.clockSkewMs),
    ({ delivery }) => (delivery === 'accepted' ? 'accepted' : 'no clear answer, it may have been delivered'),
  );
  const marks = marksOf(run, prepared, call, args, sent, seen.sequence);
  if (request.waitMs === null && sent.delivery === 'accepted')
    return { verdict: 'ACCEPTED', evidence: [], failure: null };
  return proveJoin(run, marks, call, seen.logGroups, sent);
}

/** From the first byte on the update counts as delivered, until it is known that it was not. */
async function sendOnce(run: Run, update: CallUpdate, clockSkewMs: number): Promise<Sent> {
  const { ports, progress, deadline } = run;
  deadline.signal.throwIfAborted();
  run.mayBeDelivered = true;
  try {
    return await sendUpdate(update, clockSkewMs, ports, progress, deadline.signal);
  } catch (error) {
    run.mayBeDelivered = asFailure(error).delivery === 'unknown';
    throw error;
  }
}

/** A file that cannot be written ends the run before the update: the operator counts on it. */
async function writeAttendees(
  { ports: { attendeesFile }, progress, step }: Run,
  { meeting, others }: Prepared,
): Promise<void> {
  if (attendeesFile === null) return;
  try {
    await progress.perform(step('attendees-file'), () => attendeesFile.write(meeting, others));
  } catch (error) {
    const failure = asFailure(error);
    throw failure.retold(failure.code, failure.message, { exitCode: EXIT_CODES.failed.code });
  }
}

/** Side by side: what the join needs is created while the call's records are looked at. A failed create ends the look. */
async function prepareAndLook({ request, ports, progress, deadline, made, step }: Run, call: WholeCall) {
  const failed = new AbortController();
  const signal = anyOf(deadline.signal, failed.signal);
  const looking = lookBeforeUpdate(call, request.logGroups, step('look'), ports, progress, signal);
  try {
    const prepared = await progress.perform(step('meeting'), () =>
      prepareMeeting(request, made, ports, progress, deadline.signal),
    );
    return { prepared, seen: await looking };
  } catch (error) {
    failed.abort();
    await looking;
    throw error;
  }
}

async function wholeCall({ request, ports, progress, deadline, step }: Run): Promise<WholeCall> {
  if (namesWholeCall(request)) return request.call as WholeCall;
  const search = { call: request.call, logGroups: request.logGroups };
  return progress.perform(step('find-call'), () => findCall(search, ports, progress, deadline.signal));
}

function marksOf(
  run: Run,
  prepared: Prepared,
  call: WholeCall,
  args: Record<string, string>,
  sent: Sent,
  sequenceBefore: number | null,
): RunMarks {
  const { meetingId } = prepared.meeting;
  const { runId } = run.request;
  const { attendeeId } = prepared.phone;
  const joinToken = secretInClear(prepared.phone.joinToken as NonNullable<typeof prepared.phone.joinToken>);
  const meetingCreated = run.request.meetingId === null;
  const own = [joinToken.clear ?? '', runId, attendeeId, ...(meetingCreated ? [meetingId] : [])];
  return {
    transactionId: call.transactionId,
    joinToken,
    meetingId,
    meetingCreated,
    attendeeId,
    runId,
    arguments: argumentsInClear(args, own),
    updatedAt: sent.at,
    sequenceBefore,
  };
}

async function proveJoin(run: Run, marks: RunMarks, call: WholeCall, known: string[], sent: Sent): Promise<Ending> {
  const { request, ports, progress, deadline } = run;
  let groups = known;
  const lost = sent.delivery === 'unknown' ? sent.failure : null;
  const unconfirmed = (proof: Awaited<ReturnType<typeof prove>> | null): Ending => {
    const interruptedHere = run.interrupt.aborted;
    const failure = explainUnconfirmed(proof, marks, { lost, interrupted: interruptedHere, groups });
    return { verdict: 'UNCONFIRMED', evidence: proof?.judgement.evidence ?? [], failure };
  };
  const { waitMs } = request;
  if (waitMs === null || deadline.signal.aborted) return unconfirmed(null);

  const look = async () => {
    const from = ports.clock.now();
    groups = known.length > 0 ? known : await awaitLogGroups(call, waitMs, ports, progress, deadline.signal);
    const leftMs = Math.max(0, waitMs - (ports.clock.now() - from));
    const watch = { groups, sipMediaApplicationId: call.sipMediaApplicationId, waitMs: leftMs };
    return groups.length === 0 ? null : prove(marks, watch, ports, progress, deadline.signal);
  };
  const proof = await progress.perform(
    run.step('prove'),
    look,
    (found) => found?.judgement.evidence.at(-1)?.summary ?? 'none',
  );
  if (proof === null) return unconfirmed(null);
  const { judgement } = proof;
  if (judgement.kind === 'joined' && proof.settled)
    return { verdict: 'JOINED', evidence: judgement.evidence, failure: null };
  if (judgement.kind === 'not-joined' && proof.settled) {
    return { verdict: 'NOT_JOINED', evidence: judgement.evidence, failure: explainNotJoined(judgement, proof, marks) };
  }
  return unconfirmed(proof);
}

/** Before the update, running out of time is being unavailable; an interrupt is one whatever it cut short. */
function failureBeforeUpdate(run: Run, error: unknown): Failure {
  const failure = asFailure(error);
  if (run.interrupt.aborted)
    return new Failure('INTERRUPTED', 'Interrupted before the update was sent.', { cause: null });
  if (run.deadline.expired()) {
    return new Failure('TIMED_OUT', `The run's time was up before the update was sent.`, {
      cause: failure.code === 'INTERNAL' ? null : (failure.cause ?? failure.message),
      tryThis: ['Run it again, with a longer --timeout'],
    });
  }
  return failure;
}
