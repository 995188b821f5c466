import { entryNamed } from '../../catalogue/catalogue.js';
import type { Entry } from '../../catalogue/entry.js';
import { entryOfEvent } from '../../catalogue/event-entry.js';
import type { CallEvent } from '../../evidence/call-event.js';
import { hangsUpLegA } from '../../evidence/legs.js';
import type { SeenEvent, Timeline } from '../../evidence/seen.js';
import { isJoin, orderOf, Requests } from './order.js';

/** The event that is explained, out of all the calls of a text. */
export interface Failing {
  seen: SeenEvent;
  entry: Entry;
  /** The worse, the more it is what was asked about; 0 for an event that is no trouble. */
  weight: number;
}

/** The worst event of all, the latest of equally bad ones; null where the text holds none of a call. */
export function failingEvent(timeline: Timeline): Failing | null {
  const requests = new Requests(timeline);
  const weighed = callsOf(timeline.events).flatMap((events) => weighEvents(events, requests));
  return worstOf(weighed);
}

function worstOf(weighed: readonly Failing[]): Failing | null {
  return weighed.reduce<Failing | null>(
    (worst, next) => (worst === null || next.weight >= worst.weight ? next : worst),
    null,
  );
}

/** The worst event of one call. */
export function failingIn(events: SeenEvent[], timeline: Timeline): Failing | null {
  return worstOf(weighEvents(events, new Requests(timeline)));
}

/** The events of each call, in the order of their Sequence. */
export function callsOf(events: readonly SeenEvent[]): SeenEvent[][] {
  const calls = new Map<string, SeenEvent[]>();
  for (const seen of events) {
    const id = seen.event.transactionId.toLowerCase();
    const call = calls.get(id);
    if (call === undefined) calls.set(id, [seen]);
    else call.push(seen);
  }
  return [...calls.values()].map((call) => call.toSorted(orderOf));
}

function weighEvents(events: SeenEvent[], requests: Requests): Failing[] {
  const joined = events.findLastIndex(({ event }) => isJoin(event, 'ACTION_SUCCESSFUL'));
  const outcome = events.findLastIndex(
    ({ event }) => isJoin(event, 'ACTION_SUCCESSFUL') || isJoin(event, 'ACTION_FAILED'),
  );
  return events.map((seen, index) => {
    const entry = entryFor(seen, index < outcome, requests);
    const weight = weightOf(seen, entry, events);
    // What went wrong before a join that worked is not the end of the story.
    return { seen, entry: entry ?? entryNamed('update.unanswered'), weight: index < joined ? weight / 2 : weight };
  });
}

function weightOf({ event }: SeenEvent, entry: Entry | undefined, events: SeenEvent[]): number {
  if (isJoin(event, 'ACTION_FAILED')) return 10;
  if (event.type === 'INVALID_LAMBDA_RESPONSE') return 8;
  if (entry?.id === 'update.ignored') return 7;
  if (event.type === 'ACTION_FAILED') return 6;
  if (event.type === 'CALL_UPDATE_REQUESTED') return entry === undefined ? 0 : 5;
  if (event.type === 'HANGUP') return weightOfHangup(event, entry);
  if (isJoin(event, 'ACTION_SUCCESSFUL')) return 1.5;
  return entry === undefined || events.length > 1 ? 0 : 1;
}

function weightOfHangup(event: CallEvent, entry: Entry | undefined): number {
  if (!hangsUpLegA(event)) return 4;
  return entry?.id === 'hangup.0' ? 2 : 3;
}

/** What Lambda itself said of the request; any other words are the handler's own error. */
function lambdaEntry(words: string): Entry {
  const known = ['lambda.timed-out', 'lambda.exited', 'lambda.handler-not-found', 'lambda.not-loaded'].map(entryNamed);
  return known.find(({ recognised }) => recognised.says?.test(words) === true) ?? entryNamed('lambda.unhandled');
}

/** An update is only as good as what follows it: a join's outcome stands for itself. */
function entryFor(seen: SeenEvent, outcomeFollows: boolean, requests: Requests): Entry | undefined {
  if (seen.event.type !== 'CALL_UPDATE_REQUESTED') return entryOfEvent(seen.event);
  if (outcomeFollows) return undefined;
  const answers = requests.answersTo(seen);
  const [trouble] = requests.troublesOf(seen);
  if (trouble !== undefined) return lambdaEntry(trouble.words);
  const ignored =
    answers.some(({ place }) => place === 'top') && answers.every(({ joins, cut }) => joins.length === 0 && !cut);
  return ignored ? entryNamed('update.ignored') : entryOfEvent(seen.event);
}
