import { type ActionFailure, type ActionKind, invalidParameter, legProblem, type Parameters } from './action.js';

/** Sound takes a fixed, short time, so that a demonstration is quick. Nothing is played or recorded. */
const SOUND_MS = 2_000;
const DIGITS_MS = 3_000;

function needs(
  name: string,
  isRight: (value: unknown) => boolean,
): (parameters: Parameters) => ActionFailure | undefined {
  return (parameters) => (isRight(parameters[name]) ? undefined : invalidParameter(name));
}

const text = needs('Text', (value) => typeof value === 'string' && value !== '');
const present = (value: unknown) => typeof value === 'object' && value !== null;
const source = (parameters: Parameters): ActionFailure | undefined =>
  present(parameters['AudioSource'])
    ? undefined
    : { errorType: 'InvalidAudioSource', errorMessage: 'Audio Source parameter value is invalid.' };

/** "Set the pause duration to between 100 and 30000" (developer guide, "Debugging unexpected action failures"). */
const PAUSE_MS = { min: 100, max: 30_000 };
const pauseLength = needs('DurationInMilliseconds', (value) => {
  const ms = Number(value);
  return (typeof value === 'string' || typeof value === 'number') && ms >= PAUSE_MS.min && ms <= PAUSE_MS.max;
});

function sound(
  interruptible: boolean,
  ms: number,
  ...checks: ((parameters: Parameters) => ActionFailure | undefined)[]
) {
  const kind: ActionKind = {
    interruptible,
    takes: () => ms,
    problem(parameters, stage) {
      for (const check of checks) {
        const problem = check(parameters);
        if (problem !== undefined) return problem;
      }
      return legProblem(parameters, stage);
    },
  };
  return kind;
}

/** No digit is ever pressed here: the collecting actions end without any. */
const withoutDigits = (kind: ActionKind): ActionKind => ({ ...kind, effect: () => ({ ReceivedDigits: '' }) });

export const pause: ActionKind = {
  ...sound(true, 0, pauseLength),
  takes: ({ DurationInMilliseconds }) => Number(DurationInMilliseconds),
};
export const playAudio = sound(true, SOUND_MS, source);
export const recordAudio = sound(true, SOUND_MS, needs('RecordingDestination', present));
export const speak = sound(true, SOUND_MS, text);
export const speakAndGetDigits = withoutDigits(
  sound(
    false,
    DIGITS_MS,
    needs('SpeechParameters', (value) => present(value) && text(value as Parameters) === undefined),
  ),
);
export const playAudioAndGetDigits = withoutDigits(sound(false, DIGITS_MS, source));
export const startBotConversation = sound(false, DIGITS_MS);
export const receiveDigits = sound(
  false,
  10,
  needs('InputDigitsRegex', (value) => typeof value === 'string'),
);
