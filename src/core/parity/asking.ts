import { asFailure, Failure } from '../failure.js';
import type { Clock } from '../ports/clock.js';
import { isFromAws, isThrottled } from './answer-kind.js';
import type { ParityCase } from './case.js';
import { requestOf } from './fill-in.js';
import type { RawAnswer } from './ports.js';
import type { Side } from './side.js';

/** How often a request is sent at most, where that does no harm. */
const ATTEMPTS = 4;
const PAUSE_MS = 1_000;

interface Attempts {
  clock: Clock;
  signal: AbortSignal;
  /** Is told of every attempt's answer. */
  each?: (answer: RawAnswer | Failure) => void;
}

/** Asks one side; the last answer, or a Failure where there was none. */
export async function ask(
  asked: ParityCase,
  { exchange, facts }: Side,
  { clock, signal, each = () => {} }: Attempts,
): Promise<RawAnswer | Failure> {
  const sent = requestOf(asked, facts);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await exchange.send(sent, signal).catch(asFailure);
    each(answer);
    if (!maySendAgain(asked, answer) || attempt >= ATTEMPTS || signal.aborted) return answer;
    await clock.sleep(PAUSE_MS * attempt, signal);
  }
}

/** A second update would be a second event for the handler, and what was removed already is answered otherwise. */
function maySendAgain({ effect, method }: ParityCase, answer: RawAnswer | Failure): boolean {
  if (effect === 'updates') return false;
  if (!(answer instanceof Failure) && isThrottled(answer)) return true;
  return method !== 'DELETE' && (answer instanceof Failure || answer.status >= 500 || !isFromAws(answer));
}
