import type { ActionData } from '../../../core/facts/event.js';
import type { Clock, MeetingDoor } from '../../world.js';
import type { Call, Leg } from '../call.js';

export type Parameters = Record<string, unknown>;

/** AWS's words for why an action failed. */
export interface ActionFailure {
  errorType: string;
  errorMessage: string;
}

/** What an action may see and touch. */
export interface Stage {
  readonly call: Call;
  readonly clock: Clock;
  readonly door: MeetingDoor;
  /** The leg is gone by itself (its meeting ended): the handler gets a HANGUP. */
  legLeft(leg: Leg): void;
  /** The whole call ends: the handler gets a HANGUP of LEG-A. */
  endCall(sipResponseCode: number): void;
}

/** One kind of action. */
export interface ActionKind {
  /** An update stops it at once; otherwise it finishes first. */
  interruptible: boolean;
  /** Its outcome is an event of its own even in the middle of a list. */
  reportsAlone?: boolean;
  /** Milliseconds of the emulator's clock until it is done; asked only when `problem` found nothing. */
  takes(parameters: Parameters): number;
  /** Why it fails before it begins. */
  problem?(parameters: Parameters, stage: Stage): ActionFailure | undefined;
  /** What it changes when it is done; more ActionData for its event, or why it failed after all. */
  effect?(parameters: Parameters, stage: Stage): ActionFailure | Partial<ActionData> | undefined;
}

export const invalidParameter = (name: string): ActionFailure => ({
  errorType: 'InvalidActionParameter',
  errorMessage: `${name} parameter value is invalid.`,
});

export function isFailure(outcome: ActionFailure | Partial<ActionData> | undefined): outcome is ActionFailure {
  return outcome !== undefined && 'errorType' in outcome;
}

/** The leg an action names by CallId, else by ParticipantTag, else LEG-A; undefined where there is no such live leg. */
export function namedLeg(parameters: Parameters, call: Call): Leg | undefined {
  const { CallId, ParticipantTag } = parameters;
  const live = call.legs.filter((leg) => leg.status !== 'Disconnected');
  if (CallId !== undefined) return live.find((leg) => leg.callId === CallId);
  if (ParticipantTag !== undefined) return live.find((leg) => leg.tag === ParticipantTag);
  return live.find((leg) => leg.tag === 'LEG-A');
}

/** Why the action's CallId or ParticipantTag names no live leg of this call. */
export function legProblem(parameters: Parameters, { call }: Stage): ActionFailure | undefined {
  if (namedLeg(parameters, call) !== undefined) return undefined;
  return invalidParameter(parameters['CallId'] === undefined ? 'ParticipantTag' : 'CallId');
}
