import type { ActionData, EventType, InvocationEvent, Participant } from '../facts/event.js';
import { MEETING_NUMBER } from '../facts/limits.js';
import { ARGUMENT_PRESETS, type TemplateValues } from '../run/arguments.js';
import type { Direction } from './ports.js';

/** The ids of the call that the events tell of; they belong to nobody. */
export const CHECKED_CALL = {
  transactionId: 'c5a25427-88f4-4bf6-b4b2-f44659300bdc',
  callId: '9ff01357-23c5-4611-9dd3-f05f9d654faa',
  meetingCallId: '1d3a1f0c-6f27-4f0b-9c5d-0c8a4de0b1aa',
  sipMediaApplicationId: '266e0891-0fe9-4718-a3a8-15b67842c128',
} as const;

/** What the templates of arguments are filled with. The token looks like one and opens nothing. */
export const CHECKED_VALUES = {
  JoinToken: 'Y2hpbWUtam9pbi1oYW5kbGVyLWNoZWNrOnRoaXMtdG9rZW4tb3BlbnMtbm8tbWVldGluZy1hdC1hbGwtYW55d2hlcmUtZXZlcg',
  MeetingId: '5c1f9a3e-2b7d-4e64-8a90-b1f6d2c37e45',
  AttendeeId: '8e2d4b6a-91c3-4f75-a0de-3b5c7f1928d6',
  ExternalUserId: 'phone-handler-check',
  CallId: CHECKED_CALL.callId,
  TransactionId: CHECKED_CALL.transactionId,
  RunId: 'handler-check',
} as const satisfies TemplateValues;

const LEG_A: Participant = {
  CallId: CHECKED_CALL.callId,
  ParticipantTag: 'LEG-A',
  To: '+12065550100',
  From: '+12065550142',
  Direction: 'Inbound',
  StartTimeInMilliseconds: '1763800000000',
  Status: 'Connected',
};
const MEETING_LEG: Participant = {
  ...LEG_A,
  CallId: CHECKED_CALL.meetingCallId,
  ParticipantTag: 'LEG-B',
  To: MEETING_NUMBER,
  From: 'SMA',
  Direction: 'Outbound',
};

/** Where in the call an event stands. */
export type Moment =
  | 'new-call'
  | 'hold-over'
  | 'dialed'
  | 'ringing'
  | 'answered'
  | 'update'
  | 'other-update'
  | 'interrupted'
  | 'joined'
  | 'second-update'
  | 'join-failed'
  | 'invalid-answer'
  | 'meeting-over'
  | 'caller-gone';

interface Shape {
  type: EventType;
  legs: Participant[];
  action?: ActionData;
  error?: { ErrorType: string; ErrorMessage: string };
}

const { JoinToken, MeetingId, CallId } = CHECKED_VALUES;
const JOIN = { Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId, CallId } };
const PAUSE = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000', CallId } };
const UNREADABLE = { ErrorType: 'InvalidActionList', ErrorMessage: 'Error while reading actions list.' };
const update = (args: Record<string, string>) => ({ Type: 'CallUpdateRequest', Parameters: { Arguments: args } });
const unknownUpdate = update({ chimeJoinCheck: 'unknown' });
const hangup = ({ CallId: callId, ParticipantTag }: Participant) => ({
  Type: 'Hangup',
  Parameters: { SipResponseCode: 0, CallId: callId, ParticipantTag },
});
const create = { Type: 'CallCreateRequest', Parameters: { Arguments: {} } };
const gone = (leg: Participant): Participant => ({ ...leg, Status: 'Disconnected' });
const { Status: _ringing, ...RINGING_LEG } = LEG_A;

