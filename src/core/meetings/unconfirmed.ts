import { asFailure, type Failure } from '../failure.js';

/**
 * What a failed change is to the operator: a request that may have taken effect neither failed nor is safe to send again
 * unseen, so it is UNCONFIRMED. `message` says what may be; `tryThis` how to find out.
 */
export function unlessUnconfirmed(error: unknown, message: string, tryThis: string[]): Failure {
  const failure = asFailure(error);
  if (failure.delivery !== 'unknown') return failure;
  const cause = failure.cause === null ? failure.message : `${failure.message} ${failure.cause}`;
  return failure.retold('UNCONFIRMED', message, { cause, tryThis });
}
