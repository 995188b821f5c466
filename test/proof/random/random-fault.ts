/** What goes wrong with a request, or with an event. */
import { EVENT_FAULTS, type Fault, REQUEST_FAULTS } from '../../../src/emulator/faults.js';
import type { Random } from './random.js';

/** Every AWS operation that `bridge` sends. */
const OPERATIONS = [
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
const STATUSES = [400, 403, 404, 407, 409, 429, 500, 503];
/** What somebody in AWS's place answers. */
const STRANGERS = ['', '<html><body>Blocked by policy</body></html>', '{"message":"Forbidden"}', 'no such host'];

export function randomRequestFault(random: Random): Fault {
  const kind = random.oneOf(REQUEST_FAULTS);
  const spells = kind === 'error' || kind === 'html' || kind === 'replace';
  return {
    operation: random.oneOf(OPERATIONS),
    kind,
    times: random.oneOf([1, 1, 2, 99]),
    ...(random.chance(0.25) ? { skip: random.below(4) } : {}),
    ...(spells ? { status: random.oneOf(STATUSES) } : {}),
    ...(kind === 'error' && random.chance(0.5) ? { code: 'FaultException' } : {}),
    ...(spells && random.chance(0.3) ? { retryAfter: random.below(3) } : {}),
    ...(kind === 'replace' ? { body: random.oneOf(STRANGERS) } : {}),
    ...(kind === 'delay' ? { ms: random.oneOf([500, 3_000, 9_000, 12_000]) } : {}),
  };
}

export function randomEventFault(random: Random): Fault {
  return {
    operation: 'Event',
    kind: random.oneOf(EVENT_FAULTS),
    skip: random.below(7),
    times: random.oneOf([1, 1, 1, 2]),
    ms: random.oneOf([300, 1_500, 4_000, 8_000, 12_000]),
  };
}
