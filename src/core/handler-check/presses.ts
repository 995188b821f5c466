import type { ActionData } from '../facts/event.js';
import type { Presses } from './ports.js';

/** What an action waits after a key for the next one, where it names no time of its own, is less than this. */
const SHORTEST_WAIT_MS = 2_000;
const ASKS_FOR_DIGITS = /GetDigits$/;

/** How a caller gives an action the keys that its success was told with; null where it took none. */
export function pressesFor({ Type: type, ReceivedDigits: digits, Parameters }: ActionData): Presses | null {
  if (typeof digits !== 'string' || digits === '') return null;
  const parameters = (Parameters ?? {}) as Record<string, unknown>;
  const between = Number(parameters['InBetweenDigitsDurationInMilliseconds'] ?? 0);
  const againAfterMs = Math.max(SHORTEST_WAIT_MS, (Number.isFinite(between) ? between : 0) + 1_000);
  const isFull = digits.length >= Number(parameters['MaxNumberOfDigits'] ?? Number.POSITIVE_INFINITY);
  // Without it the digits are over only when no further key has come for a while.
  const terminator = isFull || !ASKS_FOR_DIGITS.test(type) ? '' : (terminatorsOf(parameters)[0] ?? '');
  return { keys: `${digits}${terminator}`, againAfterMs };
}

/** The keys that end the digits; not one of them, and # where the action names none (developer guide, "SpeakAndGetDigits"). */
export function terminatorsOf({ TerminatorDigits: given }: Record<string, unknown>): string[] {
  return Array.isArray(given) ? given.filter((key) => typeof key === 'string') : ['#'];
}
