import type { CallEvent } from '../../evidence/call-event.js';
import type { Seen, SeenAnswer, SeenEvent, SeenTrouble, Timeline } from '../../evidence/seen.js';

/** By Sequence; by the records' own time where one has none. */
export function orderOf(one: SeenEvent, other: SeenEvent): number {
  const [first, second] = [one.event.sequence, other.event.sequence];
  return first === null || second === null ? one.time - other.time : first - second || one.time - other.time;
}

/** The outcome of a JoinChimeMeeting. */
export function isJoin(event: CallEvent, type: 'ACTION_SUCCESSFUL' | 'ACTION_FAILED'): boolean {
  return (
    event.type === type && (event.actionType === 'JoinChimeMeeting' || event.error?.code === 'ErrorJoiningMeeting')
  );
}

/** What was logged in each Lambda request, found at once: a log may hold thousands of them. */
export class Requests {
  readonly #answers = new Map<string, SeenAnswer[]>();
  readonly #troubles = new Map<string, SeenTrouble[]>();

  constructor({ answers, troubles }: Timeline) {
    for (const answer of answers) file(this.#answers, answer);
    for (const trouble of troubles) file(this.#troubles, trouble);
  }

  /** What the handler answered to this event, where both were logged in one Lambda request. */
  answersTo(event: SeenEvent): SeenAnswer[] {
    return this.#answers.get(keyOf(event)) ?? [];
  }

  /** What went wrong in the Lambda request of this event. */
  troublesOf(event: SeenEvent): SeenTrouble[] {
    return this.#troubles.get(keyOf(event)) ?? [];
  }
}

function file<One extends Seen>(byRequest: Map<string, One[]>, seen: One): void {
  if (seen.requestId === null) return;
  const known = byRequest.get(keyOf(seen));
  if (known === undefined) byRequest.set(keyOf(seen), [seen]);
  else known.push(seen);
}

function keyOf({ stream, requestId }: Seen): string {
  return `${requestId}\n${stream}`;
}
