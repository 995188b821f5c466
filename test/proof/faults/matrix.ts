/** Every fault at every place where it can strike, as plans. */
import { EVENT_FAULTS, type Fault, REQUEST_FAULTS } from '../../../src/emulator/faults.js';
import type { HandlerName } from '../stage/handlers.js';
import { type Cell, type Plan, QUIET, STATUSES } from './plan.js';
import { SITUATIONS, type Situation } from './situations.js';

/** A fault that has no place yet. */
type Form = Omit<Fault, 'operation' | 'times' | 'skip'>;

/** In their order; without what each is known to be. */
const situations = (): [string, Situation][] => Object.entries(SITUATIONS);

/** How each kind is posted: an error, an HTML page and an answer in AWS's place with every status, with and without retry-after. */
const FORMS: readonly Form[] = REQUEST_FAULTS.flatMap((kind): Form[] => {
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
const FEW_FORMS: readonly Form[] = [
  ...REQUEST_FAULTS.filter((kind) => kind !== 'error').map(
    (kind): Form => (kind === 'delay' ? { kind, ms: 2_500 } : { kind }),
  ),
  { kind: 'error', status: 403 },
  { kind: 'error', status: 429 },
  { kind: 'error', status: 500 },
];

/** Which of the operation's requests suffer the fault. */
const STRIKES = {
  first: (fault: Fault) => [{ ...fault, times: 1 }],
  second: (fault: Fault) => [{ ...fault, times: 1, skip: 1 }],
  every: (fault: Fault) => [{ ...fault, times: 99 }],
};

const spelled = ({ operation, kind, status, retryAfter, ms }: Fault) =>
  [operation, kind, status, retryAfter === undefined ? undefined : 'retry-after', ms]
    .filter((part) => part !== undefined)
    .join(' ');

/** The plan with these faults beside its own; what is ordered first strikes first. */
const under = (plan: Partial<Plan>, faults: readonly Fault[]): Plan => ({
  ...QUIET,
  ...plan,
  faults: [...faults, ...(plan.faults ?? [])],
});

/** Every operation of every situation with every form of every fault, the first, the second and every time. */
export function singleFaults(): Cell[] {
  return situations().flatMap(([situation, { plan, operations }]) =>
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
export function pairsOfFaults(): Cell[] {
  return situations().flatMap(([situation, { plan, operations }]) => {
    const all: Fault[] = operations.flatMap((operation) =>
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
const EVENTFUL: readonly HandlerName[] = [
  'sma-handler',
  'joins-on-second-try',
  'joins-without-meeting-id',
  'ignores-update',
  'throws',
];
/** After an update: itself, what it interrupted, what it did, what followed, the hang-up. */
const POSITIONS = 5;

/** Every event fault at each event after the run has begun, once and for all that follow; the caller stays, or hangs up. */
export function eventFaults(): Cell[] {
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
export function programRuns(): Cell[] {
  const names = [
    'existing meeting, declined',
    'new meeting, joins',
    'new meeting, refused',
    'existing meeting, refused',
  ] as const;
  const cells = names.flatMap((name) => {
    const { plan, operations }: Situation = SITUATIONS[name];
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
