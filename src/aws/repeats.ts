import { AsyncLocalStorage } from 'node:async_hooks';
import type { RetryErrorInfo, RetryErrorType, RetryStrategyV2, RetryToken } from '@smithy/types';
import { type SentOperation, sendingOf } from '../core/facts/sending.js';
import type { Failure } from '../core/failure.js';
import { AFTER_THROTTLE, AFTER_TROUBLE, type Chance, pauseAfter } from '../core/outcome/backoff.js';
import { isInVain } from '../core/outcome/deadline.js';
import type { Retry } from '../core/outcome/outcome.js';
import type { Clock } from '../core/ports/clock.js';

/** One request while it is being asked, its attempts and pauses included. */
export interface Asking {
  operation: SentOperation;
  signal: AbortSignal;
  /** What an attempt failed of. */
  tell(error: unknown): Failure;
  /** Called with every decision: how long until the next attempt (null: none), and why. */
  decided(attempt: number, delayMs: number | null, because: string): void;
}

/** The SDK asks one strategy per client about every request of it, and does not say which: this does. */
export const ASKING = new AsyncLocalStorage<Asking>();

/** Why the update of a call is not repeated here. */
export const FOR_THE_RUN = 'whether it is sent again is for the run to decide';

interface Token extends RetryToken {
  asking: Asking | undefined;
}

const token = (asking: Asking | undefined, count: number): Token => ({
  asking,
  getRetryCount: () => count,
  // The pause is over by then: the SDK's own would keep the process alive after an abort.
  getRetryDelay: () => 0,
});

export interface RepeatingOptions {
  clock: Clock;
  chance: Chance;
  /** Called before the pause. */
  retry: (retry: Retry) => void;
}

/**
 * The SDK's retries by our table (`core/facts/sending`): what may be sent again is, with full jitter and not before the
 * service wants it, unless that would outlast the time that is left. Which errors may pass by themselves is the SDK's to say.
 */
export function repeating({ clock, chance, retry }: RepeatingOptions): RetryStrategyV2 {
  return {
    acquireInitialRetryToken: async () => token(ASKING.getStore(), 0),

    async refreshRetryTokenForRetry(last, { error, errorType }: RetryErrorInfo) {
      const { asking } = last as Token;
      if (asking === undefined) throw new Error('nobody asked');
      const { operation, signal } = asking;
      const attempt = last.getRetryCount() + 1;
      const failure = asking.tell(error);
      const isThrottle = failure.code === 'THROTTLED';
      const backoff = isThrottle ? AFTER_THROTTLE : AFTER_TROUBLE;
      const delayMs = pauseAfter(attempt, (failure.retryAfterSeconds ?? 0) * 1_000, backoff, chance);
      const why = whyNot(operation, attempt, errorType, isThrottle);
      const notNow =
        signal.aborted || isInVain(delayMs, clock, signal) ? 'it would outlast the time that is left' : null;
      const against = why ?? notNow;
      asking.decided(attempt, against === null ? delayMs : null, against ?? sendingOf(operation).because);
      if (against !== null) throw new Error(against);
      retry({ operation, attempt, reason: failure.message, delayMs });
      await clock.sleep(delayMs, signal);
      return token(asking, attempt);
    },

    recordSuccess: () => {},
  };
}

/** Why it is not sent again, whatever time there is; null where it may be. */
function whyNot(
  operation: SentOperation,
  attempt: number,
  errorType: RetryErrorType,
  isThrottle: boolean,
): string | null {
  const { attempts, again } = sendingOf(operation);
  if (again !== 'wherever-it-failed') return FOR_THE_RUN;
  if (!isThrottle && errorType !== 'TRANSIENT' && errorType !== 'THROTTLING') return 'it is final';
  return attempt < attempts ? null : `${attempts} attempts are all there are`;
}
