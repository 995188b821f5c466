// Every fault at every place where it can strike, as plans.
import { EVENT_FAULTS, REQUEST_FAULTS } from '../../dist/emulator/faults.js';
import { QUIET, STATUSES } from './plan.js';

/** The four situations in which each operation that `bridge` sends is sent, so that every fault strikes in at least one. */
const SITUATIONS = {
  'new meeting, joins': {
    plan: {},
    operations: [
      'CreateMeetingWithAttendees',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
    ],
  },
  'new meeting, declined': {
    plan: { handler: 'ignores-update' },
    operations: [
      'CreateMeetingWithAttendees',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
      'DeleteMeeting',
    ],
  },
  'existing meeting, joins': {
    plan: { existingMeeting: true, userId: 'given', addAttendees: 1 },
    operations: [
      'ListAttendees',
      'GetMeeting',
      'BatchCreateAttendee',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
    ],
  },
  'existing meeting, declined': {
    plan: { existingMeeting: true, handler: 'ignores-update' },
    operations: [
      'GetMeeting',
      'CreateAttendee',
      'GetSipMediaApplication',
      'UpdateSipMediaApplicationCall',
      'FilterLogEvents',
      'ListAttendees',
      'DeleteAttendee',
    ],
  },
};

/** How each kind is posted: an error and an HTML page with every status, and with and without retry-after. */
const FORMS = REQUEST_FAULTS.flatMap((kind) => {
  if (kind === 'delay')
    return [
      { kind, ms: 400 },
      { kind, ms: 2_500 },
    ];
  if (kind !== 'error' && kind !== 'html') return [{ kind }];
  return STATUSES.flatMap((status) => [
    { kind, status },
    { kind, status, retryAfter: 1 },
  ]);
});
/** One of each kind: what pairs are made of. */
const FEW_FORMS = [
  ...REQUEST_FAULTS.filter((kind) => kind !== 'error').map((kind) =>
    kind === 'delay' ? { kind, ms: 2_500 } : { kind },
  ),
  { kind: 'error', status: 403 },
  { kind: 'error', status: 429 },
  { kind: 'error', status: 500 },
];

/** A fault that does nothing, to let the first request pass. */
const passing = (operation) => ({ operation, kind: 'delay', ms: 0, times: 1 });
/** Which of the operation's requests suffer the fault. */
const STRIKES = {
  first: (fault) => [{ ...fault, times: 1 }],
  second: (fault) => [passing(fault.operation), { ...fault, times: 1 }],
  every: (fault) => [{ ...fault, times: 99 }],
};

const spelled = ({ operation, kind, status, retryAfter, ms }) =>
  [operation, kind, status, retryAfter === undefined ? undefined : 'retry-after', ms]
    .filter((part) => part !== undefined)
    .join(' ');

/** Every operation of every situation with every form of every fault, the first, the second and every time. */
export function singleFaults() {
  return Object.entries(SITUATIONS).flatMap(([situation, { plan, operations }]) =>
    operations.flatMap((operation) =>
      FORMS.flatMap((form) =>
        Object.entries(STRIKES).map(([strike, faultsOf]) => ({
          name: `${situation}: ${spelled({ operation, ...form })}, ${strike}`,
          plan: { ...QUIET, ...plan, faults: faultsOf({ operation, ...form }) },
        })),
      ),
    ),
  );
}

/** Two faults at once, each the first time or every time. */
export function pairsOfFaults() {
  return Object.entries(SITUATIONS).flatMap(([situation, { plan, operations }]) => {
    const all = operations.flatMap((operation) =>
      FEW_FORMS.flatMap((form) => [1, 99].map((times) => ({ operation, ...form, times }))),
    );
    return all.flatMap((one, at) =>
      all
        .slice(at + 1)
        .filter(({ operation }) => operation !== one.operation)
        .map((other) => ({
          name: `${situation}: ${[one, other].map((fault) => `${spelled(fault)} x${fault.times}`).join(' and ')}`,
          plan: { ...QUIET, ...plan, faults: [one, other] },
        })),
    );
  });
}

/** Handlers whose calls have different numbers of events after the update. */
const EVENTFUL = ['sma-handler', 'joins-on-second-try', 'joins-without-meeting-id', 'ignores-update', 'throws'];
/** After an update: itself, what it interrupted, what it did, what followed, the hang-up. */
const POSITIONS = 5;

/** Every event fault at each event after the run has begun, once and for all that follow; the caller stays, or hangs up. */
export function eventFaults() {
  return EVENTFUL.flatMap((handler) =>
    EVENT_FAULTS.flatMap((kind) =>
      Array.from({ length: POSITIONS }, (_, position) =>
        [1, 99].flatMap((times) =>
          [null, 700].map((hangsUpAfter) => ({
            name: `${handler}: ${kind} of event ${position + 1}, x${times}${hangsUpAfter === null ? '' : ', hangs up'}`,
            plan: {
              ...QUIET,
              handler,
              hangsUpAfter,
              faults: [
                ...(position === 0 ? [] : [{ operation: 'Event', kind: 'late-event', ms: 0, times: position }]),
                { operation: 'Event', kind, ms: 900, times },
              ],
            },
          })),
        ),
      ).flat(),
    ),
  );
}

/** The program itself under each kind of fault in each operation, every second time with --debug. */
export function programRuns() {
  const { plan, operations } = SITUATIONS['existing meeting, declined'];
  const made = SITUATIONS['new meeting, joins'];
  const cells = [
    ...operations.map((operation) => ({ operation, plan })),
    ...made.operations.map((operation) => ({ operation, plan: made.plan })),
  ];
  return cells.flatMap(({ operation, plan: situation }) =>
    FEW_FORMS.filter(({ kind }) => kind !== 'hang').map((form, index) => ({
      name: `program: ${spelled({ operation, ...form })}, every`,
      plan: {
        ...QUIET,
        ...situation,
        asProgram: index % 2 === 0 ? 'json' : 'debug',
        timeoutMs: 15_000,
        faults: [{ operation, ...form, times: 99 }],
      },
    })),
  );
}
