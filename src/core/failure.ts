import { advise } from './advice.js';
import { type Ending, EXIT_CODES, exitCode } from './exit-codes.js';

/**
 * What can go wrong, and how the program then ends. Two things change that: what may have been created ends UNCONFIRMED
 * (`meetings/unconfirmed.ts`), and what a run could not undo ends 9 (`undo/ended-failure.ts`).
 */
export const FAILURES = {
  USAGE: 'usage',
  UNKNOWN_COMMAND: 'usage',
  ID_MISSING: 'usage',
  ID_INVALID: 'usage',
  IDS_CONTRADICT: 'usage',
  LEG_NOT_JOINABLE: 'usage',
  ARGUMENT_INVALID: 'usage',
  REGION_MISSING: 'usage',
  REGION_INVALID: 'usage',
  DURATION_INVALID: 'usage',
  FILE_UNREADABLE: 'usage',
  FILE_INVALID: 'usage',
  FILE_EXISTS: 'usage',
  JOIN_TOKEN_MISSING: 'usage',
  ENDPOINT_INVALID: 'usage',
  PROFILE_INVALID: 'usage',
  PROXY_INVALID: 'usage',
  NOT_CONFIRMED: 'usage',
  RUN_ID_TAKEN: 'usage',
  JOURNAL_UNUSABLE: 'usage',

  CREDENTIALS_MISSING: 'denied',
  CREDENTIALS_EXPIRED: 'denied',
  CREDENTIALS_REFUSED: 'denied',
  CLOCK_SKEWED: 'denied',
  ACCESS_DENIED: 'denied',

  CALL_NOT_FOUND: 'notFound',
  CALL_ENDED: 'notFound',
  MEETING_NOT_FOUND: 'notFound',
  ATTENDEE_NOT_FOUND: 'notFound',
  APPLICATION_NOT_FOUND: 'notFound',
  LOG_GROUP_NOT_FOUND: 'notFound',
  NOT_FOUND: 'notFound',
  NOT_KNOWN: 'notFound',
  RUN_NOT_FOUND: 'notFound',

  CALL_BRIDGED: 'forbidden',
  CALL_RINGING: 'forbidden',
  MEETING_FULL: 'forbidden',
  LIMIT_EXCEEDED: 'forbidden',
  WRONG_REGION: 'forbidden',
  CONFLICT: 'forbidden',

  THROTTLED: 'unavailable',
  UNAVAILABLE: 'unavailable',
  UNREACHABLE: 'unavailable',
  TIMED_OUT: 'unavailable',

  REFUSED: 'failed',
  FINDINGS: 'failed',
  UNREADABLE_ANSWER: 'failed',
  INTERNAL: 'failed',

  UNCONFIRMED: 'unconfirmed',
  RUN_UNDER_WAY: 'unconfirmed',

  ACTION_FAILED: 'notJoined',
  INVALID_LAMBDA_RESPONSE: 'notJoined',
  UPDATE_IGNORED: 'notJoined',
  CALLER_HUNG_UP: 'notJoined',
  CALL_ENDED_BY_HANDLER: 'notJoined',
  HANDLER_FAILED: 'notJoined',
  ENDED_BEFORE_JOIN: 'notJoined',

  INTERRUPTED: 'interrupted',
} as const satisfies Record<string, Ending>;

export type FailureCode = keyof typeof FAILURES;

/** The codes of a join that provably did not happen. */
export type NotJoinedCode = {
  [Code in FailureCode]: (typeof FAILURES)[Code] extends 'notJoined' ? Code : never;
}[FailureCode];

/**
 * What became of the request that failed. `refused`: the service said no, so it had no effect. `not-sent`: it never
 * reached the service, or the service throttled it. `unknown`: it may have taken effect.
 */
export type Delivery = 'refused' | 'not-sent' | 'unknown';

export interface FailureDetails {
  /** AWS's or the system's own words, code included; null where the message already says all. */
  cause?: string | null;
  /** Commands or steps to try next, the likeliest first. Running the command again is not one: the exit code says that. */
  tryThis?: string[];
  requestId?: string | null;
  /** How often the request was sent; 0 where none was. */
  attempts?: number;
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
  readonly requestId: string | null;
  readonly attempts: number;
  readonly retryAfterSeconds: number | null;
  readonly operation: string | null;
  readonly delivery: Delivery;
  readonly exitCode: number;
  readonly #steps: readonly string[];

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.cause = details.cause ?? null;
    this.#steps = details.tryThis ?? [];
    this.requestId = details.requestId ?? null;
    this.attempts = details.attempts ?? 0;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.operation = details.operation ?? null;
    this.delivery = details.delivery ?? 'not-sent';
    this.exitCode = details.exitCode ?? exitCode(FAILURES[code]);
  }

  /** The same command may be run again as it is: nothing was delivered, and the cause may pass by itself. */
  get retryable(): boolean {
    return this.exitCode === EXIT_CODES.unavailable.code;
  }

  /** What to try next. It begins with running the command again exactly where that is safe. */
  get tryThis(): readonly string[] {
    return advise(this.#steps, this);
  }

  /** The same failure in other words: the run often knows more of the situation than the place where it arose. */
  changedTo(code: FailureCode, message: string, details: FailureDetails = {}): Failure {
    const { cause, requestId, attempts, retryAfterSeconds, operation, delivery } = this;
    const tryThis = [...this.#steps];
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

/** Of what nothing else is known. */
export const UNEXPECTED = 'Unexpected error. This is a bug in chime-join; please report it.';

/** Wraps anything thrown. Whatever is not already a Failure is a bug in chime-join, and the message says so. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const cause = inWords(error);
  return new Failure('INTERNAL', UNEXPECTED, {
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
