import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../../src/core/ports/records.js';
import { type Judgement, judge } from '../../../src/core/verdict/judge.js';
import type { RunMarks } from '../../../src/core/verdict/ours.js';
import {
  ARGUMENTS,
  failed,
  hangUp,
  invalidResponse,
  type Json,
  MEETING,
  marks,
  meetingLeg,
  OTHER_MEETING,
  OTHER_TOKEN,
  OTHER_TRANSACTION,
  OUR_JOIN,
  record,
  succeeded,
  THEIR_JOIN,
  TOKEN,
  update,
} from '../samples.js';
import {
  does,
  done,
  GOES_ON,
  HELD,
  hiddenLeg,
  interrupted,
  join,
  logOf,
  STYLES,
  type Turn,
  turn,
  wentWrong,
  withLegs,
} from './handler-logs.js';
import { inShort } from './judged.js';
import { simulatedCalls, THEIR_ARGUMENTS } from './simulated-calls.js';

const MASKED = { JoinToken: '***', MeetingId: '***' };
/** One that sends nothing that only it can have sent, into a meeting that others know. */
const PLAIN = marks({ meetingCreated: false, arguments: { action: 'join_meeting', meetingId: OTHER_MEETING } });
const runs = fc.constantFrom<RunMarks>(marks(), marks({ meetingCreated: false }), PLAIN);
const details = fc.constantFrom<Json>({}, withLegs(meetingLeg()), withLegs(hiddenLeg()), { Participants: [] });

type EventAt = (sequence: number) => Json;
const of = (...events: EventAt[]) => fc.constantFrom(...events);

/** What our own run may leave in the log of its call. */
const ours = fc.oneof(
  of(
    (at) => update(at),
    (at) => update(at, { ...ARGUMENTS, JoinToken: '***' }),
    (at) => update(at, { action: 'join_meeting', meetingId: OTHER_MEETING }),
  ),
  details.map(
    (shown): EventAt =>
      (at) =>
        succeeded(at, OUR_JOIN, shown),
  ),
  details.map(
    (shown): EventAt =>
      (at) =>
        failed(at, OUR_JOIN, shown),
  ),
);

/** What somebody else's run, operator or handler leaves there: nothing in it names our run. */
const theirs = fc.oneof(
  of(
    (at) => update(at, THEIR_ARGUMENTS),
    (at) => update(at, { ...THEIR_ARGUMENTS, JoinToken: '***' }),
    (at) => update(at, { action: 'mute' }),
  ),
  details.map(
    (shown): EventAt =>
      (at) =>
        succeeded(at, THEIR_JOIN, shown),
  ),
  details.map(
    (shown): EventAt =>
      (at) =>
        failed(at, THEIR_JOIN, shown),
  ),
  of(
    (at) => succeeded(at, MASKED),
    (at) => failed(at, MASKED),
  ),
);

/** What the call itself leaves, whoever runs it. */
const calls = fc.oneof(
  details.map(
    (shown): EventAt =>
      (at) =>
        done(at, 'Pause', shown),
  ),
  of(
    (at) => done(at, 'Speak'),
    (at) => interrupted(at),
    (at) => wentWrong(at, 'Speak'),
    (at) => invalidResponse(at),
    (at) => hangUp(at, 'LEG-B'),
    (at) => hangUp(at),
  ),
);

const answers = fc.constantFrom<Json | null>(
  null,
  GOES_ON,
  does(),
  does('Pause'),
  does('Speak'),
  does('Hangup'),
  does(join()),
  does(join(MASKED)),
  does(join(THEIR_JOIN)),
  { SchemaVersion: '1.0', TransactionAttributes: { t: TOKEN } },
);

/** A call as the SMA tells it, every event with the next Sequence, after it was held. */
const callOf = (...kinds: fc.Arbitrary<EventAt>[]) =>
  fc
    .array(fc.tuple(fc.oneof(...kinds), answers), { minLength: 1, maxLength: 6 })
    .map((parts): Turn[] => [...HELD, ...parts.map(([event, answer], index) => turn(event(index + 3), answer))]);

const WITH_REQUESTS = [
  'whole',
  'whole, Lambda JSON format',
  "whole, in one logger's envelope",
  'events alone',
] as const;
const ANY = Object.keys(STYLES) as (keyof typeof STYLES)[];
const inStyle = (call: fc.Arbitrary<Turn[]>, styles: readonly (keyof typeof STYLES)[]) =>
  fc
    .tuple(call, fc.constantFrom(...styles))
    .map(([turns, style]) => logOf(turns, STYLES[style]).map((message, index) => record(message, index * 100)));

const judgementOf = (records: readonly LogRecord[], run: RunMarks): Judgement => judge(readTimeline(records), run);
const kindOf = (records: readonly LogRecord[], run: RunMarks) => judgementOf(records, run).kind;

