import { MOST_DIGITS } from '../../../core/facts/actions/digits.js';
import { INVALID_DIGITS_TYPE } from '../../../core/facts/actions/failures.js';
import {
  type ActionFailure,
  type ActionKind,
  type ActionOutcome,
  legProblem,
  namedLeg,
  type Parameters,
  type Performance,
  type Stage,
} from './action.js';
import { patternOf } from './digit-pattern.js';
import { keysIn, SOUND_MS } from './sound.js';

/** Its words are shown nowhere. */
const invalidDigits: ActionFailure = {
  errorType: INVALID_DIGITS_TYPE,
  errorMessage: 'Received digits are invalid.',
};

const WAITS_MS = 1_000;

export const speakAndGetDigits = collecting('FailureSpeechParameters');
export const playAudioAndGetDigits = collecting('FailureAudioSource');

function collecting(failureSound: string): ActionKind {
  return {
    problem: legProblem,
    takes: () => SOUND_MS,
    perform: (parameters, stage, done) => collect(parameters, stage, failureSound, done),
  };
}

/** Attempt after attempt: the prompt, the wait for a key, the wait for the next one, and the sound of a failure. */
function collect(
  parameters: Parameters,
  stage: Stage,
  failureSound: string,
  done: (outcome: ActionOutcome) => void,
): Performance {
  const own = namedLeg(parameters, stage.call);
  const waits = milliseconds(parameters['RepeatDurationInMilliseconds'], WAITS_MS);
  const between = milliseconds(parameters['InBetweenDigitsDurationInMilliseconds'], waits);
  const ends = keysIn(parameters['TerminatorDigits'] ?? ['#']);
  const max = Number(parameters['MaxNumberOfDigits'] ?? MOST_DIGITS);
  let left = Number(parameters['Repeat'] ?? 1);
  let pressed = '';
  /** While the failure is said nobody listens. */
  let listens = true;
  let timer = { cancel() {} };

  function attempt(): void {
    left -= 1;
    pressed = '';
    listens = true;
    timer = stage.clock.after(SOUND_MS + waits, () => judge(''));
  }

  function judge(terminator: string): void {
    timer.cancel();
    if (fits(pressed, terminator, parameters)) {
      done({ ReceivedDigits: pressed });
      return;
    }
    listens = false;
    const more = left > 0;
    const afterMs = (parameters[failureSound] ?? null) === null ? 0 : SOUND_MS;
    timer = stage.clock.after(afterMs, () => (more ? attempt() : done(invalidDigits)));
  }

  attempt();
  return {
    cancel: () => timer.cancel(),
    press(key, leg) {
      if (leg !== own) return false;
      if (!listens) return true;
      if (ends.includes(key)) {
        judge(key);
        return true;
      }
      pressed += key;
      timer.cancel();
      timer = stage.clock.after(between, () => judge(''));
      if (pressed.length >= max) judge('');
      return true;
    },
  };
}

/** AWS's pattern `^\d{2}#$` beside its terminator # tells that the pattern may hold the terminator. */
function fits(pressed: string, terminator: string, parameters: Parameters): boolean {
  if (pressed.length < Number(parameters['MinNumberOfDigits'] ?? 0)) return false;
  const pattern = patternOf(parameters);
  return pattern === undefined || pattern.test(pressed) || pattern.test(pressed + terminator);
}

export function milliseconds(value: unknown, otherwise: number): number {
  const ms = Number(value ?? otherwise);
  return Number.isFinite(ms) && ms > 0 ? ms : otherwise;
}
