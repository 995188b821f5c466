// One run as data: printed with whatever went wrong, it says everything that is needed to have the run again.
import { EVENT_FAULTS, REQUEST_FAULTS } from '../../dist/emulator/faults.js';
import { HANDLERS } from './handlers.js';
import { randomOf } from './random.js';

/** Every AWS operation that `bridge` sends. */
export const OPERATIONS = [
  'CreateMeetingWithAttendees',
  'CreateAttendee',
  'BatchCreateAttendee',
  'ListAttendees',
  'GetMeeting',
  'DeleteMeeting',
  'DeleteAttendee',
  'GetSipMediaApplication',
  'UpdateSipMediaApplicationCall',
  'FilterLogEvents',
];
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
  /** Milliseconds; null is --no-wait. */
  waitMs: 3_000,
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

function randomFault(random) {
  if (random.chance(0.3)) {
    return {
      operation: 'Event',
      kind: random.oneOf(EVENT_FAULTS),
      times: 1 + random.below(2),
      ms: random.below(2_500),
    };
  }
  const kind = random.oneOf(REQUEST_FAULTS);
  return {
    operation: random.oneOf(OPERATIONS),
    kind,
    times: random.oneOf([1, 1, 2, 99]),
    ...(kind === 'error' || kind === 'html' ? { status: random.oneOf(STATUSES) } : {}),
    ...(kind === 'error' && random.chance(0.5) ? { code: 'FaultException' } : {}),
    ...((kind === 'error' || kind === 'html') && random.chance(0.3) ? { retryAfter: random.below(3) } : {}),
    ...(kind === 'delay' ? { ms: random.below(3_000) } : {}),
  };
}

/** The run of this number under this seed, always the same one. */
export function randomPlan(seed, number) {
  const random = randomOf(seed * 7_919 + number);
  const existingMeeting = random.chance(0.35);
  return {
    ...QUIET,
    handler: random.chance(0.25) ? 'sma-handler' : random.oneOf(HANDLERS),
    logDelayMs: random.oneOf([0, 0, 0, 300, 1_500]),
    faults: Array.from({ length: random.below(4) }, () => randomFault(random)),
    existingMeeting,
    userId: random.chance(0.7) ? 'made' : existingMeeting && random.chance(0.1) ? 'taken' : 'given',
    addAttendees: random.oneOf([0, 0, 0, 1, 2]),
    preset: random.oneOf(['standard', 'standard', 'none']),
    findsCall: random.chance(0.1),
    namesLogGroup: random.chance(0.15),
    keepMeeting: random.chance(0.05),
    waitMs: random.chance(0.05) ? null : 3_000,
    timeoutMs: random.chance(0.1) ? 300 + random.below(4_000) : 30_000,
    hangsUpAfter: random.chance(0.15) ? random.below(1_500) : null,
    interruptAfter: random.chance(0.07) ? random.below(3_000) : null,
    secondOperatorAfter: random.chance(0.12) ? random.below(1_000) : null,
    asksAgain: random.chance(0.15),
    asProgram: random.chance(0.03) ? random.oneOf(['json', 'debug']) : null,
  };
}

/** What of a plan is not quiet. */
export function unusual(plan) {
  return Object.fromEntries(
    Object.entries(plan).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(QUIET[key])),
  );
}
