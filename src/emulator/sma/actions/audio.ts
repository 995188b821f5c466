import { WRONG_CALL } from '../../../core/facts/actions/failures.js';
import { type ActionKind, legProblem } from './action.js';

/** Sound takes a fixed, short time, so that a demonstration is quick. Nothing is played or recorded. */
const SOUND_MS = 2_000;
const DIGITS_MS = 3_000;

const onALeg = (ms: number): ActionKind => ({ takes: () => ms, problem: legProblem });

/** No digit is ever pressed here: the collecting actions end without any. */
const withoutDigits = (kind: ActionKind): ActionKind => ({ ...kind, effect: () => ({ ReceivedDigits: '' }) });

export const pause: ActionKind = {
  ...onALeg(0),
  takes: ({ DurationInMilliseconds, DurationInMilliSeconds }) =>
    Number(DurationInMilliseconds ?? DurationInMilliSeconds),
};
export const playAudio = onALeg(SOUND_MS);
export const recordAudio = onALeg(SOUND_MS);
export const speak = onALeg(SOUND_MS);
export const speakAndGetDigits = withoutDigits(onALeg(DIGITS_MS));
export const playAudioAndGetDigits = withoutDigits(onALeg(DIGITS_MS));
export const receiveDigits = onALeg(10);

/** "You can't run this action on a bridged call, or on a call that has joined a meeting"; the words are assumed. */
export const startBotConversation: ActionKind = {
  ...onALeg(DIGITS_MS),
  problem: (parameters, stage) => (stage.call.legB === undefined ? legProblem(parameters, stage) : WRONG_CALL),
};
