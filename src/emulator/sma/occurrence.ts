import type { ActionData, EventType, InvocationEvent, Participant } from '../../core/facts/event.js';
import type { Call, Leg } from './call.js';
import type { ResponseProblem } from './response.js';

/** Events that are told, not asked: whatever the handler answers has no effect on the call's actions. */
export const TOLD: readonly EventType[] = ['NEW_OUTBOUND_CALL', 'RINGING', 'ACTION_INTERRUPTED'];
/** Events about an action of a list; a newer list makes their answers late. */
export const OF_A_LIST: readonly EventType[] = ['ACTION_SUCCESSFUL', 'ACTION_FAILED'];

/** What becomes an event: something that happened to a call. */
export interface Occurrence {
  type: EventType;
  data?: ActionData;
  /** INVALID_LAMBDA_RESPONSE carries its failure at the top level. */
  failure?: ResponseProblem;
  gone?: readonly Leg[];
}

/** What every event of an SMA says of it. */
export interface SmaIdentity {
  AwsAccountId: string;
  AwsRegion: string;
  SipRuleId: string;
  SipMediaApplicationId: string;
}

/** The next event of this call; takes the call's next Sequence. */
export function eventOf(
  call: Call,
  { SipRuleId, ...identity }: SmaIdentity,
  { type, data, failure }: Occurrence,
  participants: Participant[],
): InvocationEvent {
  call.sequence += 1;
  return {
    SchemaVersion: '1.0',
    Sequence: call.sequence,
    InvocationEventType: type,
    ...(data === undefined ? {} : { ActionData: data }),
    ...(failure === undefined ? {} : { ErrorType: failure.errorType, ErrorMessage: failure.message }),
    CallDetails: {
      TransactionId: call.transactionId,
      ...(call.attributes === undefined ? {} : { TransactionAttributes: call.attributes }),
      ...identity,
      ...(call.direction === 'Inbound' ? { SipRuleId } : {}),
      Participants: participants,
    },
  };
}

export function hangupOf(leg: Leg, sipResponseCode: number): ActionData {
  const Parameters = { SipResponseCode: sipResponseCode, CallId: leg.callId, ParticipantTag: leg.tag };
  return { Type: 'Hangup', Parameters };
}
