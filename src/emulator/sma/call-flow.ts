import type { ActionData, EventType, HandlerAction, InvocationEvent, Participant } from '../../core/facts/event.js';
import { MAX_INVOCATIONS_PER_CALL, MEETING_NUMBER, UNANSWERED_CALL_MS } from '../../core/facts/limits.js';
import type { Telephone, Telephones } from '../telephones.js';
import type { Clock, MeetingDoor } from '../world.js';
import { type ActionList, createActionList, type FailureForm } from './action-list.js';
import type { Stage } from './actions/action.js';
import type { Allowance } from './allowance.js';
import type { Call, Leg, LegTag } from './call.js';
import { type Delivery, type DeliveryDeps, deliver } from './delivery.js';
import { joinByDialling } from './dialled-meeting.js';
import { inOrder } from './in-order.js';
import { type MessageLog, SMA_MESSAGES } from './message-log.js';
import { type ResponseProblem, readResponse } from './response.js';

export interface CallFlowDeps extends DeliveryDeps {
  clock: Clock;
  door: MeetingDoor;
  messageLog: MessageLog;
  telephones: Telephones;
  allowance: Allowance;
  failureForm: FailureForm;
  /** What every event of this SMA says of it. */
  identity: { AwsAccountId: string; AwsRegion: string; SipRuleId: string; SipMediaApplicationId: string };
}

/** One live call: its events to the handler, one at a time, and what the handler's answers do to it. */
export interface CallFlow {
  readonly call: Call;
  /** Resolves once the handler has answered the first event, or will not. */
  ring(): Promise<void>;
  /** Calls out; `headers` are all that were given, those that nobody is shown included. */
  dial(args: Record<string, string>, headers: Record<string, string>): void;
  update(args: Record<string, unknown>): void;
  /** The person at the phone of this leg hangs up; false where there is no such live leg. */
  hangUp(tag: LegTag): boolean;
  /** The person at the phone of this leg presses keys; false where there is no such live leg. */
  press(digits: string, tag: LegTag): boolean;
  /** Ends it without a word to anyone. */
  forget(): void;
}

const RINGS_AFTER_MS = 200;
const ANSWERED_AFTER_MS = 1_000;
/** A leg that its handler has forgotten (observed, github.com/q4mobile/serverless-artillery). */
const ORPHAN_ENDS_AFTER_MS = 48 * 60 * 60_000;
/** The SIP code a call ends with when its handler fails it (developer guide, "Timeouts and retries"). */
const UNAVAILABLE = 480;
const BUSY = 486;
/** SIP's own "Decline" (RFC 3261). */
const DECLINED = 603;

/** Events that are told, not asked: whatever the handler answers has no effect on the call's actions. */
const TOLD: readonly EventType[] = ['NEW_OUTBOUND_CALL', 'RINGING', 'ACTION_INTERRUPTED'];
/** Events about an action of a list; a newer list makes their answers late. */
const OF_A_LIST: readonly EventType[] = ['ACTION_SUCCESSFUL', 'ACTION_FAILED'];

interface Occurrence {
  type: EventType;
  data?: ActionData;
  /** INVALID_LAMBDA_RESPONSE carries its failure at the top level. */
  failure?: ResponseProblem;
  gone?: readonly Leg[];
}

