import type { SeenAnswer } from '../evidence/timeline.js';
import { maskNamed } from '../named-secrets.js';
import { isOfCall, ourUpdate, type RunMarks } from '../verdict/ours.js';
import type { Proof } from './find-evidence.js';

/** What the handler is seen to have logged as its answer to our update. */
export function answersToUpdate({ timeline }: Proof, run: RunMarks): SeenAnswer[] {
  const events = timeline.events.filter(({ event }) => isOfCall(event, run));
  const request = ourUpdate(events, run)?.requestId ?? null;
  return request === null ? [] : timeline.answers.filter(({ requestId }) => requestId === request);
}

/** Lambda's own words about the requests that handled the call. */
export function troubleWords({ troubles }: Proof): string[] {
  return [...new Set(troubles.map(({ words }) => `Lambda: ${maskNamed(words)}`))];
}

/** The SMA's message log is opaque text: it is quoted, never interpreted. */
export function withMessages(cause: string | null, { messages }: Proof): string | null {
  const quoted = [...new Set(messages.map((message) => maskNamed(message).trim().slice(0, 300)))].slice(-3);
  const parts = [cause, ...quoted.map((message) => `the SMA's message log says: ${message}`)];
  const said = parts.filter((part) => part !== null && part !== '');
  return said.length === 0 ? null : said.join('; ');
}

export function argumentNames({ arguments: args }: RunMarks): string {
  return Object.keys(args).join(', ') || '(none)';
}
