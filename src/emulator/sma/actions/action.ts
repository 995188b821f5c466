import type { ActionFailure } from '../../../core/facts/actions/action-facts.js';
import { WRONG_LEG } from '../../../core/facts/actions/failures.js';
import type { ActionData } from '../../../core/facts/event.js';
import type { Telephones } from '../../telephones.js';
import type { Clock, MeetingDoor } from '../../world.js';
import type { Call, Leg } from '../call.js';

export type Parameters = Record<string, unknown>;

export type { ActionFailure } from '../../../core/facts/actions/action-facts.js';

/** How an action ended: why it failed, what more its event says, or that another event tells of it. */
export type ActionOutcome = ActionFailure | Partial<ActionData> | 'told-by-hangup' | undefined;

/** What an action may see and touch. */
export interface Stage {
  readonly call: Call;
  readonly clock: Clock;
  readonly door: MeetingDoor;
  readonly telephones: Telephones;
  /** Whether the account may have one more live leg (quota of active calls). */
  mayCallOut(): boolean;
  /** Whether the account may begin one more action in this second. */
  mayAct(): boolean;
  /** This leg goes, by itself or because a handler hangs it up: the handler gets a HANGUP. */
  legLeft(leg: Leg, sipResponseCode?: number): void;
  /** The HANGUP of a leg that an action has hung up already. */
  tellHangup(leg: Leg, sipResponseCode: number): void;
  /** ReceiveDigits has what it listens for: the handler gets a DIGITS_RECEIVED. */
  digitsReceived(data: ActionData): void;
}

/** An action that is going on. */
export interface Performance {
  cancel(): void;
  /** A key of the telephone is pressed. False where the action takes no notice of it. */
  press?(digit: string, leg: Leg): boolean;
}

/** What the emulator does for one kind of action; everything else about it stands in the table of core/facts/actions. */
export interface ActionKind {
  /** Its parameters are looked at only when it is done, by its own `effect`. */
  checksLate?: boolean;
  /** Its outcome is an event of its own even in the middle of a list. */
  reportsAlone?: boolean;
  /** It does not itself answer an inbound call that still rings; every other action does. */
  leavesRinging?: boolean;
  /** Milliseconds of the emulator's clock until it is done; asked only when `problem` found nothing. */
  takes(parameters: Parameters, stage: Stage): number;
  /** Why it fails before it begins, though its parameters keep the table's rules. */
  problem?(parameters: Parameters, stage: Stage): ActionFailure | undefined;
  /** What it changes when it is done; more ActionData for its event, or why it failed after all. */
  effect?(parameters: Parameters, stage: Stage): ActionOutcome;
  /** What follows the event that reports it. */
  afterwards?(parameters: Parameters, stage: Stage, leg: Leg | undefined): void;
  /** Of an action whose end depends on what happens meanwhile, in place of `takes` and `effect`. */
  perform?(parameters: Parameters, stage: Stage, done: (outcome: ActionOutcome) => void): Performance;
}

export function isFailure(outcome: ActionOutcome): outcome is ActionFailure {
  return typeof outcome === 'object' && 'errorType' in outcome;
}

/**
 * The leg an action names by CallId, else by ParticipantTag, else LEG-A, or what is left where that is gone; undefined
 * where there is no such live leg. An empty tag is no tag, as a capture has it.
 */
export function namedLeg(parameters: Parameters, call: Call): Leg | undefined {
  const { CallId, ParticipantTag } = parameters;
  const { live } = call;
  if (CallId !== undefined && CallId !== null) return live.find((leg) => leg.callId === CallId);
  if (ParticipantTag !== undefined && ParticipantTag !== '') return live.find((leg) => leg.tag === ParticipantTag);
  return live[0];
}

/** Why the action's CallId or ParticipantTag names no live leg of this call. */
export function legProblem(
  parameters: Parameters,
  { call }: Stage,
  failure: ActionFailure = WRONG_LEG,
): ActionFailure | undefined {
  return namedLeg(parameters, call) === undefined ? failure : undefined;
}
