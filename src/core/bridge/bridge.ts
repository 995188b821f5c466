import { maskArguments, renderArguments, type TemplateValues } from '../arguments.js';
import { EXIT_CODES } from '../exit-codes.js';
import { sameId } from '../facts/ids.js';
import { asFailure, Failure } from '../failure.js';
import type { RunMarks } from '../verdict/ours.js';
import type { Evidence, Verdict } from '../verdict/verdict.js';
import { checkRequest } from './check.js';
import { type Deadline, openDeadline, withinTime } from './deadline.js';
import { explainNotJoined, explainUnconfirmed } from './explain.js';
import { findCall, type WholeCall } from './find-call.js';
import { handlerLogGroups, lookBeforeUpdate } from './look.js';
import { type Made, nothingMade } from './made.js';
import { namesWholeCall, planRun, planWarnings, type Step, type StepId, UNDO } from './plan.js';
import type { BridgePorts } from './ports.js';
import { type Prepared, prepareMeeting } from './prepare.js';
import { openProgress, type Progress } from './progress.js';
import { prove } from './prove.js';
import type { BridgeRequest } from './request.js';
import type { BridgeResult, DryRunResult, Outcome, RunEvent } from './result.js';
import { standing, undo } from './undo.js';
import { type Sent, sendUpdate } from './update.js';

/** Undoing has time of its own, whatever became of the run's. */
const UNDO_MS = 5_000;

/** Where a run stands: what is known of the call and the meeting, and how the update went. */
interface Run {
  request: BridgeRequest;
  ports: BridgePorts;
  progress: Progress;
  deadline: Deadline;
  /** Aborts when the operator interrupts; the deadline's signal does so too. */
  interrupt: AbortSignal;
  step(id: StepId): Step;
  call: BridgeResult['call'];
  made: Made;
  prepared: Prepared | null;
  sent: Sent | null;
}

/** How the part up to the verdict ended. */
interface Ending {
  verdict: Verdict;
  evidence: Evidence[];
  failure: Failure | null;
}

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
  const progress = openProgress(ports.clock, emit);
  const deadline = openDeadline(request.timeoutMs, ports.clock, interrupt);
  const plan = planRun(request);
  const step = (id: StepId) => plan.find((planned) => planned.id === id) as Step;
  const call = { ...request.call, region: request.region };
  const run: Run = {
    request,
    ports,
    progress,
    deadline,
    interrupt,
    step,
    call,
    made: nothingMade(),
    prepared: null,
    sent: null,
  };
  try {
    const ending = await reachVerdict(run);
    return await conclude(run, ending);
  } finally {
    deadline.close();
  }
}

/** The plan and the request as they would be; reads only what it must to name the call. */
export async function rehearse(
  request: BridgeRequest,
  ports: BridgePorts,
  emit: (event: RunEvent) => void,
  interrupt: AbortSignal,
): Promise<Outcome<DryRunResult>> {
  const progress = openProgress(ports.clock, emit);
  try {
    const result = await withinTime(request.timeoutMs, ports.clock, interrupt, async (signal) => {
      for (const warning of [...checkRequest(request), ...planWarnings(request)]) progress.warn(warning);
      const plan = planRun(request);
      const find = plan.find(({ id }) => id === 'find-call');
      const search = { call: request.call, logGroups: request.logGroups };
      const call =
        find === undefined
          ? request.call
          : await progress.perform(find, () => findCall(search, ports, progress, signal));
      const { sipMediaApplicationId, transactionId } = call;
      const values = {
        ...templateValues(request, call.callId, transactionId),
        MeetingId: request.meetingId ?? '(the new meeting)',
        AttendeeId: '(the new attendee)',
      };
      const args = maskArguments(request.arguments, values);
      const operation = 'UpdateSipMediaApplicationCall' as const;
      return {
        plan,
        request: { operation, region: request.region, sipMediaApplicationId, transactionId, arguments: args },
      };
    });
    return { result, failure: null, ...progress.summary() };
  } catch (error) {
    return { result: null, failure: interrupted(interrupt) ?? asFailure(error), ...progress.summary() };
  }
}

async function reachVerdict(run: Run): Promise<Ending> {
  try {
    return await perform(run);
  } catch (error) {
    return { verdict: 'FAILED', evidence: [], failure: failureBeforeUpdate(run, error) };
  }
}

async function perform(run: Run): Promise<Ending> {
  const { request, ports, progress, deadline } = run;
  for (const warning of [...checkRequest(request), ...planWarnings(request)]) progress.warn(warning);
  const call = await wholeCall(run);
  Object.assign(run.call, call);

  const { prepared, seen } = await prepareAndLook(run, call);
  run.prepared = prepared;
  if (seen.problem !== null) throw seen.problem;
  const { attendeesFile } = ports;
  if (attendeesFile !== null) {
    await progress.perform(run.step('attendees-file'), () => attendeesFile.write(prepared.meeting, prepared.others));
  }
  deadline.signal.throwIfAborted();

  const args = renderArguments(request.arguments, {
    ...templateValues(request, call.callId, call.transactionId),
    JoinToken: prepared.phone.joinToken?.reveal() ?? null,
    MeetingId: prepared.meeting.meetingId,
    AttendeeId: prepared.phone.attendeeId,
  });
  const update = {
    sipMediaApplicationId: call.sipMediaApplicationId,
    transactionId: call.transactionId,
    arguments: args,
  };
  const sent = await progress.perform(
    run.step('update'),
    () => sendUpdate(update, run.step('update'), prepared.clockSkewMs, ports, progress, deadline.signal),
    ({ delivery }) => (delivery === 'accepted' ? 'accepted' : 'no clear answer, it may have been delivered'),
  );
  run.sent = sent;
  const marks = marksOf(run, prepared, call, args, sent);
  if (request.waitMs === null && sent.delivery === 'accepted')
    return { verdict: 'ACCEPTED', evidence: [], failure: null };
  return proveJoin(run, marks, call, seen.logGroups, sent);
}

