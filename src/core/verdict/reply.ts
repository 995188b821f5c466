import type { SeenAnswer, SeenEvent } from '../evidence/seen.js';

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

/** The answer of all requests that handled one event; null where one is unread or they differ. */
export function theOneAnswer(replies: readonly Reply[]): SeenAnswer | null {
  const first = replies[0]?.answer ?? null;
  if (first === null) return null;
  const said = JSON.stringify(first.actions);
  return replies.every(({ answer }) => answer !== null && JSON.stringify(answer.actions) === said) ? first : null;
}
