import { sameId } from '../facts/ids.js';
import { asFailure, type Failure } from '../failure.js';
import { withinTime } from '../outcome/deadline.js';
import type { Step } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { latestEvent, stateProblem } from './call-state.js';
import type { WholeCall } from './find-call.js';
import { handlerLogGroup } from './log-groups.js';
import type { LookPorts } from './ports.js';
import { lookForId } from './read-records.js';

/** What the call's records said before the update. */
export interface Seen {
  /** What forbids the join, or null: nothing seen does. */
  problem: Failure | null;
  /** The highest Sequence seen of the call; null where none was. */
  sequence: number | null;
  /** Where the handler logs; empty where that is not known, and then nothing can be proved. */
  logGroups: string[];
}

/** The update waits this long for the look, and not longer: records that cannot be read are no obstacle. */
const LOOK_MS = 2_000;
const DAY_MS = 24 * 60 * 60_000;
const MAX_RECORDS = 50;

/**
 * Looks once, for two seconds at most, whether the call is over, bridged or still ringing, and learns on the way where its
 * handler logs. Never throws: what cannot be read is a warning.
 */
export async function lookBeforeUpdate(
  call: WholeCall,
  logGroups: string[],
  step: Step,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Seen> {
  const seen: Seen = { problem: null, sequence: null, logGroups };
  return progress.perform(step, async () => {
    await withinTime(LOOK_MS, ports.clock, signal, async (within) => {
      const timeIsUp = new Promise<void>((resolve) =>
        within.addEventListener('abort', () => resolve(), { once: true }),
      );
      const looked = look(call, seen, ports, progress, within).catch((error: unknown) => {
        progress.warn(`The call's records could not be read: ${asFailure(error).cause ?? ''}`);
      });
      await Promise.race([looked, timeIsUp]);
      if (within.aborted && !signal.aborted)
        progress.warn("The call's records could not be read in two seconds; the update went ahead.");
    });
    return { ...seen };
  });
}

async function look(
  call: WholeCall,
  seen: Seen,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  if (seen.logGroups.length === 0) seen.logGroups = await handlerLogGroups(call, ports, progress, signal);
  if (seen.logGroups.length === 0) return;
  const query = {
    groups: seen.logGroups,
    id: call.transactionId,
    since: ports.clock.now() - DAY_MS,
    newestFirst: true,
    atMost: MAX_RECORDS,
  };
  const found = await lookForId(ports.records, query, signal);
  progress.sent(...found.requestIds);
  if (signal.aborted) return;
  for (const { group, failure } of found.unreadable)
    progress.warn(`${group} could not be read: ${failure.cause ?? failure.message}`);
  const events = found.timeline.events.filter(({ event }) => sameId(event.transactionId, call.transactionId));
  seen.problem = stateProblem(events);
  seen.sequence = latestEvent(events)?.sequence ?? null;
}

/** Where the SMA's function logs; empty, with a warning, where that cannot be learnt. Never throws. */
async function handlerLogGroups(
  call: WholeCall,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<string[]> {
  const { groups, failure } = await askForLogGroups(call, ports, progress, signal);
  if (failure !== null && !signal.aborted) warnOfUnknownLog(failure, progress);
  return groups;
}

const ASK_AGAIN_AFTER_MS = 700;
/** A refusal that is repeated for so long is meant. */
const REFUSED_FOR_MS = 2_000;

/**
 * As long as evidence is waited for: what could not be told before the update may be told now. Empty, with a warning, where
 * the SMA stays unreadable or refused, or names no function. Never throws.
 */
export async function awaitLogGroups(
  call: WholeCall,
  waitMs: number,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<string[]> {
  const startedAt = ports.clock.now();
  for (;;) {
    const { groups, failure } = await askForLogGroups(call, ports, progress, signal);
    if (failure === null || signal.aborted) return groups;
    const mayTakeMs = failure.delivery === 'refused' ? Math.min(waitMs, REFUSED_FOR_MS) : waitMs;
    if (ports.clock.now() - startedAt >= mayTakeMs) {
      warnOfUnknownLog(failure, progress);
      return [];
    }
    await ports.clock.sleep(ASK_AGAIN_AFTER_MS, signal);
  }
}

async function askForLogGroups(
  call: WholeCall,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<{ groups: string[]; failure: Failure | null }> {
  try {
    const answer = await ports.applications.find(call.sipMediaApplicationId, signal);
    progress.sent(answer.requestId);
    const group = handlerLogGroup(answer.value);
    if (group === null)
      progress.warn('The SIP media application names no Lambda function: nothing can be proved without --log-group.');
    return { groups: group === null ? [] : [group], failure: null };
  } catch (error) {
    return { groups: [], failure: asFailure(error) };
  }
}

function warnOfUnknownLog(failure: Failure, progress: Progress): void {
  progress.warn(
    `The SIP media application could not be read, so its log is not known: ${failure.cause ?? failure.message}`,
  );
}
