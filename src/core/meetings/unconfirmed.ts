import { asFailure, type Failure } from '../failure.js';

/**
 * What a failed change is to the operator: a request that may have taken effect neither failed nor is safe to send again
 * unseen, so it is UNCONFIRMED, in the words of `unconfirmed`, which is given why.
 */
export function unlessUnconfirmed(error: unknown, unconfirmed: (failure: Failure, why: string) => Failure): Failure {
  const failure = asFailure(error);
  if (failure.delivery !== 'unknown') return failure;
  return unconfirmed(failure, failure.cause === null ? failure.message : `${failure.message} ${failure.cause}`);
}
