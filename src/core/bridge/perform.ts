import { asFailure } from '../failure.js';
import type { Attempt } from '../journal/record.js';
import { anyOf } from '../outcome/deadline.js';
import { findCall, type WholeCall } from '../proof/find-call.js';
import { beginLook, LOOK_MS, PATIENT_LOOK_MS, type Seen } from '../proof/look-before.js';
import { isSmaKnown } from '../proof/named-call.js';
import { renderArguments } from '../run/arguments.js';
import type { Ending } from '../run/ending.js';
import { knownValues } from '../run/known-values.js';
import { namesWholeCall } from '../run/plan.js';
import type { Prepared } from '../run/prepared.js';
import { sentByEarlierProcess } from '../run/thrown.js';
import { isLiving } from '../undo/meeting-left.js';
import { recordsSettledAt } from '../undo/records-settled.js';
import { adoptMeeting } from './adopt-meeting.js';
import { beginAttempt, type Claimed } from './claim-run.js';
import { prepareMeeting } from './prepare.js';
import { proveJoin } from './prove-join.js';
import { attemptOf, intend, type Run } from './run.js';
import { sendOnce } from './send-once.js';
import { endStrays, undoEarlier } from './undo-failed.js';

/** The meeting that a resumed attempt found again has ended meanwhile: nobody can join it. */
class MeetingEnded extends Error {}

/** Performs an attempt up to the verdict: a new one, or one whose process died before it sent the update. */
export async function performAttempt(run: Run, claimed: Claimed): Promise<Ending> {
  const { next } = claimed;
  if (next.do !== 'begin' && next.do !== 'go-on') throw new Error('an answer is given, and a look is not performed');
  await run.ports.attendeesFile?.prepare();
  if (next.do === 'begin') {
    beginAttempt(run, claimed, next.number);
    return performPlan(run, next.left);
  }
  try {
    return await performPlan(run, []);
  } catch (error) {
    if (!(error instanceof MeetingEnded)) throw error;
    run.prepared = null;
    beginAttempt(run, claimed, next.attempt.attempt + 1);
    return performPlan(run, []);
  }
}

/** Throws what forbids to go on; the journal says whether the update was reached. */
async function performPlan(run: Run, left: readonly Attempt[]): Promise<Ending> {
  const { request, deadline } = run;
  const call = await wholeCall(run);
  if (!namesWholeCall(request)) intend(run, { type: 'call-found', call });
  await adoptMeeting(run, call);

  const { prepared, seen } = await prepareAndLook(run, call);
  await undoEarlier(run, left);
  await endStrays(run);
  deadline.signal.throwIfAborted();

  const args = renderArguments(request.arguments, {
    ...knownValues(request, call.callId, call.transactionId),
    JoinToken: prepared.phone.joinToken?.reveal() ?? null,
    MeetingId: prepared.meeting.meetingId,
    AttendeeId: prepared.phone.attendeeId,
  });
  const { marks, lost } = await run.progress.perform(
    run.step('update'),
    (within) => sendOnce(run, { call, prepared, args, seen }, within),
    (sent) => (sent.lost === null ? 'accepted' : 'no clear answer, it may have been delivered'),
  );
  await writeAttendees(run, prepared);
  return proveJoin(run, { marks, call, logGroups: seen.logGroups, lost, waitMs: request.waitMs });
}

/**
 * Side by side: what the join needs is created while the call's records are looked at. Nothing is created for an SMA that is
 * not there, nor by a resumed run before the call is seen.
 */
