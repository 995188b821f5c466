import type { EventType, HandlerAction, Participant } from '../../core/facts/event.js';
import { MAX_INVOCATIONS_PER_CALL, MEETING_NUMBER, UNANSWERED_CALL_MS } from '../../core/facts/limits.js';
import type { Telephones } from '../telephones.js';
import type { MeetingDoor } from '../world.js';
import { ActionList, type FailureForm } from './action-list.js';
import type { Stage } from './actions/action.js';
import type { Allowance } from './allowance.js';
import type { Call, Leg, LegTag } from './call.js';
import { type Delivery, type DeliveryDeps, deliver } from './delivery.js';
import { callMeeting, callTelephone, type Line, UNAVAILABLE } from './dial.js';
import { joinByDialling } from './dialled-meeting.js';
import { inOrder } from './in-order.js';
import { type MessageLog, SMA_MESSAGES } from './message-log.js';
import { eventOf, hangupOf, type Occurrence, OF_A_LIST, type SmaIdentity, TOLD } from './occurrence.js';
import { type ResponseProblem, readResponse } from './response.js';

export interface CallFlowDeps extends DeliveryDeps {
  door: MeetingDoor;
  messageLog: MessageLog;
  telephones: Telephones;
  allowance: Allowance;
  failureForm: FailureForm;
  identity: SmaIdentity;
}

/** A leg that its handler has forgotten (observed, github.com/q4mobile/serverless-artillery). */
const ORPHAN_ENDS_AFTER_MS = 48 * 60 * 60_000;

/** One live call: its events to the handler, one at a time, and what the handler's answers do to it. */
export class CallFlow {
  readonly call: Call;
  readonly #deps: CallFlowDeps;
  readonly #queue = inOrder();
  readonly #timers: { cancel(): void }[] = [];
  readonly #actions: ActionList;
  #forgotten = false;

  constructor(call: Call, deps: CallFlowDeps) {
    this.call = call;
    this.#deps = deps;
    const { clock, door, telephones, allowance } = deps;
    const stage: Stage = {
      call,
      clock,
      door,
      telephones,
      mayCallOut: () => allowance.mayCall(),
      mayAct: () => allowance.mayAct(),
      legLeft: (leg, sipResponseCode) => this.#legLeft(leg, sipResponseCode),
      tellHangup: (leg, sipResponseCode) =>
        void this.#tell({ type: 'HANGUP', data: hangupOf(leg, sipResponseCode), gone: [leg] }),
      digitsReceived: (data) => void this.#tell({ type: 'DIGITS_RECEIVED', data }),
    };
    this.#actions = new ActionList(stage, deps.failureForm, (type, data) => void this.#tell({ type, data }));
  }

  /** Resolves once the handler has answered the first event, or will not. */
  ring(): Promise<void> {
    this.#waitForAnswer();
    return this.#tell({ type: 'NEW_INBOUND_CALL' });
  }

