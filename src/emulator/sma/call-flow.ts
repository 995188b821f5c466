import type { ActionData, EventType, HandlerAction, InvocationEvent, Participant } from '../../core/facts/event.js';
import { MAX_INVOCATIONS_PER_CALL, UNANSWERED_CALL_MS } from '../../core/facts/limits.js';
import type { Clock, MeetingDoor } from '../world.js';
import { type ActionList, createActionList, type FailureForm } from './action-list.js';
import type { Stage } from './actions/action.js';
import type { Call, Leg } from './call.js';
import { type Delivery, type DeliveryDeps, deliver } from './delivery.js';
import { inOrder } from './in-order.js';
import { type MessageLog, SMA_MESSAGES } from './message-log.js';
import { type ResponseProblem, readResponse } from './response.js';

export interface CallFlowDeps extends DeliveryDeps {
  clock: Clock;
  door: MeetingDoor;
  messageLog: MessageLog;
  failureForm: FailureForm;
  /** What every event of this SMA says of it. */
  identity: { AwsAccountId: string; AwsRegion: string; SipRuleId: string; SipMediaApplicationId: string };
}

/** One live call: its events to the handler, one at a time, and what the handler's answers do to it. */
export interface CallFlow {
  readonly call: Call;
  /** Resolves once the handler has answered the first event, or will not. */
  ring(): Promise<void>;
  dial(args: Record<string, string>): void;
  update(args: Record<string, unknown>): void;
  /** The person at the phone hangs up. */
  hangUp(): void;
  /** Ends it without a word to anyone. */
  forget(): void;
}

const RINGS_AFTER_MS = 200;
const ANSWERED_AFTER_MS = 1_000;
/** The SIP code a call ends with when its handler fails it (developer guide, "Timeouts and retries"). */
const UNAVAILABLE = 480;

/** Events that are told, not asked: whatever the handler answers has no effect on the call's actions. */
const TOLD: readonly EventType[] = ['NEW_OUTBOUND_CALL', 'RINGING', 'ACTION_INTERRUPTED'];
/** Events about an action of a list; a newer list makes their answers late. */
const OF_A_LIST: readonly EventType[] = ['ACTION_SUCCESSFUL', 'ACTION_FAILED'];

interface Occurrence {
  type: EventType;
  data?: ActionData;
  /** INVALID_LAMBDA_RESPONSE carries its failure at the top level. */
  failure?: ResponseProblem;
  gone?: Leg;
}

