import { type Ending, exitCode } from './exit-codes.js';

/**
 * What can go wrong, and how the program then ends. `retryable`: the same command may be run again as it is, because
 * nothing was delivered and the cause may pass by itself.
 */
export const FAILURES = {
  USAGE: { ending: 'usage', retryable: false },
  UNKNOWN_COMMAND: { ending: 'usage', retryable: false },
  ID_MISSING: { ending: 'usage', retryable: false },
  ID_INVALID: { ending: 'usage', retryable: false },
  IDS_CONTRADICT: { ending: 'usage', retryable: false },
  LEG_NOT_JOINABLE: { ending: 'usage', retryable: false },
  ARGUMENT_INVALID: { ending: 'usage', retryable: false },
  REGION_MISSING: { ending: 'usage', retryable: false },
  REGION_INVALID: { ending: 'usage', retryable: false },
  DURATION_INVALID: { ending: 'usage', retryable: false },
  FILE_UNREADABLE: { ending: 'usage', retryable: false },
  FILE_INVALID: { ending: 'usage', retryable: false },
  FILE_EXISTS: { ending: 'usage', retryable: false },
  JOIN_TOKEN_MISSING: { ending: 'usage', retryable: false },
  ENDPOINT_INVALID: { ending: 'usage', retryable: false },
  PROFILE_INVALID: { ending: 'usage', retryable: false },
  PROXY_INVALID: { ending: 'usage', retryable: false },
  RUN_ID_TAKEN: { ending: 'usage', retryable: false },
  JOURNAL_UNUSABLE: { ending: 'usage', retryable: false },

  CREDENTIALS_MISSING: { ending: 'denied', retryable: false },
  CREDENTIALS_EXPIRED: { ending: 'denied', retryable: false },
  CREDENTIALS_REFUSED: { ending: 'denied', retryable: false },
  CLOCK_SKEWED: { ending: 'denied', retryable: false },
  ACCESS_DENIED: { ending: 'denied', retryable: false },

  CALL_NOT_FOUND: { ending: 'notFound', retryable: false },
  CALL_ENDED: { ending: 'notFound', retryable: false },
  MEETING_NOT_FOUND: { ending: 'notFound', retryable: false },
  ATTENDEE_NOT_FOUND: { ending: 'notFound', retryable: false },
  APPLICATION_NOT_FOUND: { ending: 'notFound', retryable: false },
  LOG_GROUP_NOT_FOUND: { ending: 'notFound', retryable: false },
  NOT_FOUND: { ending: 'notFound', retryable: false },
  NOT_KNOWN: { ending: 'notFound', retryable: false },
  RUN_NOT_FOUND: { ending: 'notFound', retryable: false },

  CALL_BRIDGED: { ending: 'forbidden', retryable: false },
  CALL_RINGING: { ending: 'forbidden', retryable: false },
  MEETING_FULL: { ending: 'forbidden', retryable: false },
  LIMIT_EXCEEDED: { ending: 'forbidden', retryable: false },
  WRONG_REGION: { ending: 'forbidden', retryable: false },
  CONFLICT: { ending: 'forbidden', retryable: false },

  THROTTLED: { ending: 'unavailable', retryable: true },
  UNAVAILABLE: { ending: 'unavailable', retryable: true },
  UNREACHABLE: { ending: 'unavailable', retryable: true },
  TIMED_OUT: { ending: 'unavailable', retryable: true },

  REFUSED: { ending: 'failed', retryable: false },
  FINDINGS: { ending: 'failed', retryable: false },
  UNREADABLE_ANSWER: { ending: 'failed', retryable: false },
  INTERNAL: { ending: 'failed', retryable: false },

  UNCONFIRMED: { ending: 'unconfirmed', retryable: false },
  RUN_UNDER_WAY: { ending: 'unconfirmed', retryable: false },

  ACTION_FAILED: { ending: 'notJoined', retryable: false },
  INVALID_LAMBDA_RESPONSE: { ending: 'notJoined', retryable: false },
  UPDATE_IGNORED: { ending: 'notJoined', retryable: false },
  CALLER_HUNG_UP: { ending: 'notJoined', retryable: false },
  CALL_ENDED_BY_HANDLER: { ending: 'notJoined', retryable: false },
  HANDLER_FAILED: { ending: 'notJoined', retryable: false },
  ENDED_BEFORE_JOIN: { ending: 'notJoined', retryable: false },

  INTERRUPTED: { ending: 'interrupted', retryable: false },
} as const satisfies Record<string, { ending: Ending; retryable: boolean }>;

export type FailureCode = keyof typeof FAILURES;

/**
 * What became of the request that failed. `refused`: the service said no, so it had no effect. `not-sent`: it never
 * reached the service, or the service took no notice of it (a throttled request). `unknown`: it may have taken effect.
 */
export type Delivery = 'refused' | 'not-sent' | 'unknown';

export interface FailureDetails {
  /** AWS's or the system's own words, code included; null where the message already says all. */
  cause?: string | null;
  /** Commands or steps to try next, the likeliest first. */
  tryThis?: string[];
  requestId?: string | null;
  /** How often the request was sent; 0 where none was. */
  attempts?: number;
  retryable?: boolean;
  retryAfterSeconds?: number | null;
  /** The AWS operation the failure answers. */
  operation?: string | null;
  delivery?: Delivery;
  /** Where the code's own ending does not fit (a signal, a leftover). */
  exitCode?: number;
}

/** The one error type of the program. Translated once where it arises, rendered once by `output`. */
export class Failure extends Error {
  readonly code: FailureCode;
  override readonly cause: string | null;
  readonly tryThis: readonly string[];
  readonly requestId: string | null;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly operation: string | null;
  readonly delivery: Delivery;
  readonly exitCode: number;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.cause = details.cause ?? null;
    this.tryThis = details.tryThis ?? [];
    this.requestId = details.requestId ?? null;
    this.attempts = details.attempts ?? 0;
    this.retryable = details.retryable ?? FAILURES[code].retryable;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.operation = details.operation ?? null;
    this.delivery = details.delivery ?? 'not-sent';
    this.exitCode = details.exitCode ?? exitCode(FAILURES[code].ending);
  }

  /** The same failure, told otherwise: the run often knows more of the situation than the place where it arose. */
  retold(code: FailureCode, message: string, details: FailureDetails = {}): Failure {
    const { cause, requestId, attempts, retryAfterSeconds, operation, delivery } = this;
    const tryThis = [...this.tryThis];
    return new Failure(code, message, {
      cause,
      tryThis,
      requestId,
      attempts,
      retryAfterSeconds,
      operation,
      delivery,
      ...details,
    });
  }
}

/** Anything thrown, as a Failure: what is none already is a defect of ours, and says so. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const cause = inWords(error);
  return new Failure('INTERNAL', 'chime-join failed in a way it does not know. This is a defect of the program.', {
    cause,
    // What it was doing then is not known either: nothing may be undone, or done again, on its account.
    delivery: 'unknown',
  });
}

/** Anything can be thrown, even what cannot be made a text. */
function inWords(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'something that cannot be put in words';
  }
}
