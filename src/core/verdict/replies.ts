import { showsActions } from '../evidence/answers.js';
import type { SeenAnswer, Timeline } from '../evidence/seen.js';
import { Hearing } from './hearing.js';
import { type History, sequenceOf } from './history.js';
import { leadsElsewhere, type RunMarks } from './ours.js';
import type { Reply } from './reply.js';

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

export function repliesIn(timeline: Timeline, history: History, run: RunMarks): Replies {
  const bySequence = repliesBySequence(timeline, history, run);
  const to = (sequence: number) => bySequence.get(sequence) ?? [];
  const heard = new Hearing();
  for (const { event } of history.events) heard.next(event, to(sequenceOf(event)));
  return {
    to,
    since: (sequence) => [...bySequence].filter(([at]) => at >= sequence).flatMap(([, replies]) => replies),
    borneOut: heard.borneOut && !heard.contradicted,
    pending: heard.pending,
  };
}

function repliesBySequence({ answers, requests }: Timeline, { sights }: History, run: RunMarks): Map<number, Reply[]> {
  const answersOf = answersByRequest(answers);
  const replies = new Map<number, Reply[]>();
  const known = new Set<string>();
  for (const seen of sights) {
    const sequence = sequenceOf(seen.event);
    const key = keyOf(seen);
    if (known.has(`${sequence}\n${key}`)) continue;
    known.add(`${sequence}\n${key}`);
    const ended = seen.requestId !== null && (requests.get(seen.requestId)?.endedAt ?? null) !== null;
    const reply = { seen, ended, ...replyIn(key === null ? [] : (answersOf.get(key) ?? []), run) };
    replies.set(sequence, [...(replies.get(sequence) ?? []), reply]);
  }
  return replies;
}

function answersByRequest(answers: readonly SeenAnswer[]): Map<string, SeenAnswer[]> {
  const byRequest = new Map<string, SeenAnswer[]>();
  for (const answer of answers) {
    const key = keyOf(answer);
    if (key !== null) byRequest.set(key, [...(byRequest.get(key) ?? []), answer]);
  }
  return byRequest;
}

function replyIn(logged: readonly SeenAnswer[], run: RunMarks): Pick<Reply, 'answer' | 'mentionsJoin'> {
  const last = logged.findLast(({ place }) => place === 'top') ?? null;
  return {
    answer: last !== null && showsActions(last) ? last : null,
    mentionsJoin: logged.some(({ joins }) => joins.some((join) => !leadsElsewhere(join, run))),
  };
}

function keyOf({ requestId, stream }: { requestId: string | null; stream: string }): string | null {
  return requestId === null ? null : `${stream}\n${requestId}`;
}
