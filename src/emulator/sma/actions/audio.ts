import { type ActionKind, type ActionOutcome, legProblem, namedLeg, type Parameters, type Stage } from './action.js';
import { keysIn, SOUND_MS } from './sound.js';

export const pause: ActionKind = {
  problem: legProblem,
  takes: ({ DurationInMilliseconds, DurationInMilliSeconds }) =>
    Number(DurationInMilliseconds ?? DurationInMilliSeconds),
};

export const speak: ActionKind = { problem: legProblem, takes: () => SOUND_MS };

export const playAudio = untilKey('PlaybackTerminators', () => undefined);

export const recordAudio = untilKey('RecordingTerminators', (parameters, stage, key) => ({
  RecordingDestination: recordingOf(parameters, stage),
  ...(key === undefined ? {} : { RecordingTerminatorUsed: key }),
}));

/** Sound that goes on for its time, or until one of the keys that the action names is pressed. */
function untilKey(
  terminators: string,
  outcome: (parameters: Parameters, stage: Stage, key: string | undefined) => ActionOutcome,
): ActionKind {
  return {
    problem: legProblem,
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