/** Side by side: what the join needs is created while the call's records are looked at. A failed create ends the look. */
async function prepareAndLook({ request, ports, progress, deadline, made, step }: Run, call: WholeCall) {
  const failed = new AbortController();
  const signal = AbortSignal.any([deadline.signal, failed.signal]);
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

function templateValues(request: BridgeRequest, callId: string | null, transactionId: string | null): TemplateValues {
  const { runId, externalUserId } = request;
  return {
    JoinToken: null,
    MeetingId: null,
    AttendeeId: null,
    ExternalUserId: externalUserId,
    CallId: callId,
    TransactionId: transactionId,
    RunId: runId,
  };
}

function marksOf(run: Run, prepared: Prepared, call: WholeCall, args: Record<string, string>, sent: Sent): RunMarks {
  return {
    transactionId: call.transactionId,
    joinToken: prepared.phone.joinToken as NonNullable<typeof prepared.phone.joinToken>,
    meetingId: prepared.meeting.meetingId,
    meetingCreated: run.request.meetingId === null,
    attendeeId: prepared.phone.attendeeId,
    runId: run.request.runId,
    arguments: args,
    updatedAt: sent.at,
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
    groups = known.length > 0 ? known : await handlerLogGroups(call, ports, progress, deadline.signal);
    const watch = { groups, sipMediaApplicationId: call.sipMediaApplicationId, waitMs };
    return groups.length === 0 ? null : prove(marks, watch, ports, progress, deadline.signal);
  };
  const proof = await progress.perform(
    run.step('prove'),
    look,
    (found) => found?.judgement.evidence.at(-1)?.summary ?? 'none',
  );
  if (proof === null) return unconfirmed(null);
  const { judgement } = proof;
  if (judgement.kind === 'joined') return { verdict: 'JOINED', evidence: judgement.evidence, failure: null };
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

/** Undoes what the verdict allows, and says what is left. */
async function conclude(run: Run, ending: Ending): Promise<Outcome<BridgeResult>> {
  const { request, ports, progress, made } = run;
  const { verdict, evidence } = ending;
  const place = { meetingId: request.meetingId, meetingsRegion: request.meetingsRegion };
  const nothing = { undone: [], leftovers: [] };
  const definite = verdict === 'FAILED' || verdict === 'NOT_JOINED';
  const taken =
    definite && !request.keepMeeting && madeAnything(made)
      ? await progress.perform(UNDO, () =>
          withinTime(UNDO_MS, ports.clock, null, (signal) => undo(made, place, ports, signal)),
        )
      : verdict === 'UNCONFIRMED'
        ? { undone: [], leftovers: standing(made, place) }
        : nothing;
  if (definite && taken.leftovers.length === 0 && !request.keepMeeting) await ports.attendeesFile?.discard();

  const leftBehind = definite && taken.leftovers.length > 0;
  const failure = leftBehind ? withExit(ending.failure, EXIT_CODES.leftBehind.code) : ending.failure;
  const result: BridgeResult = {
    verdict,
    runId: request.runId,
    call: run.call,
    meeting: meetingOf(run),
    attendee: attendeeOf(run),
    evidence,
    ...taken,
  };
  const usage = failure !== null && failure.exitCode === EXIT_CODES.usage.code;
  return { result: usage ? null : result, failure, ...progress.summary() };
}

function madeAnything(made: Made): boolean {
  return made.meeting.state !== 'none' || made.asked.length > 0;
}

function withExit(failure: Failure | null, code: number): Failure | null {
  return failure?.retold(failure.code, failure.message, { exitCode: code, retryable: false }) ?? null;
}

function interrupted(interrupt: AbortSignal): Failure | null {
  return interrupt.aborted ? new Failure('INTERRUPTED', 'Interrupted; nothing was sent that changes anything.') : null;
}

function meetingOf({ prepared, made, request }: Run): BridgeResult['meeting'] {
  const created = request.meetingId === null;
  if (prepared !== null) {
    const { meetingId, externalMeetingId, mediaRegion, region } = prepared.meeting;
    return { meetingId, externalMeetingId, mediaRegion, region, created };
  }
  if (made.meeting.state !== 'made') return null;
  const { externalMeetingId, mediaRegion, meetingsRegion: region } = request;
  return { meetingId: made.meeting.meetingId, externalMeetingId, mediaRegion, region, created };
}

function attendeeOf({ prepared, made, request }: Run): BridgeResult['attendee'] {
  const phone =
    prepared?.phone ?? made.attendees.find(({ externalUserId }) => sameId(externalUserId, request.externalUserId));
  return phone === undefined
    ? null
    : { attendeeId: phone.attendeeId, externalUserId: request.externalUserId, created: true };
}
