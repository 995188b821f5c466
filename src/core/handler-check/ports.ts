import type { ArgumentTemplate } from '../run/arguments.js';

/**
 * Which of an update's Arguments a handler read, what it compared each with where that can be seen, whether it listed them, and
 * which it took for JSON, with the members that it read there.
 */
export interface ArgumentReads {
  names: string[];
  compared: Record<string, string[]>;
  listed: boolean;
  parsed: Record<string, string[]>;
}

/** What a handler looked for outside of its process: places that it tried to reach, and variables that were not there. */
export interface Outside {
  reached: string[];
  variables: string[];
}

/** By which way an answer came: from nodejs24.x on Lambda takes a promise and a plain return alone. */
export type AnsweredBy = 'promise' | 'callback' | 'context' | 'return' | 'nothing';

/** One invocation, seen from outside. `text`: the answer's JSON, or the error's words. Null: that cannot be seen. */
export interface Invoked {
  kind: 'answered' | 'threw' | 'timed-out';
  text: string;
  durationMs: number;
  records: string[] | null;
  reads: ArgumentReads | null;
  outside: Outside | null;
  by: AnsweredBy | null;
}

/** The handler that is checked. */
export interface HandlerUnderCheck {
  /** What it looked for while it was loaded. */
  loading: Outside;
  /** How many parameters it declares; null where that cannot be seen. */
  parameters: number | null;
  /** The runtime whose rules it is run by; null where none was named. */
  runtime: string | null;
  /** What it tries to reach, it reaches. */
  allowNetwork: boolean;
  /** Invokes it once, within a limit of its own. `watch`: note what is read of the event's Arguments. */
  invoke(event: object, watch: boolean): Promise<Invoked>;
  /** Its source, or as much of it as can be had; empty where it cannot. */
  source: string;
}

export type Direction = 'Inbound' | 'Outbound';

/** What became of a call that is in the meeting, and was updated once more with the same arguments. */
export type SecondUpdate = 'stays' | 'hung-up' | 'moved';

/** What became of a simulated call that was updated with the found arguments. */
export interface JoinTrial {
  joined: boolean;
  hindrance: string | null;
  /** Actions of AWS that the call ran here without their effect: what became of it is then not known. */
  notSimulated: string[];
  /** Null where it did not join. */
  second: SecondUpdate | null;
  /** The update was taken only once this had happened: keys, or the end of an action. Null: it was taken at once. */
  after: { keys: string } | { action: string } | null;
  /** Keys that were to be pressed first, and that no action took; null where there were none, or they were taken. */
  unheard: string | null;
  /** What the handler logged of the whole call. */
  records: string[];
  /** The update that made it join, as it was sent; null where it did not join. */
  sent: SentUpdate | null;
  outside: Outside;
}

/** An update, and what tells it and its join from all others. */
export interface SentUpdate {
  transactionId: string;
  callId: string;
  meetingId: string;
  attendeeId: string;
  joinToken: string;
  arguments: Record<string, string>;
}

/** Keys that a caller presses in one go, and how long after that, on the call's clock, they may be pressed anew. */
export interface Presses {
  keys: string;
  againAfterMs: number;
}

/** A call on the embedded AWS, with this handler. `presses`: what the caller presses first; null for nothing. */
export type TryJoin = (
  templates: ArgumentTemplate[],
  direction: Direction,
  presses: Presses | null,
) => Promise<JoinTrial>;
