import type { Applications, Calls } from './calls.js';
import type { Attendees, Meetings } from './meetings.js';
import type { Records } from './records.js';

/** Everything the core asks of AWS. */
export interface Aws {
  meetings: Meetings;
  attendees: Attendees;
  calls: Calls;
  applications: Applications;
  records: Records;
}

/** Which AWS, and as whom; `input` resolves it, `aws` opens it. Null: the SDK's own chain decides. */
export interface AwsSettings {
  region: string;
  meetingsRegion: string;
  profile: string | null;
  endpointUrl: string | null;
}

export interface WireRequest {
  kind: 'request';
  operation: string;
  /** From 1. */
  attempt: number;
  method: string;
  /** With scheme and port. */
  host: string;
  /** Without its query. */
  path: string;
  /** What it carries, as JSON; null where it carries nothing. */
  body: string | null;
}

/** One attempt has ended. */
export interface WireAnswer {
  kind: 'answer';
  operation: string;
  attempt: number;
  /** Null where there was no answer. */
  status: number | null;
  /** The name or code of what went wrong. */
  error: string | null;
  durationMs: number;
  bytes: number;
  requestId: string | null;
  /** What was answered, as JSON; null where nothing could be read. */
  body: string | null;
}

/** What follows from an attempt that failed. */
export interface WireDecision {
  kind: 'decision';
  operation: string;
  attempt: number;
  /** Until the next attempt; null: there is none. */
  delayMs: number | null;
  because: string;
}

/** The operation is over, its attempts and pauses included. */
export interface WireEnd {
  kind: 'end';
  operation: string;
  attempts: number;
  durationMs: number;
  /** Of the last answer. */
  status: number | null;
  requestId: string | null;
}

/**
 * What happens on the wire, for `--debug`. It holds no secret: of bodies only members that are known to be harmless are
 * shown, every other is `***`; headers and log messages are never shown.
 */
export type WireTrace = WireRequest | WireAnswer | WireDecision | WireEnd;
