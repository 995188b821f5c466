import type { Entry } from '../journal/entry.js';
import type { Verdict } from '../verdict/verdict.js';

/** `CUT_SHORT`: its process died before the run had its answer. */
export const RUN_STATES = ['UNDER_WAY', 'CUT_SHORT', 'ENDED'] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface RunSummary {
  runId: string;
  /** ISO 8601, of its latest attempt. */
  begunAt: string;
  state: RunState;
  /** The latest that was reached. */
  verdict: Verdict | null;
  attempts: number;
  reason: string | null;
  who: string | null;
  /** Null: AWS's own. */
  endpoint: string | null;
  profile: string | null;
  region: string;
  meetingsRegion: string;
  callId: string | null;
  transactionId: string | null;
  /** The meeting it made or joined, once it is known. */
  meetingId: string | null;
  /** It left something, as far as is known, that nobody removed yet. */
  leavesSomething: boolean;
}

export interface RunsListResult {
  runs: RunSummary[];
}

export interface RunShowResult {
  run: RunSummary;
  /** Every line of its journal that could be read, oldest first. No secret is in them. */
  entries: Entry[];
  /** Lines that could not be. */
  unreadable: number;
}

/** What was removed, or is still there. */
export interface CleanupItem {
  kind: 'meeting' | 'attendee';
  runId: string;
  /** Null where AWS's answer was lost, and with it the id. */
  meetingId: string | null;
  attendeeId: string | null;
  /** The meeting's control region. */
  region: string;
}

export interface KeptItem extends CleanupItem {
  reason: string;
  /** ISO 8601; null where time alone changes nothing. */
  tryAgainAt: string | null;
}

export interface RunsCleanupResult {
  removed: CleanupItem[];
  kept: KeptItem[];
  failed: (CleanupItem & { reason: string })[];
}
