import { failed } from '../catalogue/failed.js';
import { asFailure, Failure } from '../failure.js';

/** What was thrown before the update. Running out of time is being unavailable; an interrupt is one whatever it cut short. */
export function failureBeforeUpdate(
  error: unknown,
  { interrupted, expired }: { interrupted: boolean; expired: boolean },
): Failure {
  const failure = asFailure(error);
  if (interrupted) return failed('INTERRUPTED.before-update');
  if (!expired) return failure;
  return timeIsUp(failure.code === 'INTERNAL' ? null : (failure.cause ?? failure.message));
}

/** The run's time is up and its update was not sent; `why`: what took so long, where that is known. */
export function timeIsUp(why: string | null): Failure {
  return failed('TIMED_OUT.before-update', { why });
}

/** What was thrown once the update may have been delivered, a defect of ours included. */
export function failureAfterUpdate(error: unknown): Failure {
  const { message, cause } = asFailure(error);
  return failed('UNCONFIRMED.broken-off', { why: cause ?? message }, { delivery: 'unknown' });
}

/** Thrown before this process has sent anything. */
export function isSentBefore(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'UNCONFIRMED';
}

/** The journal of the run lacks an update that its call was given: it may have been restored from a backup. */
export function sentByEarlierProcess(): Failure {
  return failed('UNCONFIRMED.sent-before', {}, { delivery: 'unknown' });
}