const SHAPES: Record<Moment, Shape> = {
  'new-call': { type: 'NEW_INBOUND_CALL', legs: [RINGING_LEG] },
  dialed: { type: 'NEW_OUTBOUND_CALL', legs: [RINGING_LEG], action: create },
  ringing: { type: 'RINGING', legs: [RINGING_LEG] },
  answered: { type: 'CALL_ANSWERED', legs: [LEG_A] },
  'hold-over': { type: 'ACTION_SUCCESSFUL', legs: [LEG_A], action: PAUSE },
  update: { type: 'CALL_UPDATE_REQUESTED', legs: [LEG_A], action: update({}) },
  'other-update': { type: 'CALL_UPDATE_REQUESTED', legs: [LEG_A], action: unknownUpdate },
  interrupted: { type: 'ACTION_INTERRUPTED', legs: [LEG_A], action: PAUSE },
  joined: { type: 'ACTION_SUCCESSFUL', legs: [LEG_A, MEETING_LEG], action: JOIN },
  'second-update': { type: 'CALL_UPDATE_REQUESTED', legs: [LEG_A, MEETING_LEG], action: unknownUpdate },
  'join-failed': {
    type: 'ACTION_FAILED',
    legs: [LEG_A],
    action: { ...JOIN, ErrorType: 'SystemException', ErrorMessage: 'System error while running action.' },
  },
  'invalid-answer': { type: 'INVALID_LAMBDA_RESPONSE', legs: [LEG_A], error: UNREADABLE },
  'meeting-over': { type: 'HANGUP', legs: [LEG_A, gone(MEETING_LEG)], action: hangup(MEETING_LEG) },
  'caller-gone': { type: 'HANGUP', legs: [gone(LEG_A)], action: hangup(LEG_A) },
};

/** The moments, the first ones of either direction first. */
export const MOMENTS = Object.keys(SHAPES) as Moment[];

/** What is true of the call when an event is sent. */
export interface CallSoFar {
  direction: Direction;
  /** Bridged to another telephone. */
  bridged: boolean;
  sequence: number;
  /** As the handler last answered them. */
  attributes: Record<string, string> | undefined;
}

const PLAIN_CALL: CallSoFar = { direction: 'Inbound', bridged: false, sequence: 1, attributes: undefined };

const OTHER_PHONE: Participant = { ...MEETING_LEG, To: '+12065550177', From: '+12065550142' };

/** The event as AWS would send it. `action` stands in the place of the moment's own. */
export function eventAt(moment: Moment, call: CallSoFar = PLAIN_CALL, action?: ActionData): InvocationEvent {
  const { type, legs, error, ...own } = SHAPES[moment];
  const about = action ?? own.action;
  const { direction, bridged, sequence, attributes } = call;
  const turned = legs.map((leg) => (leg.ParticipantTag === 'LEG-A' ? { ...leg, Direction: direction } : leg));
  const other = bridged ? OTHER_PHONE : type === 'ACTION_SUCCESSFUL' ? legAfter(about) : undefined;
  const all = turned.length === 1 && other !== undefined ? [...turned, other] : turned;
  const isKept = attributes !== undefined && Object.keys(attributes).length > 0;
  return structuredCopy({
    SchemaVersion: '1.0',
    Sequence: sequence,
    InvocationEventType: type,
    ...(about === undefined ? {} : { ActionData: about }),
    CallDetails: {
      TransactionId: CHECKED_CALL.transactionId,
      ...(isKept ? { TransactionAttributes: attributes } : {}),
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      ...(direction === 'Inbound' ? { SipRuleId: '25109ac0-3434-44cc-9108-d6e92610368c' } : {}),
      SipMediaApplicationId: CHECKED_CALL.sipMediaApplicationId,
      Participants: all,
    },
    ...error,
  });
}

/** The leg that this action's success has made. */
function legAfter(action: ActionData | undefined): Participant | undefined {
  if (action?.Type === 'CallAndBridge') return OTHER_PHONE;
  return action?.Type === 'JoinChimeMeeting' ? MEETING_LEG : undefined;
}

/** What an update that carries these arguments is about. */
export function updateRequest(args: Record<string, string>): ActionData {
  return update(args);
}

/** An update that carries these arguments. */
export function updateWith(args: Record<string, string>): InvocationEvent {
  return eventAt('update', PLAIN_CALL, update(args));
}

/** An event in words: what AWS calls it, and what it is about. */
export function nameOf({ InvocationEventType: type, ActionData: action }: InvocationEvent): string {
  const isPlain = action === undefined || type === 'CALL_UPDATE_REQUESTED' || type === 'NEW_OUTBOUND_CALL';
  return isPlain ? type : `${type} of ${action.Type}`;
}

/** Presets that bring something, the default one first. */
export const PRESETS_TO_TRY = (Object.keys(ARGUMENT_PRESETS) as (keyof typeof ARGUMENT_PRESETS)[]).filter(
  (name) => name !== 'none',
);

function structuredCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
