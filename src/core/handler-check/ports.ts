import type { ArgumentTemplate } from '../arguments.js';

/** Which of an update's Arguments a handler read, what it compared each with where that can be seen, and whether it listed them. */
export interface ArgumentReads {
  names: string[];
  compared: Record<string, string[]>;
  listed: boolean;
}

/** One invocation, seen from outside. `text`: the answer's JSON, or the error's words. Null: that cannot be seen. */
export interface Invoked {
  kind: 'answered' | 'threw' | 'timed-out';
  text: string;
  durationMs: number;
  records: string[] | null;
  reads: ArgumentReads | null;
}

/** The handler that is checked. */
export interface HandlerUnderCheck {
  /** Invokes it once, within a limit of its own. `watch`: note what is read of the event's Arguments. */
  invoke(event: object, watch: boolean): Promise<Invoked>;
  /** Its source, or as much of it as can be had; empty where it cannot. */
  source: string;
}

/** What became of a simulated call that was updated with the found arguments. */
export interface JoinTrial {
  joined: boolean;
  hindrance: string | null;
  /** Actions of AWS that the call ran here without their effect: what became of it is then not known. */
  notSimulated: string[];
  /** What the handler logged of the whole call. */
  records: string[];
}

/** A call on the embedded AWS, with this handler. */
export type TryJoin = (templates: ArgumentTemplate[]) => Promise<JoinTrial>;
