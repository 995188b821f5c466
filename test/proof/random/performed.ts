/** What a plan came to: everything that was said, and everything that is true. */
import type { BridgeResult } from '../../../src/core/run/result.js';
import type { RunsCleanupResult } from '../../../src/core/runs/result.js';
import type { MeetingState } from '../../../src/emulator/meetings/rooms.js';
import type { Stay } from '../../../src/emulator/meetings/stay.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import type { CallState } from '../../../src/emulator/world.js';
import type { Ended } from './operator.js';
import type { Asked, Plan } from './plan.js';
import type { Invoked } from './sandboxes.js';
import type { KeptRecord } from './world.js';

/** One run of ours, with everything that was asked of it afterwards. */
export interface OurRun {
  runId: string;
  asked: Asked;
  existing: { meetingId: string; externalUserId: string; attendeeId: string } | null;
  first: Ended<BridgeResult>;
  again: Ended<BridgeResult> | null;
  /** `runs check`, twenty seconds after the last verdict. */
  check: Ended<BridgeResult> | null;
  cleanups: Ended<RunsCleanupResult>[];
  journal: string;
}

/** What is true, at the end. */
export interface Truth {
  requests: readonly RecordedRequest[];
  stays: readonly Stay[];
  /** Before the runs, some seconds after the last verdict, and when everything was over. */
  meetings: { before: MeetingState[]; settled: MeetingState[]; after: MeetingState[] };
  call: CallState;
  secrets: string[];
  records: readonly KeptRecord[];
  invoked: readonly Invoked[];
  /** Of the emulator, and of Node. */
  complaints: string[];
  /** Meetings that no run of ours may touch. */
  others: string[];
  /** When the phone was hung up by the caller, or null. */
  hungUpAt: number | null;
}

export interface Performed {
  plan: Plan;
  beganAt: number;
  settledAt: number;
  runs: OurRun[];
  truth: Truth;
}

/** Numbers that are kept for fiction. */
export const PHONES = { from: '+12065550173', to: '+12065550188' };
