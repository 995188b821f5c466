import { NO_FUNCTION } from '../catalogue/remarks.js';
import { asFailure, type Failure } from '../failure.js';
import type { Progress } from '../outcome/progress.js';
import { handlerLogGroup } from './log-groups.js';
import type { WholeCall } from './named-call.js';
import type { Watching } from './ports.js';

const ASK_AGAIN_AFTER_MS = 700;
/** A refusal that is repeated for so long is meant. */
const REFUSED_FOR_MS = 2_000;

/**
 * As long as evidence is waited for: what could not be read before the update may be readable now. Empty, with a warning, where
 * the SMA stays unreadable or refused, or names no function. Never throws.
 */
export async function awaitLogGroups(call: WholeCall, waitMs: number, watching: Watching): Promise<string[]> {
  const { ports, progress, signal } = watching;
  const startedAt = ports.clock.now();
  for (;;) {
    const { groups, failure } = await askForLogGroups(call, watching);
    if (failure === null || signal.aborted) return groups;
    const mayTakeMs = failure.delivery === 'refused' ? Math.min(waitMs, REFUSED_FOR_MS) : waitMs;
    if (ports.clock.now() - startedAt >= mayTakeMs) {
      warnOfUnknownLog(failure, progress);
      return [];
    }
    await ports.clock.sleep(ASK_AGAIN_AFTER_MS, signal);
  }
}

/** Where the SMA's function logs; empty, with the failure, where that could not be read. Never throws. */
export async function askForLogGroups(
  call: WholeCall,
  { ports, progress, signal }: Watching,
): Promise<{ groups: string[]; failure: Failure | null }> {
  try {
    const answer = await ports.applications.find(call.sipMediaApplicationId, signal);
    progress.sent(answer.requestId);
    const group = handlerLogGroup(answer.value);
    if (group === null) progress.warn(NO_FUNCTION);
    return { groups: group === null ? [] : [group], failure: null };
  } catch (error) {
    return { groups: [], failure: asFailure(error) };
  }
}

export function warnOfUnknownLog(failure: Failure, progress: Progress): void {
  progress.warn(
    `The SIP media application could not be read, so its log is not known: ${failure.cause ?? failure.message}`,
  );
}
