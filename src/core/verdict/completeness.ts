import { hangsUpLegA } from '../evidence/legs.js';
import type { SeenEvent, SeenRequest, Timeline } from '../evidence/seen.js';
import { HANDLER_RETRY_AFTER_MS } from '../facts/limits.js';
import { type History, sequenceOf } from './history.js';
import type { Replies } from './replies.js';
import { type Reply, theOneAnswer } from './reply.js';
import type { Why } from './verdict.js';

/**
 * Why the records do not show the whole of what happened since our update; null where they do. A failure, a refusal or a
 * silence proves nothing in a log that may leave things out.
 */
export function gapIn(timeline: Timeline, history: History, replies: Replies): Why | null {
  const { update, events } = history;
  if (update === null) return 'update-not-seen';
  const from = sequenceOf(update.event);
  if (hasGap(history)) return 'sequence-missing';
  const since = events.filter(({ event }) => sequenceOf(event) > from);
  if (since.some(({ event }) => event.type.startsWith('ACTION_') && event.actionType === null)) return 'action-hidden';
  if (!showsSuccesses(events)) return 'events-left-out';
  const asked = replies.since(from);
  const open = openRequest(asked, timeline);
  if (open !== null) return open;
  const silent = silentRequests(timeline);
  return mayHideEvent(silent, timeline, update) || isOneLate(silent, timeline, events) ? 'request-silent' : null;
}

/** The log is seen to hold actions that went well. Where it ends with the call itself nothing can be left out behind that. */
function showsSuccesses(events: readonly SeenEvent[]): boolean {
  const last = events.at(-1);
  if (last !== undefined && hangsUpLegA(last.event)) return true;
  return events.some(({ event }) => event.type === 'ACTION_SUCCESSFUL' || event.type === 'ACTION_INTERRUPTED');
}

/** Of a call of which our update is seen, so that there is a first and a last event. */
function hasGap({ events, isWhole }: History): boolean {
  const [from, to] = [events[0], events.at(-1)].map((seen) => sequenceOf((seen as SeenEvent).event)) as [
    number,
    number,
  ];
  // Events without a Sequence stand first; where one is, or two share one, nothing can be counted.
  if (from < 1) return true;
  return events.some(({ event }, at) => event.sequence === events[at + 1]?.event.sequence) || !isWhole(from, to);
}

/** Each request that handled the call since our update must have ended: while it runs it may still answer with a join. */
function openRequest(asked: readonly Reply[], { requests }: Timeline): Why | null {
  if (asked.every(({ ended }) => ended)) return null;
  // Lambda logs the starts of requests where it logs their ends.
  const isLogged = asked.some(({ seen }) => seen.requestId !== null && requests.has(seen.requestId));
  return isLogged && asked.every(({ seen }) => seen.requestId !== null) ? 'request-open' : 'ends-not-logged';
}

/** Requests that show no event. */
function silentRequests({ events, requests }: Timeline): SeenRequest[] {
  const shown = new Set(events.map(({ requestId }) => requestId));
  return [...requests].flatMap(([id, request]) => (shown.has(id) ? [] : [request]));
}

/** A silent request that began after the one with our update may have handled this call. */
function mayHideEvent(silent: readonly SeenRequest[], { requests }: Timeline, update: SeenEvent): boolean {
  const from = requests.get(update.requestId ?? '')?.startedAt ?? update.time;
  return silent.some(({ startedAt }) => startedAt !== null && startedAt > from);
}

/** If the log shows the first event later than this, it does not show how the call began. */
const FIRST_EVENT_WITHIN_MS = 60_000;

/**
 * A silent request of the call's own stream began between the call and the request that shows its first event: the handler's
 * lines are written one request late, and the newest event is not in the log yet.
 */
function isOneLate(silent: readonly SeenRequest[], { requests }: Timeline, [first]: readonly SeenEvent[]): boolean {
  const callStart = first?.event.legs.find(({ startedAt }) => startedAt !== null)?.startedAt ?? null;
  const firstStart = requests.get(first?.requestId ?? '')?.startedAt ?? null;
  if (callStart === null || firstStart === null || firstStart - callStart > FIRST_EVENT_WITHIN_MS) return false;
  return silent.some(
    ({ stream, startedAt }) =>
      stream === first?.stream && startedAt !== null && startedAt >= callStart && startedAt < firstStart,
  );
}

/** Lambda or the SMA asked twice about one event, and the answers differ or one is not read: which counted is not known. */
export function answeredTwice(
  { requests }: Timeline,
  history: History,
  replies: Replies,
  hasDeclined: (reply: Reply) => boolean,
): boolean {
  const from = history.update === null ? 0 : sequenceOf(history.update.event);
  return history.events.some(({ event }) => {
    if (sequenceOf(event) < from) return false;
    const asked = replies.to(sequenceOf(event));
    if (asked.length > 1) return theOneAnswer(asked) === null && !asked.every(hasDeclined);
    return asked.some((reply) => isAskedAgain(reply, requests));
  });
}

/** So long a request that the SMA did not wait for its answer: another one handled the event too, and is not in the log yet. */
function isAskedAgain({ seen }: Reply, requests: Timeline['requests']): boolean {
  const { startedAt = null, endedAt = null } = requests.get(seen.requestId ?? '') ?? {};
  return startedAt !== null && endedAt !== null && endedAt - startedAt >= HANDLER_RETRY_AFTER_MS;
}
