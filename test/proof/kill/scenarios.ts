/** What is struck: runs of the program that go every way a run can go, each with the verdict it would have had. */
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';
import type { Fault } from '../../../src/emulator/faults.js';
import type { OpenedMeeting } from '../../../src/emulator/meetings/opened.js';
import type { HandlerName } from '../stage/handlers.js';

const UPDATE = 'UpdateSipMediaApplicationCall';
const CREATE = 'CreateMeetingWithAttendees';
const REFUSED: Fault = {
  operation: UPDATE,
  kind: 'error',
  status: 400,
  code: 'BadRequestException',
  message: 'refused',
};
const THROTTLED: Fault = {
  operation: UPDATE,
  kind: 'error',
  status: 429,
  code: 'ThrottledClientException',
  message: 'slow down',
};

export interface Scenario {
  handler: HandlerName;
  faults: readonly Fault[];
  /** Somebody's meeting is there, and the run goes into it. */
  existing: boolean;
  findsCall: boolean;
  attendeesFile: boolean;
  /** Beside those that every run has. */
  words: readonly string[];
  /** The verdicts of a run that nothing strikes. */
  ends: readonly Verdict[];
  name: string;
}

const PLAIN: Omit<Scenario, 'name'> = {
  handler: 'sma-handler',
  faults: [],
  existing: false,
  findsCall: false,
  attendeesFile: false,
  words: [],
  ends: ['JOINED'],
};

const WITH_OTHERS = ['--external-user-id', 'the-phone', '--add-attendee', 'a-browser'];

const OWN: Record<string, Partial<Scenario>> = {
  new: {},
  'call found by its id': { findsCall: true },
  'existing meeting': { existing: true, words: WITH_OTHERS },
  'existing meeting, own user id': { existing: true },
  'attendees file': { attendeesFile: true, words: ['--add-attendee', 'a-browser'] },
  'handler ignores it': { handler: 'ignores-update', ends: ['NOT_JOINED'] },
  'join fails': { handler: 'joins-with-short-token', ends: ['NOT_JOINED'] },
  'join fails, existing meeting': {
    handler: 'joins-with-short-token',
    existing: true,
    words: WITH_OTHERS,
    ends: ['NOT_JOINED'],
  },
  'update refused': { faults: [{ ...REFUSED, times: 100 }], ends: ['FAILED'] },
  'update refused, existing meeting': {
    existing: true,
    words: WITH_OTHERS,
    faults: [{ ...REFUSED, times: 100 }],
    ends: ['FAILED'],
  },
  'update refused, file': {
    attendeesFile: true,
    words: ['--add-attendee', 'a-browser'],
    faults: [{ ...REFUSED, times: 100 }],
    ends: ['FAILED'],
  },
  'update throttled': { faults: [{ ...THROTTLED, times: 2 }] },
  "create's answer lost": { faults: [{ operation: CREATE, kind: 'reset-after', times: 1 }] },
  "create's answers all lost": { faults: [{ operation: CREATE, kind: 'reset-after', times: 3 }], ends: ['FAILED'] },
  "add's answer lost": {
    existing: true,
    words: WITH_OTHERS,
    faults: [{ operation: 'BatchCreateAttendee', kind: 'reset-after', times: 1 }],
  },
  "update's answer lost": { faults: [{ operation: UPDATE, kind: 'reset-after', times: 1 }] },
  'update lost on the way': { faults: [{ operation: UPDATE, kind: 'reset-before', times: 1 }], ends: ['UNCONFIRMED'] },
  'update hangs': { faults: [{ operation: UPDATE, kind: 'hang', times: 1 }] },
  'silent handler': { handler: 'logs-nothing', ends: ['UNCONFIRMED'] },
  'no wait': { words: ['--no-wait'], ends: ['ACCEPTED'] },
  'refused and kept': { words: ['--keep-meeting'], faults: [{ ...REFUSED, times: 100 }], ends: ['FAILED'] },
};

export const SCENARIOS: readonly Scenario[] = Object.entries(OWN).map(([name, own]) => ({ ...PLAIN, ...own, name }));

/** Time enough for the quiet time that NOT_JOINED needs; UNCONFIRMED takes all of it. */
const WAIT = '9s';

export interface RunPlace {
  runId: string;
  call: PlacedCall;
  existing: OpenedMeeting | null;
  /** Where the attendees file goes. */
  file: string;
}

/** The words of the run, the same whenever it is asked for again. */
export function wordsOf(scenario: Scenario, { runId, call, existing, file }: RunPlace): string[] {
  const whole = ['--transaction-id', call.transactionId, '--sma-id', call.sipMediaApplicationId];
  return [
    ...['bridge', '--json', '--run-id', runId, '--call-id', call.callId],
    ...(scenario.findsCall ? [] : whole),
    ...(existing === null ? [] : ['--meeting-id', existing.meetingId]),
    ...(scenario.attendeesFile ? ['--attendees-file', file] : []),
    ...(scenario.words.includes('--no-wait') ? [] : ['--wait', WAIT]),
    ...scenario.words,
  ];
}
