import type { Evidence, Likely, Verdict } from '../verdict/verdict.js';
import type { BridgeStep } from './plan.js';

/** Something a run created, that should have been undone and could not be. */
export interface Leftover {
  kind: 'meeting' | 'attendee';
  /** Null where AWS's answer to the create was lost, so that the id was never learnt. */
  meetingId: string | null;
  attendeeId: string | null;
  /** The meeting's control region. */
  region: string;
  /** The command that removes it; null where no id is known. A meeting nobody is in ends by itself after five minutes. */
  command: string | null;
}

/** What a run left in place on purpose, because a caller may be in it. */
export interface Standing {
  kind: 'meeting' | 'attendee';
  meetingId: string;
  /** Null for a meeting, and for an attendee whose id was never learnt. */
  attendeeId: string | null;
  region: string;
  /** When it ends by itself if nobody connects, ISO 8601; null where that cannot be said. */
  endsBy: string | null;
  /** Looks first, and removes it where nobody can be hurt. */
  command: string;
}

export interface Undone {
  kind: 'meeting' | 'attendee';
  meetingId: string;
  attendeeId: string | null;
  region: string;
}

/** `bridge`'s result, the same for people and for `--json`. Names here are promises to scripts. */
export interface BridgeResult {
  verdict: Verdict;
  /** ISO 8601, by the service's clock; null where no records were read. */
  asOf: string | null;
  /** What the records suggest where they prove nothing: of UNCONFIRMED alone. */
  likely: Likely;
  runId: string;
  call: {
    callId: string | null;
    transactionId: string | null;
    sipMediaApplicationId: string | null;
    region: string;
  };
  meeting: {
    meetingId: string;
    externalMeetingId: string | null;
    mediaRegion: string | null;
    region: string;
    created: boolean;
  } | null;
  attendee: { attendeeId: string; externalUserId: string; created: boolean } | null;
  evidence: Evidence[];
  standing: Standing[];
  undone: Undone[];
  leftovers: Leftover[];
}

/** The result of a run that was interrupted before it was known what it should do. */
export const NOT_BEGUN: BridgeResult = {
  verdict: 'FAILED',
  asOf: null,
  likely: null,
  runId: 'not-begun',
  call: { callId: null, transactionId: null, sipMediaApplicationId: null, region: '' },
  meeting: null,
  attendee: null,
  evidence: [],
  standing: [],
  undone: [],
  leftovers: [],
};

/** `--dry-run`'s result: what would be done, and the request that would reach the call, secrets masked. */
export interface DryRunResult {
  plan: BridgeStep[];
  request: {
    operation: 'UpdateSipMediaApplicationCall';
    region: string;
    sipMediaApplicationId: string | null;
    transactionId: string | null;
    arguments: Record<string, string>;
  };
}
