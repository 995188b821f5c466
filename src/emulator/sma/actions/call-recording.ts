import { SYSTEM_ERROR } from '../../../core/facts/actions/failures.js';
import type { Leg } from '../call.js';
import { type ActionKind, legProblem, namedLeg, type Parameters, type Stage } from './action.js';

/** Where AWS puts recordings that have no prefix (developer guide, "StartCallRecording"). */
const DEFAULT_PREFIX = 'Amazon-Chime-SMA-Call-Recordings';
const BRIEF_MS = 20;

export const startCallRecording: ActionKind = {
  problem: legProblem,
  takes: () => BRIEF_MS,
  effect(parameters, stage) {
    const leg = namedLeg(parameters, stage.call);
    if (leg === undefined) return SYSTEM_ERROR;
    leg.recording = 'on';
    return { CallRecordingDestination: { Type: 'S3', Location: locationOf(parameters, stage, leg) } };
  },
};

export const stopCallRecording = ofRecording((leg) => {
  delete leg.recording;
});
export const pauseCallRecording = ofRecording((leg) => {
  leg.recording = 'paused';
});
export const resumeCallRecording = ofRecording((leg) => {
  leg.recording = 'on';
});

/** Acts on a recording that there is; of a leg that is not recorded AWS says nothing. */
function ofRecording(act: (leg: Leg) => void): ActionKind {
  return {
    problem: legProblem,
    takes: () => BRIEF_MS,
    effect(parameters, { call }) {
      const leg = namedLeg(parameters, call);
      if (leg?.recording === undefined) return SYSTEM_ERROR;
      act(leg);
      return undefined;
    },
  };
}

/** `bucket/prefix/2019/03/01/2019-03-01-17-10-00-010_transactionId_callId.wav` */
function locationOf({ Destination }: Parameters, { call, clock }: Stage, leg: Leg): string {
  const { Location } = Destination as { Location: string };
  const place = Location.replace(/\/$/, '');
  const folder = place.includes('/') ? place : `${place}/${DEFAULT_PREFIX}`;
  const time = new Date(clock.now()).toISOString().replace(/Z$/, '').replaceAll(/[T:.]/g, '-');
  const day = time.slice(0, 10).replaceAll('-', '/');
  return `${folder}/${day}/${time}_${call.transactionId}_${leg.callId}.wav`;
}
