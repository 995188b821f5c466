// Every fault at every place where it can strike, as plans.
import { EVENT_FAULTS, REQUEST_FAULTS } from '../../dist/emulator/faults.js';
import { QUIET, STATUSES } from './plan.js';

/** What makes a run fail before the update is delivered, so that it undoes what it made. */
const REFUSED = {
  operation: 'UpdateSipMediaApplicationCall',
  kind: 'error',
  status: 400,
  code: 'BadRequestException',
  times: 99,
};

/** The situations in which each operation that `bridge` sends is sent, so that every fault strikes in at least one. */
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
    ],
  },
  'new meeting, refused': {
    plan: { faults: [REFUSED] },
    operations: ['CreateMeetingWithAttendees', 'DeleteMeeting'],
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
    ],
  },
  'existing meeting, refused': {
    plan: { existingMeeting: true, userId: 'given', addAttendees: 1, faults: [REFUSED] },
    operations: ['BatchCreateAttendee', 'ListAttendees', 'DeleteAttendee'],
  },
  'second run, declined': {
    plan: { handler: 'ignores-update', earlierRun: true },
    operations: ['GetMeeting', 'CreateAttendee', 'UpdateSipMediaApplicationCall', 'FilterLogEvents'],
  },
};

/** How each kind is posted: an error, an HTML page and an answer in AWS's place with every status, with and without retry-after. */
const FORMS = REQUEST_FAULTS.flatMap((kind) => {
  if (kind === 'delay')
    return [
      { kind, ms: 400 },
      { kind, ms: 2_500 },
    ];
  if (kind !== 'error' && kind !== 'html' && kind !== 'replace') return [{ kind }];
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

/** Which of the operation's requests suffer the fault. */
const STRIKES = {
  first: (fault) => [{ ...fault, times: 1 }],
  second: (fault) => [{ ...fault, times: 1, skip: 1 }],
  every: (fault) => [{ ...fault, times: 99 }],
};

const spelled = ({ operation, kind, status, retryAfter, ms }) =>
  [operation, kind, status, retryAfter === undefined ? undefined : 'retry-after', ms]
    .filter((part) => part !== undefined)
    .join(' ');

/** The plan with these faults beside its own; what is ordered first strikes first. */
const under = (plan, faults) => ({ ...QUIET, ...plan, faults: [...faults, ...(plan.faults ?? [])] });

/** Every operation of every situation with every form of every fault, the first, the second and every time. */
export function singleFaults() {
  return Object.entries(SITUATIONS).flatMap(([situation, { plan, operations }]) =>
    operations.flatMap((operation) =>
      FORMS.flatMap((form) =>
        Object.entries(STRIKES).map(([strike, faultsOf]) => ({
          name: `${situation}: ${spelled({ operation, ...form })}, ${strike}`,
          plan: under(plan, faultsOf({ operation, ...form })),
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
          plan: under(plan, [one, other]),
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
              faults: [{ operation: 'Event', kind, ms: 900, times, skip: position }],
            },
          })),
        ),
      ).flat(),
    ),
  );
}

/** The program itself under each kind of fault in each operation, every second time with --debug. */
export function programRuns() {
  const situations = [
    'existing meeting, declined',
    'new meeting, joins',
    'new meeting, refused',
    'existing meeting, refused',
  ];
  const cells = situations.flatMap((name) => {
    const { plan, operations } = SITUATIONS[name];
    return operations.map((operation) => ({ operation, plan, name }));
  });
  return cells.flatMap(({ operation, plan, name }) =>
    FEW_FORMS.filter(({ kind }) => kind !== 'hang').map((form, index) => ({
      name: `program, ${name}: ${spelled({ operation, ...form })}, every`,
      plan: {
        ...under(plan, [{ operation, ...form, times: 99 }]),
        asProgram: index % 2 === 0 ? 'json' : 'debug',
        timeoutMs: 20_000,
      },
    })),
  );
}