export function createCallFlow(call: Call, deps: CallFlowDeps): CallFlow {
  const queue = inOrder();
  const timers: { cancel(): void }[] = [];
  let forgotten = false;
  const { clock, door, telephones, allowance } = deps;
  const stage: Stage = {
    call,
    clock,
    door,
    telephones,
    mayCallOut: () => allowance.mayCall(),
    mayAct: () => allowance.mayAct(),
    legLeft,
    tellHangup: (leg, sipResponseCode) =>
      void tell({ type: 'HANGUP', data: hangupOf(leg, sipResponseCode), gone: [leg] }),
    digitsReceived: (data) => void tell({ type: 'DIGITS_RECEIVED', data }),
  };
  const actions: ActionList = createActionList(stage, deps.failureForm, (type, data) => void tell({ type, data }));

  /** Queues the event as it stands now; its Sequence and the call's attributes are those of its delivery. */
  function tell(occurrence: Occurrence): Promise<void> {
    const participants = call.participants(occurrence.gone);
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
    const response = readResponse(text, allowance);
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

  /** A meeting goes with the phone that heard it; a telephone on LEG-B stays until somebody hangs it up. */
  function legLeft(leg: Leg, sipResponseCode = 0): void {
    if (call.ended || leg.status === 'Disconnected') return;
    const heard = leg === call.legA ? call.live.filter(({ tag, meeting }) => tag === 'LEG-B' && meeting) : [];
    const gone = [leg, ...heard];
    for (const each of gone) leave(each);
    if (call.live.length === 0) stop();
    else if (leg === call.legA) timers.push(clock.after(ORPHAN_ENDS_AFTER_MS, () => endCall(0)));
    void tell({ type: 'HANGUP', data: hangupOf(leg, sipResponseCode), gone });
  }

  function endCall(sipResponseCode: number): void {
    if (call.ended) return;
    const gone = call.live;
    stop();
    void tell({ type: 'HANGUP', data: hangupOf(gone[0] ?? call.legA, sipResponseCode), gone });
  }

  function leave(leg: Leg): void {
    leg.status = 'Disconnected';
    leg.meeting?.leave();
    actions.legGone(leg);
  }

  function stop(): void {
    call.endedAt = clock.now();
    actions.stop();
    call.listener?.cancel();
    for (const timer of timers) timer.cancel();
    for (const leg of call.live) leave(leg);
    allowance.ended(call);
  }

  /** An inbound call that its handler does nothing with; while it calls somebody else, it goes on ringing. */
  function waitForAnswer(): void {
    const giveUp = () => {
      if (actions.busy) waitForAnswer();
      else if (call.legA.status === 'Ringing') endCall(UNAVAILABLE);
    };
    timers.push(clock.after(UNANSWERED_CALL_MS, giveUp));
  }

  function answer(): void {
    call.legA.status = 'Connected';
    void tell({ type: 'CALL_ANSWERED' });
  }

  function callOut(telephone: Telephone): void {
    const after = (ms: number, happens: () => void) => void timers.push(clock.after(ms, happens));
    if (telephone === 'busy') {
      after(RINGS_AFTER_MS, () => endCall(BUSY));
      return;
    }
    const ms = typeof telephone === 'string' ? Number.POSITIVE_INFINITY : telephone.answersAfterMs;
    after(Math.min(RINGS_AFTER_MS, ms), () => void tell({ type: 'RINGING' }));
    if (telephone === 'declined') after(ANSWERED_AFTER_MS, () => endCall(DECLINED));
    else if (ms < UNANSWERED_CALL_MS) after(ms, answer);
    else after(UNANSWERED_CALL_MS, () => endCall(UNAVAILABLE));
  }

  /** LEG-A is the meeting's own leg; without a token that opens it, the number is busy. */
  function callMeeting(headers: Record<string, string>): void {
    timers.push(clock.after(RINGS_AFTER_MS, () => void tell({ type: 'RINGING' })));
    const arrive = () => {
      if (joinByDialling(call.legA, headers, door, () => legLeft(call.legA))) answer();
      else endCall(BUSY);
    };
    timers.push(clock.after(ANSWERED_AFTER_MS, arrive));
  }

  const liveLeg = (tag: LegTag) => call.live.find((leg) => leg.tag === tag);

  return {
    call,
    ring() {
      waitForAnswer();
      return tell({ type: 'NEW_INBOUND_CALL' });
    },
    dial(args, headers) {
      void tell({ type: 'NEW_OUTBOUND_CALL', data: { Type: 'CallCreateRequest', Parameters: { Arguments: args } } });
      const { to } = call.legA;
      if (to.replace(/^(?!\+)/, '+') === MEETING_NUMBER) callMeeting(headers);
      else callOut(telephones.at(to));
    },
    update(args) {
      void tell({
        type: 'CALL_UPDATE_REQUESTED',
        data: { Type: 'CallUpdateRequest', Parameters: { Arguments: args } },
      });
    },
    hangUp(tag) {
      const leg = liveLeg(tag);
      if (leg !== undefined) legLeft(leg);
      return leg !== undefined;
    },
    press(digits, tag) {
      const leg = liveLeg(tag);
      if (leg === undefined) return false;
      for (const digit of digits) if (!actions.press(digit, leg)) call.listener?.press(digit, leg);
      return true;
    },
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
