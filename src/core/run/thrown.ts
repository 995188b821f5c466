import { asFailure, Failure } from '../failure.js';
import { timeIsUp } from './time-is-up.js';

/** What was thrown before the update. Running out of time is being unavailable; an interrupt is one whatever it cut short. */
export function failureBeforeUpdate(
  error: unknown,
  { interrupted, expired }: { interrupted: boolean; expired: boolean },
): Failure {
  const failure = asFailure(error);
  if (interrupted) return new Failure('INTERRUPTED', 'Interrupted before the update was sent.', { cause: null });
  if (!expired) return failure;
  return timeIsUp(failure.code === 'INTERNAL' ? null : (failure.cause ?? failure.message));
}

/** What was thrown once the update may have been delivered, a defect of ours included. */
export function failureAfterUpdate(error: unknown): Failure {
  const { message, cause } = asFailure(error);
  const said = 'The update may have been delivered, and what came of it could not be read.';
  return new Failure('UNCONFIRMED', said, {
    cause: cause ?? message,
    delivery: 'unknown',
    tryThis: ['look whether the caller is in the meeting before you run it again'],
  });
}

/** Thrown before this process has sent anything. */
export function isSentBefore(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'UNCONFIRMED';
}

/** The journal of the run lacks an update that its call was given: it may have been restored from a backup. */
export function sentByEarlierProcess(): Failure {
  return new Failure(
    'UNCONFIRMED',
    "The call's records show that this run has sent its update before; nothing was sent again.",
    {
      cause: "the run's journal does not have that update, so it may have been restored from a backup",
      delivery: 'unknown',
      tryThis: ['look whether the caller is in the meeting before you run it again'],
    },
  );
}
