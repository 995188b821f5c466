/** What a run writes down before it does it, and what came of it. One entry is one line of its journal. */

import type { FailureCode } from '../failure.js';
import type { StepEnd } from '../outcome/outcome.js';
import type { Made } from '../run/made.js';
import type { StepId } from '../run/plan.js';
import type { CallName } from '../run/request.js';
import type { BridgeResult, Leftover, Undone } from '../run/result.js';
import type { DigestedArgument, DigestedText } from '../verdict/sent-text.js';
import type { Evidence, Likely, Verdict } from '../verdict/verdict.js';

/** Which process holds a run. `started` tells it from a later one of the same number; null where the system does not say. */
export interface ProcessMark {
  host: string;
  pid: number;
  started: string | null;
}

/** Where a run sends its requests, and as whom. `endpoint` null: AWS's own. */
export interface Place {
  endpoint: string | null;
  profile: string | null;
  region: string;
  meetingsRegion: string;
}

/** All that makes a run this run: asked for again under its id, it must be the same. No secret is in it. */
export interface Asked extends Place {
  call: CallName;
  meetingId: string | null;
  externalMeetingId: string;
  mediaRegion: string;
  externalUserId: string;
  addAttendees: string[];
  /** Digest of the arguments' templates: their values are the operator's. */
  arguments: string;
  logGroups: string[];
  keepMeeting: boolean;
  attendeesFile: string | null;
  timeoutMs: number;
}

/** What finds the update's traces again: texts by their digests. */
export interface UpdateMarks {
  call: { callId: string | null; transactionId: string; sipMediaApplicationId: string };
  meetingId: string;
  attendeeId: string;
  /** Attendees of earlier runs whose updates may still join the call in this meeting. */
  earlierAttendees: string[];
  joinToken: DigestedText;
  arguments: Record<string, DigestedArgument>;
  sequenceBefore: number | null;
  logGroups: string[];
  /** Milliseconds since the epoch, by the service's clock as far as it is known. */
  sendingAt: number;
}

/** What became of the update, as far as its own answer tells. */
export type UpdateDelivery = 'accepted' | 'unknown' | 'not-sent' | 'refused';

/** A failure as it is told again. */
export interface FailureRecord {
  code: FailureCode;
  message: string;
  cause: string | null;
  tryThis: string[];
  retryable: boolean;
  requestId: string | null;
  attempts: number;
  exitCode: number;
}

export type Purpose = 'bridge' | 'check' | 'cleanup';

export type EntryBody =
  | {
      type: 'claimed';
      claim: string;
      purpose: Purpose;
      by: ProcessMark;
      who: string | null;
      version: string;
      /** It ends by itself after so long, undoing included. */
      lastsMs: number;
    }
  | { type: 'released'; claim: string }
  /** `salt` makes its ClientRequestToken, together with the run's id and the attempt. */
  | { type: 'begun'; attempt: number; salt: string; asked: Asked; reason: string | null; plan: StepId[] }
  | { type: 'call-found'; call: CallName }
  | { type: 'step-started'; step: StepId }
  | { type: 'step-finished'; step: StepId; outcome: StepEnd; ms: number; requestIds: string[] }
  /** The run goes into a meeting that an earlier run for the call left in place. */
  | { type: 'adopted'; meetingId: string; fromRun: string; attendeeIds: string[] }
  | { type: 'made'; made: Made }
  | { type: 'file-written'; path: string }
  | { type: 'update-sending'; marks: UpdateMarks }
  | { type: 'update-sent'; delivery: UpdateDelivery; at: number; requestId: string | null }
  | { type: 'interrupted' }
  | {
      type: 'verdict';
      verdict: Verdict;
      asOf: string | null;
      likely: Likely;
      evidence: Evidence[];
      failure: { code: FailureCode; message: string } | null;
    }
  | { type: 'undone'; attempt: number; undone: Undone[]; leftovers: Leftover[] }
  | {
      type: 'ended';
      result: BridgeResult;
      failure: FailureRecord | null;
      warnings: string[];
      requestIds: string[];
    };

/** `time` is ISO 8601, by the machine's own clock. */
export type Entry = { time: string } & EntryBody;

export type EntryOf<Type extends EntryBody['type']> = Extract<Entry, { type: Type }>;

/** Longer texts are cut when they are written; the reader takes no longer ones. In characters. */
export const LONGEST_NOTE = 8_192;
