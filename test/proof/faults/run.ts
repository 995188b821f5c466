/** What a plan came to: everything that was said, and everything that is true. */
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import type { RunsCleanupResult } from '../../../src/core/runs/result.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';
import type { OpenedMeeting } from '../../../src/emulator/meetings/opened.js';
import type { MeetingState } from '../../../src/emulator/meetings/rooms.js';
import type { Stay } from '../../../src/emulator/meetings/stay.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import type { CallState, LogRecord } from '../../../src/emulator/world.js';
import type { Plan } from './plan.js';

/** How a command ended, and all that it said. */
export interface Told<Result> {
  result: Result | null;
  /** Null where the program was killed. */
  exit: number | null;
  code: string | null;
  cause: string | null;
  retryable: boolean;
  said: string;
  /** When each step began. */
  time: Record<string, number>;
  /** What is wrong with it as the answer of a program. */
  problems: string[];
}

/** An answer that has a result. */
export type Said = Told<BridgeResult> & { result: BridgeResult };

export const hasResult = (told: Told<BridgeResult>): told is Said => told.result !== null;

/** What was there before the run. */
export interface Before {
  meetings: MeetingState[];
  existing: OpenedMeeting | null;
  theirs: OpenedMeeting | null;
  earlier: { runId: string; meetingId: string } | null;
}

/** The requests of what the operator did next. */
export interface Phases {
  check: RecordedRequest[];
  whileUp: RecordedRequest[];
  whenOver: RecordedRequest[];
}

export interface Cleanup {
  told: Told<RunsCleanupResult>;
  /** As they were when it had ended. */
  meetings: MeetingState[];
}

export interface Truth {
  meetings: MeetingState[];
  call: CallState | undefined;
  callAtVerdict: string | undefined;
  calls: CallState[];
  secrets: string[];
  stays: Stay[];
  requests: RecordedRequest[];
  phases: Phases;
  records: LogRecord[];
}

export interface Run {
  plan: Plan;
  request: BridgeRequest;
  before: Before;
  call: PlacedCall;
  told: Told<BridgeResult>;
  again: Told<BridgeResult> | null;
  check: Told<BridgeResult> | null;
  cleanups: Cleanup[];
  /** When it began and ended, and when each of its steps began. */
  time: Record<string, number> & { startedAt: number; endedAt: number };
  /** This process was kept waiting meanwhile. */
  starved: boolean;
  truth: Truth;
  journal: string;
  phones: string[];
  complaints: string[];
}