export function createCallFlow(call: Call, deps: CallFlowDeps): CallFlow {
  const queue = inOrder();
  const timers: { cancel(): void }[] = [];
  let forgotten = false;
  const stage: Stage = { call, clock: deps.clock, door: deps.door, legLeft, endCall };
  const actions: ActionList = createActionList(stage, deps.failureForm, (type, data) => void tell({ type, data }));

  /** Queues the event as it stands now; its Sequence and the call's attributes are those of its delivery. */
  function tell(occurrence: Occurrence): Promise<void> {
    const participants = call.participants(occurrence.gone === undefined ? [] : [occurrence.gone]);
    const { generation } = actions;
    return queue(async () => {
      if (forgotten) return;
      if (call.sequence >= MAX_INVOCATIONS_PER_CALL) {
        deps.messageLog.write(call.transactionId, SMA_MESSAGES.throttled);
        endCall(UNAVAILABLE);
        return;
      }
      const event = eventOf(occurrence, participants);
      const delivery = await deliver(deps, event, {
        wanted: () => !forgotten,
        got: () => void call.events.push(event),
      });
      if (forgotten) return;
      const overtaken = OF_A_LIST.includes(occurrence.type) && generation !== actions.generation;
      hear(occurrence.type, delivery, overtaken);
    });
  }

  function eventOf({ type, data, failure }: Occurrence, participants: Participant[]): InvocationEvent {
    const { SipRuleId, ...identity } = deps.identity;
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

  function hear(type: EventType, delivery: Delivery, overtaken: boolean): void {
    if (call.ended || delivery.kind === 'dropped') return;
    if (delivery.kind === 'answered') {
      heed(type, delivery.text, overtaken);
      return;
    }
    if (delivery.kind === 'timed-out') deps.messageLog.write(call.transactionId, SMA_MESSAGES.timedOut);
    else if (TOLD.includes(type)) return;
    endCall(UNAVAILABLE);
  }

  function heed(type: EventType, text: string, overtaken: boolean): void {
    const response = readResponse(text);
    if ('problem' in response) {
      refuse(type, response.problem);
      return;
    }
    const { attributes } = response;
    if (attributes !== undefined) call.attributes = Object.keys(attributes).length === 0 ? undefined : attributes;
    if (!TOLD.includes(type) && !overtaken) perform(type, response.actions);
  }

  function perform(type: EventType, list: HandlerAction[] | undefined): void {
    const none = list === undefined || list.length === 0;
    if (none && type === 'NEW_INBOUND_CALL') deps.messageLog.write(call.transactionId, SMA_MESSAGES.emptyList);
    // The first actions answer an inbound call.
    if (!none && call.direction === 'Inbound') call.legA.status = 'Connected';
    if (list === undefined) actions.resume();
    else actions.replace(list);
  }

  /** A first unusable answer is told to the handler, which may answer better; on a new call, or a second time, it ends. */
  function refuse(type: EventType, problem: ResponseProblem): void {
    deps.messageLog.write(call.transactionId, problem.message);
    if (TOLD.includes(type)) return;
    if (type === 'NEW_INBOUND_CALL' || type === 'INVALID_LAMBDA_RESPONSE') endCall(UNAVAILABLE);
    else void tell({ type: 'INVALID_LAMBDA_RESPONSE', failure: problem });
  }

  function legLeft(leg: Leg): void {
    if (call.ended || leg.status === 'Disconnected') return;
    leg.status = 'Disconnected';
    void tell({ type: 'HANGUP', data: hangupOf(leg, 0), gone: leg });
  }

  function endCall(sipResponseCode: number): void {
    if (call.ended) return;
    const { legA } = call;
    stop();
    void tell({ type: 'HANGUP', data: hangupOf(legA, sipResponseCode), gone: legA });
  }

  /** A meeting's leg goes with the phone: nobody is left to hear it. */
  function stop(): void {
    call.ended = true;
    call.endedAt = deps.clock.now();
    actions.stop();
    for (const timer of timers) timer.cancel();
    for (const leg of call.legs) {
      if (leg.status === 'Disconnected') continue;
      leg.status = 'Disconnected';
      leg.meeting?.leave();
    }
  }

  return {
    call,
    ring() {
      const giveUp = () => {
        if (!call.answered) endCall(UNAVAILABLE);
      };
      timers.push(deps.clock.after(UNANSWERED_CALL_MS, giveUp));
      return tell({ type: 'NEW_INBOUND_CALL' });
    },
    dial(args) {
      void tell({ type: 'NEW_OUTBOUND_CALL', data: { Type: 'CallCreateRequest', Parameters: { Arguments: args } } });
      const answer = () => {
        call.legA.status = 'Connected';
        void tell({ type: 'CALL_ANSWERED' });
      };
      timers.push(deps.clock.after(RINGS_AFTER_MS, () => void tell({ type: 'RINGING' })));
      timers.push(deps.clock.after(ANSWERED_AFTER_MS, answer));
    },
    update(args) {
      void tell({
        type: 'CALL_UPDATE_REQUESTED',
        data: { Type: 'CallUpdateRequest', Parameters: { Arguments: args } },
      });
    },
    hangUp: () => endCall(0),
    forget() {
      forgotten = true;
      if (!call.ended) stop();
    },
  };
}

function hangupOf(leg: Leg, sipResponseCode: number): ActionData {
  const Parameters = { SipResponseCode: sipResponseCode, CallId: leg.callId, ParticipantTag: leg.tag };
  return { Type: 'Hangup', Parameters };
}