  /** Calls out; `headers` are all that were given, those that nobody is shown included. */
  dial(args: Record<string, string>, headers: Record<string, string>): void {
    const data = { Type: 'CallCreateRequest', Parameters: { Arguments: args } };
    void this.#tell({ type: 'NEW_OUTBOUND_CALL', data });
    const { call } = this;
    const { door, telephones } = this.#deps;
    const line: Line = {
      after: (ms, happens) => this.#after(ms, happens),
      rings: () => void this.#tell({ type: 'RINGING' }),
      answered: () => {
        call.legA.status = 'Connected';
        void this.#tell({ type: 'CALL_ANSWERED' });
      },
      failed: (sipResponseCode) => this.#endCall(sipResponseCode),
    };
    const { to } = call.legA;
    if (to.replace(/^(?!\+)/, '+') !== MEETING_NUMBER) callTelephone(telephones.at(to), line);
    else callMeeting(() => joinByDialling(call.legA, headers, door, () => this.#legLeft(call.legA)), line);
  }

  update(args: Record<string, unknown>): void {
    const data = { Type: 'CallUpdateRequest', Parameters: { Arguments: args } };
    void this.#tell({ type: 'CALL_UPDATE_REQUESTED', data });
  }

  /** The person at the phone of this leg hangs up; false where there is no such live leg. */
  hangUp(tag: LegTag): boolean {
    const leg = this.#liveLeg(tag);
    if (leg !== undefined) this.#legLeft(leg);
    return leg !== undefined;
  }

  /** The person at the phone of this leg presses keys; false where there is no such live leg. */
  press(digits: string, tag: LegTag): boolean {
    const leg = this.#liveLeg(tag);
    if (leg === undefined) return false;
    for (const digit of digits) if (!this.#actions.press(digit, leg)) this.call.listener?.press(digit, leg);
    return true;
  }

  /** Ends it without a word to anyone. */
  forget(): void {
    this.#forgotten = true;
    if (!this.call.ended) this.#stop();
  }

  /** Queues the event as it stands now; its Sequence and the call's attributes are those of its delivery. */
  #tell(occurrence: Occurrence): Promise<void> {
    const participants = this.call.participants(occurrence.gone);
    const { generation } = this.#actions;
    return this.#queue(() => this.#deliver(occurrence, participants, generation));
  }

  async #deliver(occurrence: Occurrence, participants: Participant[], generation: number): Promise<void> {
    const { call } = this;
    if (this.#forgotten) return;
    if (call.sequence >= MAX_INVOCATIONS_PER_CALL) {
      this.#deps.messageLog.write(call.transactionId, SMA_MESSAGES.throttled);
      this.#endCall(UNAVAILABLE);
      return;
    }
    const event = eventOf(call, this.#deps.identity, occurrence, participants);
    const delivery = await deliver(this.#deps, event, {
      wanted: () => !this.#forgotten,
      got: () => void call.events.push(event),
    });
    if (this.#forgotten) return;
    const overtaken = OF_A_LIST.includes(occurrence.type) && generation !== this.#actions.generation;
    this.#hear(occurrence.type, delivery, overtaken);
  }

  #hear(type: EventType, delivery: Delivery, overtaken: boolean): void {
    const { call } = this;
    if (call.ended || delivery.kind === 'dropped') return;
    if (delivery.kind === 'answered') {
      this.#heed(type, delivery.text, overtaken);
      return;
    }
    if (delivery.kind === 'timed-out') this.#deps.messageLog.write(call.transactionId, SMA_MESSAGES.timedOut);
    else if (TOLD.includes(type)) return;
    this.#endCall(UNAVAILABLE);
  }

  #heed(type: EventType, text: string, overtaken: boolean): void {
    const response = readResponse(text, this.#deps.allowance);
    if ('problem' in response) {
      this.#refuse(type, response.problem);
      return;
    }
    const { attributes } = response;
    if (attributes !== undefined) this.call.attributes = Object.keys(attributes).length === 0 ? undefined : attributes;
    if (!TOLD.includes(type) && !overtaken) this.#perform(type, response.actions);
  }

  #perform(type: EventType, list: HandlerAction[] | undefined): void {
    const isIdle = type === 'NEW_INBOUND_CALL' && (list === undefined || list.length === 0);
    if (isIdle) this.#deps.messageLog.write(this.call.transactionId, SMA_MESSAGES.emptyList);
    if (list === undefined) this.#actions.resume();
    else this.#actions.replace(list);
  }

  /** A first unusable answer is told to the handler, which may answer better; on a new call, or a second time, it ends. */
  #refuse(type: EventType, problem: ResponseProblem): void {
    this.#deps.messageLog.write(this.call.transactionId, problem.message);
    if (TOLD.includes(type)) return;
    if (type === 'NEW_INBOUND_CALL' || type === 'INVALID_LAMBDA_RESPONSE') this.#endCall(UNAVAILABLE);
    else void this.#tell({ type: 'INVALID_LAMBDA_RESPONSE', failure: problem });
  }

  /** A meeting goes with the phone that heard it; a telephone on LEG-B stays until somebody hangs it up. */
  #legLeft(leg: Leg, sipResponseCode = 0): void {
    const { call } = this;
    if (call.ended || leg.status === 'Disconnected') return;
    const heard = leg === call.legA ? call.live.filter(({ tag, meeting }) => tag === 'LEG-B' && meeting) : [];
    const gone = [leg, ...heard];
    for (const each of gone) this.#leave(each);
    if (call.live.length === 0) this.#stop();
    else if (leg === call.legA) this.#after(ORPHAN_ENDS_AFTER_MS, () => this.#endCall(0));
    void this.#tell({ type: 'HANGUP', data: hangupOf(leg, sipResponseCode), gone });
  }

  #endCall(sipResponseCode: number): void {
    const { call } = this;
    if (call.ended) return;
    const gone = call.live;
    this.#stop();
    void this.#tell({ type: 'HANGUP', data: hangupOf(gone[0] ?? call.legA, sipResponseCode), gone });
  }

  #leave(leg: Leg): void {
    leg.status = 'Disconnected';
    leg.meeting?.leave();
    this.#actions.legGone(leg);
  }

  #stop(): void {
    const { call } = this;
    call.endedAt = this.#deps.clock.now();
    this.#actions.stop();
    call.listener?.cancel();
    for (const timer of this.#timers) timer.cancel();
    for (const leg of call.live) this.#leave(leg);
    this.#deps.allowance.ended(call);
  }

  /** An inbound call that its handler does nothing with; while it calls somebody else, it goes on ringing. */
  #waitForAnswer(): void {
    this.#after(UNANSWERED_CALL_MS, () => {
      if (this.#actions.busy) this.#waitForAnswer();
      else if (this.call.legA.status === 'Ringing') this.#endCall(UNAVAILABLE);
    });
  }

  #after(ms: number, happens: () => void): void {
    this.#timers.push(this.#deps.clock.after(ms, happens));
  }

  #liveLeg(tag: LegTag): Leg | undefined {
    return this.call.live.find((leg) => leg.tag === tag);
  }
}
