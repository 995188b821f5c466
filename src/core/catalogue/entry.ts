import type { Ending } from '../exit-codes.js';
import type { EventType } from '../facts/event.js';
import type { Delivery, FailureCode } from '../failure.js';
import type { Verdict } from '../verdict/verdict.js';
import type { ErrorMark } from './error-mark.js';
import type { Subject } from './operations.js';

/**
 * How sure a meaning is. `model`: AWS's service model says so. `documented`: an AWS page says so. `observed`: seen in real
 * events, or with the real SDK. `assumed`: nobody says so, it is the likeliest reading.
 */
export const CERTAINTIES = ['model', 'documented', 'observed', 'assumed'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Whether the same command, or the same action, may be sent once more. */
export const AGAIN = {
  safe: 'yes: nothing took effect, and the cause may pass by itself',
  'after-mending': 'after fixing the cause; until then it fails the same way',
  'look-first': 'not before you have looked: it may have taken effect',
  anew: 'yes, as a new attempt: the earlier one is over',
  pointless: 'no: there is nothing left to do it to, or nothing to do',
} as const;
export type Again = keyof typeof AGAIN;

/** What a text may speak of; where the situation is not known (`explain`, the docs) it is told in general words. */
export interface Circumstances {
  operation: string;
  /** The operation in an operator's words, after "could not": `end the meeting`. */
  doing: string;
  /** The IAM action it needs. */
  permission: string;
  subject: Subject;
  region: string;
  /** `the endpoint of CloudWatch Logs in us-east-1` */
  endpoint: string;
  profile: string | null;
  /** `the proxy proxy.example.com:3128 (HTTPS_PROXY)` */
  proxy: string;
  /** The bundle that replaces the machine's certificates: `AWS_CA_BUNDLE (/etc/ssl/corp.pem)`. */
  trust: string | null;
  status: number;
  /** `; it may have taken effect`, where the operation has one. */
  perhaps: string;
  /** What to do while that is open; empty where the request only reads. */
  lookFirst: readonly string[];
}

export type Wording = string | ((told: Circumstances) => string);

/** What an invocation event must show. Every condition that is there must hold. */
export interface EventMark {
  types: readonly EventType[];
  /** The action it is about; absent: whichever. */
  actions?: readonly string[];
  /** AWS's error type, without a trailing dot. */
  codes?: readonly string[];
  says?: RegExp;
  /** SipResponseCode of a HANGUP, as text. */
  sip?: readonly string[];
  /** A HANGUP of the leg that leads into a meeting. */
  meetingLeg?: true;
}

/** How an entry is recognised; any one of these is enough. */
export interface Recognised {
  /** What the SDK or Node threw. */
  error?: ErrorMark;
  /** Several: any one of them is enough. */
  event?: EventMark | readonly EventMark[];
  /** A log message, found anywhere in a line. */
  says?: RegExp;
  /** `says` shows only that something went wrong: whatever else is recognised comes first. */
  general?: true;
  /** Words of their own, as they are typed: compared without regard to case, spaces, hyphens and underscores. */
  words?: readonly string[];
  failure?: FailureCode;
  verdict?: Verdict;
  exit?: Ending;
}

/** One thing that can be met, and all that is known of it. */
export interface Entry {
  /** Unique, and stable: docs and scripts may name it. */
  id: string;
  title: string;
  recognised: Recognised;
  meaning: Wording;
  certainty: Certainty;
  /** What nobody says; part of every telling. */
  notKnown?: string;
  /** AWS's pages, or whoever else says so. */
  sources: readonly [string, ...string[]];
  /** What was and what was not changed. */
  changed: Wording;
  /** By the situation, where it depends on the operation. */
  again: Again | ((told: Circumstances) => Again);
  /** What to do, in order; the first is a command wherever one helps. */
  steps: (told: Circumstances) => readonly string[];
}

/** An entry for what AWS answered, or for why it did not. */
export interface AnswerEntry extends Entry {
  recognised: Recognised & { error: ErrorMark; failure: FailureCode };
  delivery: Delivery;
}
