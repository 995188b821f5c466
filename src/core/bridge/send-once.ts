import { asFailure, type Failure } from '../failure.js';
import { isInVain } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { Calls, CallUpdate } from '../ports/calls.js';
import type { WholeCall } from '../proof/find-call.js';
import type { Seen } from '../proof/look-before.js';
import { journaledMarks, marksOf } from '../proof/marks.js';
import type { Prepared } from '../run/prepared.js';
import { timeIsUp } from '../run/thrown.js';
import type { RunMarks } from '../verdict/ours.js';
import { intend, type Run } from './run.js';
import { sendUpdate } from './update.js';

/** All that the update is made of. */
export interface ReadyUpdate {
  call: WholeCall;
  prepared: Prepared;
  args: Record<string, string>;
  seen: Seen;
}

/** Sends the update. From the first byte on it counts as delivered, until it is known that it was not. */
export async function sendOnce(
  run: Run,
  ready: ReadyUpdate,
  progress: Progress,
): Promise<{ marks: RunMarks; lost: Failure | null }> {
  const { ports, deadline } = run;
  const { call, prepared, args } = ready;
  const { sipMediaApplicationId, transactionId } = call;
  deadline.signal.throwIfAborted();
  // A process that was stopped, by Ctrl-Z for example, meets its answers before its overdue timers.
  if (isInVain(0, ports.clock, deadline.signal)) throw timeIsUp(null);
  const sending = {
    ports: { ...ports, calls: writtenDown(run, ready) },
    progress,
    signal: deadline.signal,
    clockSkewMs: prepared.clockSkewMs,
  };
  const update = { sipMediaApplicationId, transactionId, arguments: args };
  const sent = await sendUpdate(update, sending);
  return { marks: marksAt(run, ready, sent.at), lost: sent.delivery === 'unknown' ? sent.failure : null };
}

function marksAt({ request }: Run, { call, prepared, args, seen }: ReadyUpdate, at: number): RunMarks {
  return marksOf(request.runId, prepared, call, { args, at, sequence: seen.sequence });
}

/** The update, written down before each attempt, with what its answer says. */
function writtenDown(run: Run, ready: ReadyUpdate): Calls {
  const { ports, logbook } = run;
  const { call, prepared, seen } = ready;
  return {
    async update(update: CallUpdate, signal: AbortSignal) {
      const at = ports.clock.now() + prepared.clockSkewMs;
      const marks = journaledMarks(marksAt(run, ready, at), call, seen.logGroups, ports.digest);
      intend(run, { type: 'update-sending', marks });
      try {
        const answer = await ports.calls.update(update, signal);
        logbook?.note({
          type: 'update-sent',
          delivery: 'accepted',
          at: answer.date ?? at,
          requestId: answer.requestId,
        });
        return answer;
      } catch (error) {
        const { delivery, requestId } = asFailure(error);
        logbook?.note({ type: 'update-sent', delivery, at, requestId });
        throw error;
      }
    },
  };
}
