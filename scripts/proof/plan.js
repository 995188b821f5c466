// One run as data: printed with whatever went wrong, it says everything that is needed to have the run again.
export const STATUSES = [400, 403, 404, 409, 429, 500, 503];

/** A run that nothing happens to. */
export const QUIET = {
  handler: 'sma-handler',
  /** Until a log record can be read. */
  logDelayMs: 0,
  faults: [],
  existingMeeting: false,
  /** The operator chose the phone's external user id; `taken`: somebody is in the meeting under it. */
  userId: 'made',
  addAttendees: 0,
  preset: 'standard',
  /** The call's TransactionId and SMA are not given, but looked up. */
  findsCall: false,
  namesLogGroup: false,
  keepMeeting: false,
  /** Milliseconds; null is --no-wait. What speaks against a join must stand for six seconds. */
  waitMs: 9_000,
  timeoutMs: 30_000,
  /** Milliseconds after the run began, or null: it does not happen. */
  hangsUpAfter: null,
  interruptAfter: null,
  /** Null: in this process. Else the program itself, `json` or `debug`, which has --debug beside --json. */
  asProgram: null,
};

/** What of a plan is not quiet. */
export function unusual(plan) {
  return Object.fromEntries(
    Object.entries(plan).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(QUIET[key])),
  );
}
