/** What can happen, as sequences that fast-check draws. */
import fc from 'fast-check';
import type { Fault } from '../../../src/emulator/faults.js';
import { Bridge, type Happening } from './bridge.js';
import { Advance, EndMeeting, HangUp, OpenMeeting, PlaceCall, SecondOperator } from './commands.js';
import { DEATHS, type Doom } from './mortal.js';
import { Check, Cleanup } from './over-runs.js';
import type { Model } from './state.js';
import type { World } from './world.js';

const OPERATIONS = [
  'CreateMeetingWithAttendees',
  'BatchCreateAttendee',
  'CreateAttendee',
  'ListAttendees',
  'GetMeeting',
  'DeleteMeeting',
  'DeleteAttendee',
  'GetSipMediaApplication',
  'UpdateSipMediaApplicationCall',
  'UpdateSipMediaApplicationCall',
  'FilterLogEvents',
];
const KINDS = ['reset-after', 'truncate', 'replace', 'reset-before', 'error', 'error', 'hang', 'delay'] as const;

const nth = fc.nat(5);

const fault = fc
  .record({
    operation: fc.constantFrom(...OPERATIONS),
    kind: fc.constantFrom(...KINDS),
    status: fc.constantFrom(429, 500, 503, 400, 404),
    times: fc.constantFrom(1, 1, 2, 4, 99),
    ms: fc.constantFrom(100, 900),
  })
  .map(
    ({ operation, kind, status, times, ms }): Fault => ({
      operation,
      kind,
      times,
      // An AWS that denies a meeting that is there is believed: nothing else tells that one has ended.
      ...(kind === 'error' ? { status: operation === 'GetMeeting' && status === 404 ? 503 : status } : {}),
      ...(kind === 'replace' ? { status } : {}),
      ...(kind === 'delay' ? { ms } : {}),
    }),
  );

/** Null as often as the weights say. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>, weight: number, nil: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: nil, arbitrary: fc.constant(null) }, { weight, arbitrary });
}

const faults = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault[]>([]) },
  { weight: 2, arbitrary: fc.array(fault, { minLength: 1, maxLength: 2 }) },
);

function doom(lines: number, weight: number): fc.Arbitrary<Doom | null> {
  const line = fc.integer({ min: 1, max: lines });
  return sometimes(fc.record({ line, how: fc.constantFrom(...DEATHS) }), weight, 3);
}

const happening = fc.record({
  after: fc.integer({ min: 1, max: 900 }),
  what: fc.constantFrom('hang-up' as const, 'interrupt' as const, 'advance' as const, 'second-operator' as const),
});
/** One time in six. */
const seldom = fc.constantFrom(false, false, false, false, false, true);

const asked = fc.record({
  run: sometimes(nth, 1, 1),
  otherCall: seldom,
  call: nth,
  meeting: sometimes(nth, 1, 2),
  // NOT_JOINED takes six seconds of quiet.
  waitMs: fc.constantFrom(1_500, 1_500, 8_000, 0, 300, null),
  keepMeeting: seldom,
  newMeeting: seldom,
  browsers: fc.constantFrom(0, 0, 0, 1, 2),
  faults,
  doom: doom(22, 2),
  meanwhile: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Happening[]>([]) },
    { weight: 1, arbitrary: fc.array(happening, { minLength: 1, maxLength: 2 }) },
  ),
});

const AHEAD_MS = [1_000, 20_000, 130_000, 250_000, 310_000, 400_000];

export type Sequence = Iterable<fc.AsyncCommand<Model, World>>;

/** Commands of one sequence; `replayPath` as fast-check printed it beside a sequence that failed. */
export function sequences(maxCommands: number, replayPath: string | null): fc.Arbitrary<Sequence> {
  const bridges = asked.map((given) => new Bridge(given));
  const others: fc.Arbitrary<fc.AsyncCommand<Model, World>>[] = [
    fc.constant(new PlaceCall({})),
    fc.constant(new OpenMeeting({})),
    fc.record({ call: nth }).map((given) => new HangUp(given)),
    fc.record({ which: nth }).map((given) => new EndMeeting(given)),
    fc.record({ call: nth, meeting: nth, intoOurs: fc.boolean() }).map((given) => new SecondOperator(given)),
    fc.record({ ms: fc.constantFrom(...AHEAD_MS) }).map((given) => new Advance(given)),
    fc.record({ run: nth, waitMs: fc.constantFrom(0, 800), faults }).map((given) => new Check(given)),
    fc
      .record({ run: sometimes(nth, 1, 2), yes: fc.boolean(), faults, doom: doom(5, 1) })
      .map((given) => new Cleanup(given)),
  ];
  const all = [bridges, bridges, bridges, bridges, ...others];
  return fc.commands(all, { maxCommands, size: 'max', ...(replayPath === null ? {} : { replayPath }) });
}