describe('for every call, however it is logged, and every run', () => {
  const anyLog = inStyle(callOf(ours, theirs, calls), ANY);

  it('the judgement does not depend on the order of arrival, nor on reading some records twice', () => {
    fc.assert(
      fc.property(anyLog, runs, fc.gen(), (records, run, gen) => {
        const shuffled = gen(fc.shuffledSubarray, records, { minLength: records.length });
        const again = gen(fc.subarray, records);
        expect(judgementOf([...shuffled, ...again], run)).toEqual(judgementOf(records, run));
      }),
      { numRuns: 500 },
    );
  });

  it('records that were ingested twice change nothing', () => {
    fc.assert(
      fc.property(anyLog, runs, fc.gen(), (records, run, gen) => {
        const doubled = gen(fc.subarray, records).map((one) => ({ ...one, id: `${one.id}-again` }));
        // What was printed over many records is another text when each of its lines stands there twice.
        fc.pre(doubled.every(({ message }) => !/^\s*["}\]]|[[{]$/.test(message)));
        expect(inShort(judgementOf([...records, ...doubled], run))).toBe(inShort(judgementOf(records, run)));
      }),
      { numRuns: 500 },
    );
  });

  it("nobody else's records make a run JOINED of which nothing is in them", () => {
    fc.assert(
      fc.property(inStyle(callOf(theirs, calls), ANY), runs, (records, run) => kindOf(records, run) !== 'joined'),
      { numRuns: 1_000 },
    );
  });

  it('without a success of a join no log makes a run JOINED', () => {
    const failures = ours.map(
      (event): EventAt =>
        (at) => {
          const made = event(at);
          return made['InvocationEventType'] === 'ACTION_SUCCESSFUL' ? failed(at) : made;
        },
    );
    fc.assert(
      fc.property(inStyle(callOf(failures, calls), ANY), runs, (records, run) => kindOf(records, run) !== 'joined'),
    );
  });

  it('a success with our token makes it JOINED, whatever else is in the log', () => {
    fc.assert(
      fc.property(anyLog, runs, fc.nat({ max: 9 }), (records, run, at) => {
        const named = record(succeeded(at, { JoinToken: TOKEN, MeetingId: MEETING }), 77_777, { stream: 'apart' });
        expect(kindOf([...records, named], run)).toBe('joined');
      }),
    );
  });

  it('records of another call change nothing', () => {
    const elsewhere = fc.tuple(callOf(ours, theirs, calls), fc.constantFrom(...WITH_REQUESTS)).map(([turns, style]) => {
      const theirTurns = turns.map(({ event, answer }) => {
        const { CallDetails: details } = event as { CallDetails: Json };
        return { event: { ...event, CallDetails: { ...details, TransactionId: OTHER_TRANSACTION } }, answer };
      });
      return logOf(theirTurns, STYLES[style]).map((message, index) => {
        const text = JSON.stringify(message).replaceAll('00000000-0000-4000-8000-', '77777777-0000-4000-8000-');
        return record(JSON.parse(text) as string | object, index * 90, { stream: 'elsewhere' });
      });
    });
    fc.assert(
      fc.property(anyLog, elsewhere, runs, (records, others, run) => {
        expect(judgementOf([...records, ...others], run)).toEqual(judgementOf(records, run));
      }),
      { numRuns: 500 },
    );
  });

  it('what is shown holds no token, ours or another', () => {
    fc.assert(
      fc.property(anyLog, runs, (records, run) => {
        const shown = JSON.stringify(judgementOf(records, run));
        expect(shown).not.toContain(TOKEN.slice(0, 16));
        expect(shown).not.toContain(OTHER_TOKEN.slice(0, 16));
      }),
    );
  });
});

describe('for every call that an SMA and a handler bring about', () => {
  const logged = (styles: readonly (keyof typeof STYLES)[]) =>
    fc.tuple(simulatedCalls, fc.constantFrom(...styles)).map(([call, style]) => ({
      ...call,
      style,
      records: logOf(call.turns, STYLES[style]).map((message, index) => record(message, index * 100)),
    }));
  const told = ({ turns, style }: { turns: Turn[]; style: string }) =>
    [
      style,
      ...turns.map(({ event, answer }) => {
        const { InvocationEventType: type, Sequence: at, ActionData: data } = event as Record<string, Json>;
        const actions = answer?.['Actions'] as Json[] | undefined;
        return `${at} ${type} ${data?.['Type'] ?? ''} -> ${actions?.map((one) => one['Type']) ?? 'none'}`;
      }),
    ].join('\n');

  it('JOINED is said of calls that joined, and NOT_JOINED of calls that did not', () => {
    fc.assert(
      fc.property(logged(ANY), runs, (call, run) => {
        const said = judgementOf(call.records, run);
        const words = `${told(call)}\n${inShort(said)}`;
        if (said.kind === 'joined') expect(call.joined, words).toBe(true);
        if (said.kind === 'not-joined') expect(call.joined, words).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('and so it is where any one record is lost; nobody becomes JOINED by that, and nothing open NOT_JOINED', () => {
    fc.assert(
      fc.property(logged(WITH_REQUESTS), runs, fc.nat(), (call, run, at) => {
        const { records, joined } = call;
        const lost = at % records.length;
        const [before, after] = [judgementOf(records, run), judgementOf(records.toSpliced(lost, 1), run)];
        const said = [told(call), `lost ${records[lost]?.message}`, inShort(before), inShort(after)].join('\n');
        if (after.kind === 'joined') expect([joined, before.kind], said).toEqual([true, 'joined']);
        if (after.kind === 'not-joined') expect([joined, before.kind], said).toEqual([false, 'not-joined']);
      }),
      { numRuns: 1_500 },
    );
  });
});
