import { type ActionKind, type ActionOutcome, namedLeg, type Parameters, type Stage } from './action.js';
import { type Check, firstProblem, isObject, keysIn, needs, SOUND_MS, source, text } from './sound.js';

/** "Set the pause duration to between 100 and 30000" (developer guide, "Debugging unexpected action failures"). */
const PAUSE_MS = { min: 100, max: 30_000 };
const pauseLength = needs('DurationInMilliseconds', (value) => {
  const ms = Number(value);
  return (typeof value === 'string' || typeof value === 'number') && ms >= PAUSE_MS.min && ms <= PAUSE_MS.max;
});

export const pause: ActionKind = {
  interruptible: true,
  problem: firstProblem(pauseLength),
  takes: ({ DurationInMilliseconds }) => Number(DurationInMilliseconds),
};

export const speak: ActionKind = { interruptible: true, problem: firstProblem(text), takes: () => SOUND_MS };

export const playAudio = untilKey('PlaybackTerminators', source, () => undefined);

export const recordAudio = untilKey(
  'RecordingTerminators',
  needs('RecordingDestination', isObject),
  (parameters, stage, key) => ({
    RecordingDestination: recordingOf(parameters, stage),
    ...(key === undefined ? {} : { RecordingTerminatorUsed: key }),
  }),
);

/** Sound that goes on for its time, or until one of the keys that the action names is pressed. */
function untilKey(
  terminators: string,
  check: Check,
  outcome: (parameters: Parameters, stage: Stage, key: string | undefined) => ActionOutcome,
): ActionKind {
  return {
    interruptible: true,
    problem: firstProblem(check),
    takes: () => SOUND_MS,
    perform(parameters, stage, done) {
      const own = namedLeg(parameters, stage.call);
      const timer = stage.clock.after(SOUND_MS, () => done(outcome(parameters, stage, undefined)));
      return {
        cancel: () => timer.cancel(),
        press(key, leg) {
          if (leg !== own || !keysIn(parameters[terminators]).includes(key)) return false;
          timer.cancel();
          done(outcome(parameters, stage, key));
          return true;
        },
      };
    },
  };
}

function recordingOf({ RecordingDestination }: Parameters, { call, clock }: Stage) {
  const { BucketName, Prefix } = RecordingDestination as Parameters;
  const folder = typeof Prefix === 'string' && Prefix !== '' ? `${Prefix.replace(/\/$/, '')}/` : '';
  const key = `${folder}${call.transactionId}_${clock.now()}.wav`;
  return { Type: 'S3', BucketName: String(BucketName ?? ''), Key: key };
}
