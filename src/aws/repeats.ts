import { AsyncLocalStorage } from 'node:async_hooks';
import type { RetryErrorInfo, RetryErrorType, RetryStrategyV2, RetryToken } from '@smithy/types';
import { type SentOperation, sendingOf } from '../core/facts/sending.js';
import type { Failure } from '../core/failure.js';
import { AFTER_THROTTLE, AFTER_TROUBLE, type Chance, pauseAfter } from '../core/outcome/backoff.js';
import { endOf, isInVain } from '../core/outcome/deadline.js';
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
  const throttles = countThrottles();

  function beforeFirst({ operation, signal }: Asking): number {
    const seen = throttles.seen(operation);
    if (seen === 0 || !sendingOf(operation).patient) return 0;
    return Math.min(pauseAfter(seen, 0, AFTER_THROTTLE, chance), (endOf(signal) - clock.now()) / 2);
  }

  /** Until the next attempt, and what speaks against one; null where it may be made. */
  function afterFailed({ operation, signal }: Asking, attempt: number, failure: Failure, errorType: RetryErrorType) {
    const isThrottle = failure.code === 'THROTTLED';
    const isPatient = isThrottle && sendingOf(operation).patient;
    const times = isPatient ? throttles.add(operation) : attempt;
    const backoff = isThrottle ? AFTER_THROTTLE : AFTER_TROUBLE;
    const delayMs = pauseAfter(times, (failure.retryAfterSeconds ?? 0) * 1_000, backoff, chance);
    const mayGoOn = isPatient && Number.isFinite(endOf(signal));
    const why = mayGoOn ? null : whyNot(operation, attempt, errorType, isThrottle);
    const isTooLate = signal.aborted || isInVain(delayMs, clock, signal);
    return { delayMs, against: why ?? (isTooLate ? 'it would outlast the time that is left' : null) };
  }

  return {
    /** Where the last requests were throttled, the next one waits before its first attempt too. */
    async acquireInitialRetryToken() {
      const asking = ASKING.getStore();
      const delayMs = asking === undefined ? 0 : beforeFirst(asking);
      if (asking !== undefined && delayMs >= 1) await clock.sleep(Math.floor(delayMs), asking.signal);
      return token(asking, 0);
    },

    async refreshRetryTokenForRetry(last, { error, errorType }: RetryErrorInfo) {
      const { asking } = last as Token;
      if (asking === undefined) throw new Error('nobody asked');
      const { operation, signal } = asking;
      const attempt = last.getRetryCount() + 1;
      const failure = asking.tell(error);
      const { delayMs, against } = afterFailed(asking, attempt, failure, errorType);
      asking.decided(attempt, against === null ? delayMs : null, against ?? sendingOf(operation).because);
      if (against !== null) throw new Error(against);
      retry({ operation, attempt, reason: failure.message, delayMs });
      await clock.sleep(delayMs, signal);
      return token(asking, attempt);
    },

    recordSuccess(last) {
      const { asking } = last as Token;
      if (asking !== undefined) throttles.ease(asking.operation);
    },
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

/** More of them make no difference: the pauses are at their longest. */
const MOST_COUNTED = 5;
const EASED_BY_ANSWER = 0.5;

/**
 * The throttles seen of each operation, each answer taking half of one back. AWS's quota is the account's: twenty processes
 * that each look at their own requests alone would come back at the pace that was too much.
 */
function countThrottles() {
  const counts = new Map<SentOperation, number>();
  const seen = (operation: SentOperation) => counts.get(operation) ?? 0;
  return {
    seen,
    add(operation: SentOperation): number {
      const count = Math.min(seen(operation) + 1, MOST_COUNTED);
      counts.set(operation, count);
      return count;
    },
    ease(operation: SentOperation): void {
      counts.set(operation, Math.max(seen(operation) - EASED_BY_ANSWER, 0));
    },
  };
}
