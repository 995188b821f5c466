import { Failure } from '../failure.js';
import type { FailureRecord } from './entry.js';

/** A failure as the journal keeps it. */
export function failureRecord(failure: Failure): FailureRecord {
  const { code, message, cause, tryThis, retryable, requestId, attempts, exitCode } = failure;
  return { code, message, cause, tryThis: [...tryThis], retryable, requestId, attempts, exitCode };
}

/** The failure as it was told. What became of its request is not known any more. */
export function failureOf({ code, message, ...told }: FailureRecord): Failure {
  return new Failure(code, message, { ...told, delivery: 'unknown' });
}
