import type { CallEvent } from '../evidence/call-event.js';
import type { SeenAnswer } from '../evidence/seen.js';
import type { EventType } from '../facts/event.js';
import { type Reply, theOneAnswer } from './reply.js';

/** The SMA uses no response to these (developer guide: pstn-invocations, use-create-call-api). */
const TOLD: readonly EventType[] = ['NEW_OUTBOUND_CALL', 'RINGING', 'ACTION_INTERRUPTED'];

/** Follows a call through its events and the handler's replies: which action can be running, and whether the replies fit. */
export class Hearing {
  borneOut = false;
  contradicted = false;
  /** What an update found under way: one of them may still run. Null: not known. */
  #running: readonly string[] | null = null;
  /** The actions of the newest list that are not reported yet. Null: not known. */
  #list: readonly string[] | null = null;
  /** The types that the last readable reply named. */
  #named: readonly string[] = [];
  #began = false;

  get pending(): readonly string[] | null {
    return this.#running === null || this.#list === null ? null : [...this.#running, ...this.#list];
  }

  next(event: CallEvent, replies: Reply[]): void {
    if (!this.#began && event.sequence === 1) this.#know([], []);
    this.#began = true;
    if (OUTCOMES.includes(event.type)) this.#outcome(event);
    if (!TOLD.includes(event.type)) this.#reply(event, theOneAnswer(replies));
  }

  #know(running: readonly string[] | null, list: readonly string[] | null): void {
    this.#running = running;
    this.#list = list;
  }

  #outcome({ type, actionType }: CallEvent): void {
    if (actionType === null) {
      this.#know(null, null);
      return;
    }
    const [running, list] = [this.#running, this.#list];
    // What is known to be under way is known from a reply.
    const known = [...(running ?? []), ...(list ?? []), ...this.#named];
    if (known.includes(actionType)) this.borneOut = true;
    if (running?.includes(actionType) === true) {
      this.#running = [];
    } else if (list?.includes(actionType) === true) {
      // A failure clears what waits; a success has everything before it behind it.
      this.#list = type === 'ACTION_FAILED' ? [] : list.slice(list.lastIndexOf(actionType) + 1);
    } else if (running !== null && list !== null) {
      this.contradicted = true;
    } else if (type === 'ACTION_INTERRUPTED') {
      this.#running = [];
    } else {
      // Once an action's end is told nothing runs until the handler has answered; after a join the rest of its list may.
      this.#know([], actionType === 'JoinChimeMeeting' ? null : []);
    }
  }

  #reply({ type }: CallEvent, answer: SeenAnswer | null): void {
    if (answer === null) {
      this.#named = [];
      this.#know(null, null);
      return;
    }
    if (answer.actions === null) return;
    this.#named = answer.actions;
    const found = type === 'CALL_UPDATE_REQUESTED' || type === 'DIGITS_RECEIVED' ? this.pending : [];
    this.#know(found, answer.actions);
  }
}

/** They tell of an action that the handler answered with. */
const OUTCOMES: readonly EventType[] = ['ACTION_SUCCESSFUL', 'ACTION_FAILED', 'ACTION_INTERRUPTED'];
