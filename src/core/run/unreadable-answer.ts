import { Failure } from '../failure.js';

/** AWS has answered, and what it made is not told: it may be there. */
export function unreadableAnswer(message: string): Failure {
  return new Failure('UNREADABLE_ANSWER', message, { delivery: 'unknown' });
}
