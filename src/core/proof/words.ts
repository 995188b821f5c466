import type { CallEvent } from '../evidence/call-event.js';
import type { SeenAnswer } from '../evidence/seen.js';
import { maskNamed } from '../named-secrets.js';
import { historyOf, sequenceOf } from '../verdict/history.js';
import { isOfCall, ourUpdate, type RunMarks } from '../verdict/ours.js';
import { repliesIn } from '../verdict/replies.js';
import type { Proof } from './proof.js';

/** Of a text that somebody else wrote. */
const LONGEST_QUOTE = 300;

/** What somebody else wrote, with its secrets masked. */
export function quote(text: string): string {
  return maskNamed(text).trim().slice(0, LONGEST_QUOTE);
}

/** What the handler is seen to have logged as its answer to our update. */
export function answersToUpdate({ timeline }: Proof, run: RunMarks): SeenAnswer[] {
  const events = timeline.events.filter(({ event }) => isOfCall(event, run));
  const request = ourUpdate(events, run)?.requestId ?? null;
  return request === null ? [] : timeline.answers.filter(({ requestId }) => requestId === request);
}

/** The actions of an answer, in words. */
export function actionsIn({ actions }: Pick<SeenAnswer, 'actions'>): string {
  if (actions === null) return 'no action list';
  return actions.length === 0 ? 'an empty action list' : actions.join(', ').slice(0, LONGEST_QUOTE);
}

/** What the handler answered with the Hangup that ended the call, as far as its log shows it; null where it does not. */
export function answerWithHangup({ timeline }: Proof, run: RunMarks): string | null {
  const history = historyOf(timeline.events, run);
  const replies = repliesIn(timeline, history, run);
  const since = replies.since(history.update === null ? 0 : sequenceOf(history.update.event));
  const reply = since.findLast(({ answer }) => answer?.actions?.includes('Hangup') === true);
  if (reply === undefined || reply.answer === null) return null;
  const { event } = reply.seen;
  const at = event.sequence === null ? '' : ` (Sequence ${event.sequence})`;
  const what = event === history.update?.event ? 'our update' : eventInWords(event);
  return `the handler answered ${what}${at} with ${actionsIn(reply.answer)}`;
}

function eventInWords({ type, actionType, error }: CallEvent): string {
  const of = actionType === null ? '' : ` of ${actionType}`;
  const said = error === null ? '' : `, ${error.code}: ${error.message}`;
  return maskNamed(`${type}${of}${said}`).slice(0, LONGEST_QUOTE);
}

/** Lambda's own words about the requests that handled the call. */
export function troubleWords({ troubles }: Proof): string[] {
  return [...new Set(troubles.map(({ words }) => `Lambda: ${maskNamed(words)}`))];
}

/** The SMA's message log is opaque text: it is quoted, never interpreted. */
export function withMessages(cause: string | null, { messages }: Proof): string | null {
  const quoted = [...new Set(messages.map(quote))].slice(-3);
  const parts = [cause, ...quoted.map((message) => `the SMA's message log says: ${message}`)];
  const said = parts.filter((part) => part !== null && part !== '');
  return said.length === 0 ? null : said.join('; ');
}

export function argumentNames({ arguments: args }: RunMarks): string {
  return Object.keys(args).join(', ') || '(none)';
}
