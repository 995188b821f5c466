import type { Again, Certainty } from '../catalogue/entry.js';

/** One entry of the catalogue, told for what was asked. */
export interface Explanation {
  id: string;
  title: string;
  /** The AWS operation it is told for; null where that is not known or plays no part. */
  operation: string | null;
  /** AWS's own words, secrets masked; null where none were given. */
  said: string | null;
  meaning: string;
  certainty: Certainty;
  notKnown: string | null;
  sources: string[];
  changed: string;
  again: Again;
  steps: string[];
}

/** Something that happened in the call, in order. */
export interface CallMoment {
  sequence: number | null;
  /** ISO 8601; null where the log does not tell. */
  time: string | null;
  /** An invocation event's type, HANDLER_RESPONSE for what the handler answered, LAMBDA for what went wrong in it. */
  event: string;
  /** One line; arguments, tokens and phone numbers are masked. */
  summary: string;
  /** `LEG-A Connected`; empty where the event shows none. */
  legs: string[];
}

/** The call around the event that is explained. */
export interface ExplainedCall {
  transactionId: string | null;
  region: string | null;
  moments: CallMoment[];
  /** What the handler should have done, or does that will hurt. */
  handler: string[];
  /** Other calls that the text holds events of. */
  otherCalls: number;
  /** These calls; `id` is the entry that explains what went wrong in one, null where nothing did. */
  others: { transactionId: string; events: number; id: string | null }[];
}

/** `explain`: the first explanation is the likeliest; none, where it is not known, or where nothing went wrong in a call. */
export interface ExplainResult {
  known: boolean;
  explanations: Explanation[];
  call: ExplainedCall | null;
  /** Entries that look alike, where it is not known. */
  nearest: { id: string; title: string }[];
}

export interface ExplainListResult {
  entries: { id: string; title: string; certainty: Certainty; sources: string[] }[];
}
