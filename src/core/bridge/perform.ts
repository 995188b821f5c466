import { renderArguments } from '../arguments.js';
import { EXIT_CODES } from '../exit-codes.js';
import { asFailure } from '../failure.js';
import { anyOf, isInVain } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { Calls, CallUpdate } from '../ports/calls.js';
import { findCall, type WholeCall } from '../proof/find-call.js';
import { lookBeforeUpdate, type Seen } from '../proof/look-before.js';
import { journaledMarks, marksOf } from '../proof/marks.js';
import type { Ending } from '../run/ending.js';
import { knownValues } from '../run/known-values.js';
import { namesWholeCall } from '../run/plan.js';
import type { Prepared } from '../run/prepared.js';
import { prepareMeeting } from './prepare.js';
import { proveJoin } from './prove-join.js';
import type { Run } from './run.js';
import { timeIsUp } from './time-is-up.js';
import { type Sent, sendUpdate } from './update.js';

/** Performs the plan up to the verdict. Throws what forbids to go on; `mayBeDelivered` says whether the update was reached. */
export async function performPlan(run: Run): Promise<Ending> {
  const { request, progress, deadline } = run;
  const call = await wholeCall(run);
  Object.assign(run.call, call);
  if (!namesWholeCall(request)) run.logbook?.tell({ type: 'call-found', call });

  const { prepared, seen } = await prepareAndLook(run, call);
  if (seen.problem !== null) throw seen.problem;
  await writeAttendees(run, prepared);
  deadline.signal.throwIfAborted();

  const args = renderArguments(request.arguments, {
    ...knownValues(request, call.callId, call.transactionId),
    JoinToken: prepared.phone.joinToken?.reveal() ?? null,
    MeetingId: prepared.meeting.meetingId,
    AttendeeId: prepared.phone.attendeeId,
  });
  const sent = await progress.perform(
    run.step('update'),
    (within) => sendOnce(run, { call, prepared, args, seen }, within),
    ({ delivery }) => (delivery === 'accepted' ? 'accepted' : 'no clear answer, it may have been delivered'),
  );
  const marks = marksOf(run.request, prepared, call, args, { at: sent.at, sequence: seen.sequence });
  return proveJoin(run, {
    marks,
    call,
    logGroups: seen.logGroups,
    lost: sent.delivery === 'unknown' ? sent.failure : null,
    waitMs: request.waitMs,
  });
}

interface ReadyUpdate {
  call: WholeCall;
  prepared: Prepared;
  args: Record<string, string>;
  seen: Seen;
}

/** From the first byte on the update counts as delivered, until it is known that it was not. */
async function sendOnce(run: Run, ready: ReadyUpdate, progress: Progress): Promise<Sent> {
  const { ports, deadline } = run;
  const { call, prepared, args } = ready;
  const { sipMediaApplicationId, transactionId } = call;
  deadline.signal.throwIfAborted();
  // A process that was stopped, by Ctrl-Z for one, meets its answers before its overdue timers.
  if (isInVain(0, ports.clock, deadline.signal)) throw timeIsUp(null);
  try {
    const calls = { ...ports, calls: writtenDown(run, ready) };
    const update = { sipMediaApplicationId, transactionId, arguments: args };
    return await sendUpdate(update, prepared.clockSkewMs, calls, progress, deadline.signal);
  } catch (error) {
    run.mayBeDelivered &&= asFailure(error).delivery === 'unknown';
    throw error;
  }
}

/** The update, written down before each attempt, with what its answer tells. */
function writtenDown(run: Run, { call, prepared, args, seen }: ReadyUpdate): Calls {
  const { ports, logbook } = run;
  return {
    async update(update: CallUpdate, signal: AbortSignal) {
      const at = ports.clock.now() + prepared.clockSkewMs;
      const marks = marksOf(run.request, prepared, call, args, { at, sequence: seen.sequence });
      logbook?.intend({ type: 'update-sending', marks: journaledMarks(marks, call, seen.logGroups, ports.digest) });
      run.mayBeDelivered = true;
      try {
        const answer = await ports.calls.update(update, signal);
        const { requestId, date } = answer;
        logbook?.tell({ type: 'update-sent', delivery: 'accepted', at: date ?? at, requestId });
        return answer;
      } catch (error) {
        const { delivery, requestId } = asFailure(error);
        logbook?.tell({ type: 'update-sent', delivery, at, requestId });
        throw error;
      }
    },
  };
}

/** A file that cannot be written ends the run before the update: the operator counts on it. */
async function writeAttendees(
  { ports: { attendeesFile }, request, progress, step, logbook }: Run,
  { meeting, others }: Prepared,
): Promise<void> {
  if (attendeesFile === null) return;
  try {
    logbook?.intend({ type: 'file-written', path: request.attendeesFile ?? '' });
    await progress.perform(step('attendees-file'), () => attendeesFile.write(meeting, others));
  } catch (error) {
    const failure = asFailure(error);
    throw failure.retold(failure.code, failure.message, { exitCode: EXIT_CODES.failed.code });
  }
}

/** Side by side: what the join needs is created while the call's records are looked at. A failed create ends the look. */
async function prepareAndLook(run: Run, call: WholeCall): Promise<{ prepared: Prepared; seen: Seen }> {
  const { request, ports, progress, deadline, step } = run;
  const failed = new AbortController();
  const signal = anyOf(deadline.signal, failed.signal);
  const looking = lookBeforeUpdate(call, request.logGroups, step('look'), ports, progress, signal);
  // It may fail, its begin not being written down, while nobody awaits it yet.
  looking.catch(() => {});
  try {
    const prepared = await progress.perform(step('meeting'), (within) => prepareMeeting(run, within));
    run.prepared = prepared;
    run.secrets.push(...[prepared.phone, ...prepared.others].flatMap(({ joinToken }) => joinToken ?? []));
    return { prepared, seen: await looking };
  } catch (error) {
    failed.abort();
    await looking;
    throw error;
  }
}

async function wholeCall({ request, ports, progress, deadline, step, call }: Run): Promise<WholeCall> {
  const { callId, transactionId, sipMediaApplicationId } = call;
  // An earlier process of the attempt may have looked it up.
  if (transactionId !== null && sipMediaApplicationId !== null) return { callId, transactionId, sipMediaApplicationId };
  const search = { call: request.call, logGroups: request.logGroups };
  return progress.perform(step('find-call'), (within) => findCall(search, ports, within, deadline.signal));
}
