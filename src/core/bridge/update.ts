import { asFailure, type Failure } from '../failure.js';
import type { CallUpdate } from '../ports/calls.js';
import type { Step } from '../run/outcome.js';
import type { Progress } from '../run/progress.js';
import type { BridgePorts } from './ports.js';

/** What became of the update. `unknown`: it may have been delivered, so only the call's records can tell. */
export type Sent = { delivery: 'accepted'; at: number } | { delivery: 'unknown'; at: number; failure: Failure };

/** Pauses between attempts where the update provably was not delivered; `retry-after` goes before. */
const PAUSES_MS = [400, 1_000, 2_000];

/**
 * Sends the update. It is sent again only where the last attempt provably did not reach the handler (throttled, connection
 * refused, no such host, no TLS); a definite refusal, or the last such attempt, is thrown. `at` is the service's clock
 * where it told; else ours, corrected by `clockSkewMs`, what the service's clock was ahead of ours before.
 */
export async function sendUpdate(
  update: CallUpdate,
  step: Step,
  clockSkewMs: number,
  ports: BridgePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Sent> {
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
      const pause = PAUSES_MS[attempt - 1];
      const mayRepeat = failure.delivery === 'not-sent' && failure.retryable && pause !== undefined && !signal.aborted;
      if (!mayRepeat) throw failure.retold(failure.code, failure.message, { attempts: attempt });
      const delayMs = failure.retryAfterSeconds === null ? pause : failure.retryAfterSeconds * 1_000;
      progress.retry(step, attempt, failure.message, delayMs);
      await ports.clock.sleep(delayMs, signal);
      if (signal.aborted) throw failure.retold(failure.code, failure.message, { attempts: attempt });
    }
  }
}
