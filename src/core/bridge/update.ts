import { sendingOf } from '../facts/sending.js';
import { asFailure, type Failure } from '../failure.js';
import { AFTER_THROTTLE, AFTER_TROUBLE, pauseAfter } from '../outcome/backoff.js';
import { isInVain } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { CallUpdate } from '../ports/calls.js';
import type { BridgePorts } from './ports.js';

/** What became of the update. `unknown`: it may have been delivered, so only the call's records can tell. */
export type Sent = { delivery: 'accepted'; at: number } | { delivery: 'unknown'; at: number; failure: Failure };

const OPERATION = 'UpdateSipMediaApplicationCall';

/** What the sending reaches the world through, and how far. */
interface Sending {
  ports: BridgePorts;
  progress: Progress;
  signal: AbortSignal;
  clockSkewMs: number;
}

/**
 * Sends the update. It is sent again only where the last attempt provably did not reach the handler (throttled, connection
 * refused, no such host, no TLS, a signature refused for the time of this machine); any other refusal, or the last such
 * attempt, is thrown, and so is one whose pause would outlast the run. `at` is the service's clock where it told; else ours,
 * corrected by `clockSkewMs`, what the service's clock was ahead of ours before.
 */
export async function sendUpdate(update: CallUpdate, { clockSkewMs, ports, progress, signal }: Sending): Promise<Sent> {
  for (let attempt = 1; ; attempt += 1) {
    const startedAt = ports.clock.now();
    try {
      const answer = await ports.calls.update(update, signal);
      progress.sent(answer.requestId);
      return { delivery: 'accepted', at: answer.date ?? startedAt + clockSkewMs };
    } catch (error) {
      const failure = asFailure(error);
      progress.sent(failure.requestId);
      if (failure.delivery === 'unknown') return { delivery: 'unknown', at: startedAt + clockSkewMs, failure };
      const delayMs = pauseBefore(failure, attempt, ports);
      const told = failure.changedTo(failure.code, failure.message, { attempts: attempt });
      if (!mayRepeat(failure, attempt) || signal.aborted || isInVain(delayMs, ports.clock, signal)) throw told;
      progress.retry({ operation: OPERATION, attempt, reason: failure.message, delayMs });
      await ports.clock.sleep(delayMs, signal);
      if (signal.aborted) throw told;
    }
  }
}

function mayRepeat({ code, delivery, retryable }: Failure, attempt: number): boolean {
  // The answer that refused the signature has told the time: the next one is signed with it.
  if (code === 'CLOCK_SKEWED') return delivery === 'refused' && attempt === 1;
  return delivery === 'not-sent' && retryable && attempt < sendingOf(OPERATION).attempts;
}

function pauseBefore({ code, retryAfterSeconds }: Failure, attempt: number, { chance }: BridgePorts): number {
  const backoff = code === 'THROTTLED' ? AFTER_THROTTLE : AFTER_TROUBLE;
  return pauseAfter(attempt, (retryAfterSeconds ?? 0) * 1_000, backoff, chance);
}
