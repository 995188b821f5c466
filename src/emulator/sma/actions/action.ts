import type { ActionFailure } from '../../../core/facts/actions/action-facts.js';
import { WRONG_LEG } from '../../../core/facts/actions/failures.js';
import type { ActionData } from '../../../core/facts/event.js';
import type { Clock, MeetingDoor } from '../../world.js';
import type { Call, Leg } from '../call.js';

export type Parameters = Record<string, unknown>;

export type { ActionFailure } from '../../../core/facts/actions/action-facts.js';

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

/** What the emulator does for one kind of action; everything else about it stands in the table of core/facts/actions. */
export interface ActionKind {
  /** Its parameters are looked at only when it is done, by its own `effect`. */
  checksLate?: boolean;
  /** Its outcome is an event of its own even in the middle of a list. */
  reportsAlone?: boolean;
  /** Milliseconds of the emulator's clock until it is done; asked only when `problem` found nothing. */
  takes(parameters: Parameters): number;
  /** Why it fails before it begins, though its parameters keep the table's rules. */
  problem?(parameters: Parameters, stage: Stage): ActionFailure | undefined;
  /** What it changes when it is done; more ActionData for its event, or why it failed after all. */
  effect?(parameters: Parameters, stage: Stage): ActionFailure | Partial<ActionData> | undefined;
}

export function isFailure(outcome: ActionFailure | Partial<ActionData> | undefined): outcome is ActionFailure {
  return outcome !== undefined && 'errorType' in outcome;
}

/** The leg an action names by CallId, else by ParticipantTag, else LEG-A; undefined where there is no such live leg. */
export function namedLeg(parameters: Parameters, call: Call): Leg | undefined {
  const { CallId, ParticipantTag } = parameters;
  const live = call.legs.filter((leg) => leg.status !== 'Disconnected');
  if (CallId !== undefined && CallId !== null) return live.find((leg) => leg.callId === CallId);
  if (ParticipantTag !== undefined && ParticipantTag !== '') return live.find((leg) => leg.tag === ParticipantTag);
  return live.find((leg) => leg.tag === 'LEG-A');
}

/** Why the action's CallId or ParticipantTag names no live leg of this call. */
export function legProblem(
  parameters: Parameters,
  { call }: Stage,
  failure: ActionFailure = WRONG_LEG,
): ActionFailure | undefined {
  return namedLeg(parameters, call) === undefined ? failure : undefined;
}
