import type { LoggedAnswer } from './answers.js';
import type { CallEvent } from './call-event.js';

/** Where and when something was seen. `requestId` is the Lambda request it was logged in; null where that cannot be told. */
export interface Seen {
  group: string;
  stream: string;
  /** Milliseconds since the epoch. */
  time: number;
  /** When the log took it in, milliseconds since the epoch; null: not known. */
  ingestedAt: number | null;
  requestId: string | null;
}

export interface SeenEvent extends Seen {
  event: CallEvent;
}

/** Answers of one stream stand in the order in which they were logged. */
export interface SeenAnswer extends Seen, LoggedAnswer {}

export interface SeenTrouble extends Seen {
  words: string;
}

/** A Lambda request, as far as the platform's own lines show it. Times in ms since the epoch; null: not seen. */
export interface SeenRequest {
  group: string;
  stream: string;
  startedAt: number | null;
  endedAt: number | null;
}

/** What a handler's log records show of the calls in them, in the order of the records. */
export interface Timeline {
  events: SeenEvent[];
  answers: SeenAnswer[];
  troubles: SeenTrouble[];
  /** By their ids. */
  requests: Map<string, SeenRequest>;
  /** Records that hold the beginning or the middle of an object whose rest is not among the records: read around them. */
  fragments: { group: string; stream: string; time: number }[];
}

export function emptyTimeline(): Timeline {
  return { events: [], answers: [], troubles: [], requests: new Map(), fragments: [] };
}

/** The longest time that one of these took to get into the log, in ms; 0 where that is not known. */
export function logDelayOf(events: readonly SeenEvent[]): number {
  return Math.max(0, ...events.map(({ time, ingestedAt }) => (ingestedAt ?? time) - time));
}

/** The last thing of these that happened: by Sequence, by the records' time where two have the same or none. */
export function latestSeen(events: readonly SeenEvent[]): SeenEvent | null {
  const isLater = (one: SeenEvent, other: SeenEvent) => {
    const bySequence = (one.event.sequence ?? -1) - (other.event.sequence ?? -1);
    return bySequence > 0 || (bySequence === 0 && one.time > other.time);
  };
  return events.reduce<SeenEvent | null>(
    (latest, next) => (latest === null || isLater(next, latest) ? next : latest),
    null,
  );
}
