/** One run as data: printed with whatever went wrong, it says everything that is needed to have the run again. */
import type { Fault } from '../../../src/emulator/faults.js';
import type { Setting } from '../stage/stages.js';

export const STATUSES = [400, 403, 404, 409, 429, 500, 503];

export interface Plan extends Setting {
  faults: readonly Fault[];
  existingMeeting: boolean;
  /** `given`: the operator chose the phone's external user id. */
  userId: 'made' | 'given';
  addAttendees: number;
  /** An earlier run for the call was accepted, and left its meeting in place. */
  earlierRun: boolean;
  preset: 'standard' | 'none';
  /** The call's TransactionId and SMA are not given, but looked up. */
  findsCall: boolean;
  namesLogGroup: boolean;
  keepMeeting: boolean;
  /** Milliseconds; null is --no-wait. */
  waitMs: number | null;
  timeoutMs: number;
  /** Milliseconds after the run began, or null: it does not happen. */
  hangsUpAfter: number | null;
  interruptAfter: number | null;
  secondOperatorAfter: number | null;
  /** The same run is asked for once more, unless it is known to have failed: a new attempt would be in order then. */
  asksAgain: boolean;
  /** Null: in this process. Else the program itself, `debug` with --debug beside --json. */
  asProgram: 'json' | 'debug' | null;
}

/** A run that nothing happens to. */
export const QUIET: Plan = {
  handler: 'sma-handler',
  logDelayMs: 0,
  faults: [],
  existingMeeting: false,
  userId: 'made',
  addAttendees: 0,
  earlierRun: false,
  preset: 'standard',
  findsCall: false,
  namesLogGroup: false,
  keepMeeting: false,
  waitMs: 10_000,
  timeoutMs: 30_000,
  hangsUpAfter: null,
  interruptAfter: null,
  secondOperatorAfter: null,
  asksAgain: false,
  asProgram: null,
};

/** One cell of the matrix. */
export interface Cell {
  name: string;
  plan: Plan;
}

/** What of a plan is not quiet. */
export function unusual(plan: Plan): Record<string, unknown> {
  const quiet = new Map<string, unknown>(Object.entries(QUIET));
  return Object.fromEntries(
    Object.entries(plan).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(quiet.get(key))),
  );
}
