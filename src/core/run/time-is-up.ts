import { Failure } from '../failure.js';

/** The run's time is up and its update was not sent; `cause`: what took so long, where that is known. */
export function timeIsUp(cause: string | null): Failure {
  return new Failure('TIMED_OUT', `The run's time was up before the update was sent.`, {
    cause,
    delivery: 'not-sent',
    tryThis: ['Run it again, with a longer --timeout'],
  });
}
