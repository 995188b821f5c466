import { showsActions } from '../evidence/answers.js';
import type { CallEvent } from '../evidence/call-event.js';
import type { SeenAnswer, SeenEvent, Timeline } from '../evidence/seen.js';
import type { EventType } from '../facts/event.js';
import { type History, sequenceOf } from './history.js';
import { leadsElsewhere, type RunMarks } from './ours.js';

/** What one Lambda request that handled an event is seen to have answered. */
export interface Reply {
  seen: SeenEvent;
  /** The request's end stands in the log. */
  ended: boolean;
  /** The last response that it logged on top; null where it logged none, or the last one cannot be read. */
  answer: SeenAnswer | null;
  /** A JoinChimeMeeting that may lead into this run's meeting stands somewhere in what it logged. */
  mentionsJoin: boolean;
}

/** What a call's handler answered, event by event. */
export interface Replies {
  /** Of each Sequence, the requests that handled it; more than one where Lambda or the SMA asked again. */
  to(sequence: number): Reply[];
  /** From this Sequence on. */
  since(sequence: number): Reply[];
  /**
   * What the handler logs as its replies is what it answered: one of them named the action that the next event reported, and
   * none is contradicted by what followed. A template that is logged in each request is not an answer.
   */
  borneOut: boolean;
  /** Actions that may be running or waiting once all of it is heard; null where that cannot be known. */
  pending: readonly string[] | null;
}

/** The SMA uses no response to these (developer guide: pstn-invocations, use-create-call-api). */
const TOLD: readonly EventType[] = ['NEW_OUTBOUND_CALL', 'RINGING', 'ACTION_INTERRUPTED'];

export function repliesIn(timeline: Timeline, history: History, run: RunMarks): Replies {
  const bySequence = repliesBySequence(timeline, history, run);
  const to = (sequence: number) => bySequence.get(sequence) ?? [];
  const heard = new Hearing();
  for (const { event } of history.events) heard.next(event, to(sequenceOf(event)));
  return {
    to,
    since: (sequence) => [...bySequence].filter(([at]) => at >= sequence).flatMap(([, replies]) => replies),
    borneOut: heard.bornOut && !heard.contradicted,
    pending: heard.pending,
  };
}

function repliesBySequence({ answers, requests }: Timeline, { sights }: History, run: RunMarks): Map<number, Reply[]> {
  const byRequest = new Map<string, SeenAnswer[]>();
  for (const answer of answers) {
    const key = keyOf(answer);
    if (key !== null) byRequest.set(key, [...(byRequest.get(key) ?? []), answer]);
  }
  const replies = new Map<number, Reply[]>();
  const known = new Set<string>();
  for (const seen of sights) {
    const sequence = sequenceOf(seen.event);
    const key = keyOf(seen);
    if (known.has(`${sequence}\n${key}`)) continue;
    known.add(`${sequence}\n${key}`);
    const logged = key === null ? [] : (byRequest.get(key) ?? []);
    const last = logged.findLast(({ place }) => place === 'top') ?? null;
    const reply: Reply = {
      seen,
      ended: seen.requestId !== null && (requests.get(seen.requestId)?.endedAt ?? null) !== null,
      answer: last !== null && showsActions(last) ? last : null,
      mentionsJoin: logged.some(({ joins }) => joins.some((join) => !leadsElsewhere(join, run))),
    };
    replies.set(sequence, [...(replies.get(sequence) ?? []), reply]);
  }
  return replies;
}

function keyOf({ requestId, stream }: { requestId: string | null; stream: string }): string | null {
  return requestId === null ? null : `${stream}\n${requestId}`;
}

/** Follows a call through its events and the handler's replies: which action can be running, and whether the replies fit. */
class Hearing {
  bornOut = false;
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
    if (known.includes(actionType)) this.bornOut = true;
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

/** The answer of all requests that handled one event; null where one is unread or they differ. */
export function theOneAnswer(replies: readonly Reply[]): SeenAnswer | null {
  const first = replies[0]?.answer ?? null;
  if (first === null) return null;
  const said = JSON.stringify(first.actions);
  return replies.every(({ answer }) => answer !== null && JSON.stringify(answer.actions) === said) ? first : null;
}