async function prepareAndLook(run: Run, call: WholeCall): Promise<{ prepared: Prepared; seen: Seen }> {
  const { request, ports, progress, deadline, step } = run;
  const failed = new AbortController();
  const signal = anyOf(deadline.signal, failed.signal);
  const mayTakeMs = run.resumed ? PATIENT_LOOK_MS : LOOK_MS;
  const at = {
    call,
    logGroups: request.logGroups,
    step: step('look'),
    isSmaKnown: isSmaKnown(request),
    mayTakeMs,
    own: ownNames(run),
  };
  const looking = beginLook(at, ports, progress, signal);
  // It may fail, its begin not being written down, while nobody awaits it yet.
  looking.seen.catch(() => {});
  try {
    const wrong = await looking.wrongApplication;
    if (wrong !== null) throw wrong;
    if (run.resumed) requireUnbridged(run, await looking.seen);
    deadline.signal.throwIfAborted();
    await requireLiving(run, knownMeeting(run));
    const prepared = await progress.perform(step('meeting'), (within) => prepareMeeting(run, within));
    if (run.resumed) await requireLiving(run, prepared.meeting.meetingId);
    run.prepared = prepared;
    run.secrets.push(...[prepared.phone, ...prepared.others].flatMap(({ joinToken }) => joinToken ?? []));
    const seen = await looking.seen;
    requireUnbridged(run, seen);
    return { prepared, seen };
  } catch (error) {
    failed.abort();
    await looking.seen.catch(() => {});
    throw error;
  }
}

/** Throws what forbids the join. A call that is over can have nobody in a meeting. */
function requireUnbridged(run: Run, { looked, problem, callId, logDelayMs, sentBefore }: Seen): void {
  const { call } = attemptOf(run);
  // Asked for again by its CallId, the run is then known to be the same.
  if (callId !== null && call.callId === null) run.logbook?.note({ type: 'call-found', call: { ...call, callId } });
  run.seenUnbridged = looked && problem?.code !== 'CALL_BRIDGED';
  run.seenSettled = logDelayMs !== null && run.ports.clock.now() >= recordsSettledAt(attemptOf(run), logDelayMs);
  if (problem !== null) throw problem;
  if (sentBefore) throw sentByEarlierProcess();
}

function ownNames(run: Run) {
  const { meeting } = attemptOf(run).made;
  return run.resumed
    ? { runId: run.request.runId, meetingId: meeting.state === 'made' ? meeting.meetingId : null }
    : null;
}

async function wholeCall(run: Run): Promise<WholeCall> {
  const { request, ports, progress, deadline, step } = run;
  const { callId, transactionId, sipMediaApplicationId } = attemptOf(run).call;
  // An earlier process of the attempt may have looked it up.
  if (transactionId !== null && sipMediaApplicationId !== null) return { callId, transactionId, sipMediaApplicationId };
  const search = { call: request.call, logGroups: request.logGroups, sinceMs: request.sinceMs };
  return progress.perform(step('find-call'), (within) => findCall(search, ports, within, deadline.signal));
}

/** The meeting that an earlier process of this attempt made, or went into; null where there is none. */
function knownMeeting(run: Run): string | null {
  const { made, adopted } = attemptOf(run);
  if (!run.resumed) return null;
  return made.meeting.state === 'made' ? made.meeting.meetingId : (adopted?.meetingId ?? null);
}

/** A create is answered with the meeting that its token made, whether or not that has ended. */
async function requireLiving(run: Run, meetingId: string | null): Promise<void> {
  const { request, ports, progress, deadline } = run;
  if (meetingId === null || request.meetingId !== null) return;
  if ((await isLiving(meetingId, ports, progress, deadline.signal)) === false) throw new MeetingEnded();
  deadline.signal.throwIfAborted();
}

/** Only now is anybody else given a seat: what is undone before is nobody's. */
async function writeAttendees(run: Run, { meeting, others }: Prepared): Promise<void> {
  const { ports, request, progress, step, logbook } = run;
  const { attendeesFile } = ports;
  if (attendeesFile === null) return;
  try {
    logbook?.note({ type: 'file-written', path: request.attendeesFile ?? '' });
    await progress.perform(step('attendees-file'), () => attendeesFile.write(meeting, others));
  } catch (error) {
    const { message, cause } = asFailure(error);
    progress.warn(`The attendees file was not written: ${cause ?? message}`);
  }
}
