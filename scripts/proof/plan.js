// One run as data: printed with whatever went wrong, it says everything that is needed to have the run again.
export const STATUSES = [400, 403, 404, 409, 429, 500, 503];

/** A run that nothing happens to. */
export const QUIET = {
  handler: 'sma-handler',
  /** Until a log record can be read. */
  logDelayMs: 0,
  faults: [],
  existingMeeting: false,
  /** `given`: the operator chose the phone's external user id. */
  userId: 'made',
  addAttendees: 0,
  /** An earlier run for the call was accepted, and left its meeting in place. */
  earlierRun: false,
  preset: 'standard',
  /** The call's TransactionId and SMA are not given, but looked up. */
  findsCall: false,
  namesLogGroup: false,
  keepMeeting: false,
  /** Milliseconds; null is --no-wait. */
  waitMs: 10_000,
  timeoutMs: 30_000,
  /** Milliseconds after the run began, or null: it does not happen. */
  hangsUpAfter: null,
  interruptAfter: null,
  secondOperatorAfter: null,
  /** The same run is asked for once more, unless it is known to have failed: a new attempt would be in order then. */
  asksAgain: false,
  /** Null: in this process. Else the program itself, `json` or `debug`, which has --debug beside --json. */
  asProgram: null,
};

/** What of a plan is not quiet. */
export function unusual(plan) {
  return Object.fromEntries(
    Object.entries(plan).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(QUIET[key])),
  );
}
