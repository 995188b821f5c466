import { ARGUMENT_PRESETS, type TemplateValues } from '../arguments.js';
import type { ActionData, EventType, InvocationEvent, Participant } from '../facts/event.js';
import { MEETING_NUMBER } from '../facts/limits.js';

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
  | 'update'
  | 'other-update'
  | 'interrupted'
  | 'joined'
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
const PAUSE = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } };
const UNREADABLE = { ErrorType: 'InvalidActionList', ErrorMessage: 'Error while reading actions list.' };
const update = (args: Record<string, string>) => ({ Type: 'CallUpdateRequest', Parameters: { Arguments: args } });
const hangup = ({ CallId: callId, ParticipantTag }: Participant) => ({
  Type: 'Hangup',
  Parameters: { SipResponseCode: 0, CallId: callId, ParticipantTag },
});
const gone = (leg: Participant): Participant => ({ ...leg, Status: 'Disconnected' });
const { Status: _ringing, ...RINGING_LEG } = LEG_A;

const SHAPES: Record<Moment, Shape> = {
  'new-call': { type: 'NEW_INBOUND_CALL', legs: [RINGING_LEG] },
  'hold-over': { type: 'ACTION_SUCCESSFUL', legs: [LEG_A], action: PAUSE },
  update: { type: 'CALL_UPDATE_REQUESTED', legs: [LEG_A], action: update({}) },
  'other-update': { type: 'CALL_UPDATE_REQUESTED', legs: [LEG_A], action: update({ chimeJoinCheck: 'unknown' }) },
  interrupted: { type: 'ACTION_INTERRUPTED', legs: [LEG_A], action: PAUSE },
  joined: { type: 'ACTION_SUCCESSFUL', legs: [LEG_A, MEETING_LEG], action: JOIN },
  'join-failed': {
    type: 'ACTION_FAILED',
    legs: [LEG_A],
    action: { ...JOIN, ErrorType: 'SystemException', ErrorMessage: 'System error while running action.' },
  },
  'invalid-answer': { type: 'INVALID_LAMBDA_RESPONSE', legs: [LEG_A], error: UNREADABLE },
  'meeting-over': { type: 'HANGUP', legs: [LEG_A, gone(MEETING_LEG)], action: hangup(MEETING_LEG) },
  'caller-gone': { type: 'HANGUP', legs: [gone(LEG_A)], action: hangup(LEG_A) },
};

/** The moments in the order of a call. */
export const MOMENTS = Object.keys(SHAPES) as Moment[];

/** The event as AWS would send it. `action` stands in the place of the moment's own. */
export function eventAt(moment: Moment, action?: ActionData): InvocationEvent {
  const { type, legs, error, ...own } = SHAPES[moment];
  const about = action ?? own.action;
  return structuredCopy({
    SchemaVersion: '1.0',
    Sequence: MOMENTS.indexOf(moment) + 1,
    InvocationEventType: type,
    ...(about === undefined ? {} : { ActionData: about }),
    CallDetails: {
      TransactionId: CHECKED_CALL.transactionId,
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipRuleId: '25109ac0-3434-44cc-9108-d6e92610368c',
      SipMediaApplicationId: CHECKED_CALL.sipMediaApplicationId,
      Participants: legs,
    },
    ...error,
  });
}

/** An update that carries these arguments. */
export function updateWith(args: Record<string, string>): InvocationEvent {
  return eventAt('update', update(args));
}

/** A moment in words: what AWS calls it, and what it is about. */
export function nameOf(moment: Moment): string {
  const { type, action } = SHAPES[moment];
  const about = action === undefined || type === 'CALL_UPDATE_REQUESTED' ? '' : ` of ${action.Type}`;
  return `${type}${about}`;
}

/** Presets that bring something, the default one first. */
export const PRESETS_TO_TRY = (Object.keys(ARGUMENT_PRESETS) as (keyof typeof ARGUMENT_PRESETS)[]).filter(
  (name) => name !== 'none',
);

function structuredCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
