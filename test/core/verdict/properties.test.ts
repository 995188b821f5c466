import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../../src/core/ports/records.js';
import { judge } from '../../../src/core/verdict/judge.js';
import type { RunMarks } from '../../../src/core/verdict/ours.js';
import {
  ARGUMENTS,
  end,
  event,
  failed,
  hangUp,
  invalidResponse,
  type Json,
  marks,
  meetingLeg,
  OTHER_MEETING,
  OTHER_TOKEN,
  OUR_JOIN,
  phone,
  REQUEST_1,
  REQUEST_2,
  record,
  start,
  succeeded,
  THEIR_JOIN,
  update,
} from '../samples.js';
import { inShort } from './judged.js';

const MASKED = { JoinToken: '***', MeetingId: '***' };
const THEIR_ARGUMENTS = {
  ...ARGUMENTS,
  JoinToken: OTHER_TOKEN,
  MeetingId: OTHER_MEETING,
  AttendeeId: 'theirs',
  RunId: 'run-theirs',
};
const BRIDGED = { Participants: [phone(), meetingLeg()] };
const sequence = fc.integer({ min: 1, max: 9 });
const details = fc.constantFrom<Json>({}, BRIDGED);

/** What somebody else's run, operator or handler leaves in the log of the same call: nothing in it is of our run. */
const theirs = fc.oneof(
  sequence.map((at) => update(at, THEIR_ARGUMENTS)),
  sequence.map((at) => update(at, { ...THEIR_ARGUMENTS, JoinToken: '***' })),
  sequence.map((at) => update(at, { action: 'mute' })),
  fc.tuple(sequence, details).map(([at, shown]) => succeeded(at, THEIR_JOIN, shown)),
  fc.tuple(sequence, details).map(([at, shown]) => failed(at, THEIR_JOIN, shown)),
  sequence.map((at) => succeeded(at, MASKED)),
  sequence.map((at) => failed(at, MASKED)),
  fc.tuple(sequence, details).map(([at, shown]) => invalidResponse(at, shown)),
  sequence.map((at) => event('DIGITS_RECEIVED', at, {}, BRIDGED)),
);

/** What our own run may leave. */
const ours = fc.oneof(
  sequence.map((at) => update(at)),
  sequence.map((at) => update(at, { ...ARGUMENTS, JoinToken: '***' })),
  fc.tuple(sequence, details).map(([at, shown]) => succeeded(at, OUR_JOIN, shown)),
  fc.tuple(sequence, details).map(([at, shown]) => failed(at, OUR_JOIN, shown)),
  sequence.map((at) => hangUp(at)),
  sequence.map((at) => hangUp(at, 'LEG-B')),
);

const lines = fc.constantFrom<(string | Json)[]>(
  [start(REQUEST_1)],
  [end(REQUEST_1)],
  [start(REQUEST_2)],
  [end(REQUEST_2)],
  [{ SchemaVersion: '1.0', Actions: [] }],
  [{ SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting' }] }],
);

const log = (...kinds: fc.Arbitrary<Json>[]) =>
  fc
    .array(fc.oneof(...kinds.map((kind) => kind.map((one): (string | Json)[] => [one])), lines), { maxLength: 10 })
    .map((messages) => messages.flat().map((message, index) => record(message, index * 100)));

const runs = fc.constantFrom<RunMarks>(
  marks(),
  marks({ meetingCreated: false }),
  marks({ meetingCreated: false, arguments: { action: 'join_meeting', meetingId: OTHER_MEETING, token: 'x' } }),
);

const judgementOf = (records: LogRecord[], run: RunMarks) => judge(readTimeline(records), run);

describe('for every log and every run', () => {
  it('the judgement does not depend on the order of the records, nor on reading some twice', () => {
    fc.assert(
      fc.property(log(ours, theirs), runs, fc.gen(), (records, run, gen) => {
        const shuffled = gen(fc.shuffledSubarray, records, { minLength: records.length });
        const again = gen(fc.subarray, records);
        expect(judgementOf([...shuffled, ...again], run)).toEqual(judgementOf(records, run));
      }),
      { numRuns: 500 },
    );
  });

  it('an event that was logged again later changes no verdict', () => {
    fc.assert(
      fc.property(log(ours, theirs), runs, fc.gen(), (records, run, gen) => {
        const events = records.filter(({ message }) => message.includes('CallDetails'));
        const again = gen(fc.subarray, events).map(({ message }, index) =>
          record(message, 10_000 + index, { stream: 'again' }),
        );
        const [once, twice] = [judgementOf(records, run), judgementOf([...records, ...again], run)];
        expect(inShort(twice)).toBe(inShort(once));
      }),
      { numRuns: 500 },
    );
  });

  it("nobody else's records make a run JOINED of which nothing is in them", () => {
    fc.assert(
      fc.property(log(theirs), runs, (records, run) => judgementOf(records, run).kind !== 'joined'),
      { numRuns: 1_000 },
    );
  });

  it('without a success and without a meeting leg no log makes a run JOINED', () => {
    const neither = fc.oneof(
      sequence.map((at) => update(at)),
      sequence.map((at) => failed(at)),
      sequence.map((at) => hangUp(at)),
    );
    fc.assert(fc.property(log(neither), runs, (records, run) => judgementOf(records, run).kind !== 'joined'));
  });

  it('a success with our token makes it JOINED, whatever else is in the log', () => {
    fc.assert(
      fc.property(log(ours, theirs), runs, sequence, (records, run, at) => {
        expect(judgementOf([...records, record(succeeded(at), 777)], run).kind).toBe('joined');
      }),
    );
  });

  it('records of another call change nothing', () => {
    const elsewhere = fc
      .oneof(ours, theirs)
      .map((one) => JSON.parse(JSON.stringify(one).replaceAll('c5a25427', 'ffffffff')) as Json);
    fc.assert(
      fc.property(log(ours, theirs), log(elsewhere), runs, (records, others, run) => {
        const apart = others
          .filter(({ message }) => message.includes('CallDetails'))
          .map((one) => ({ ...one, stream: 'elsewhere' }));
        expect(judgementOf([...records, ...apart], run)).toEqual(judgementOf(records, run));
      }),
    );
  });

  it('what is shown holds no token, ours or another', () => {
    fc.assert(
      fc.property(log(ours, theirs), runs, (records, run) => {
        const shown = JSON.stringify(judgementOf(records, run));
        expect(shown).not.toContain(OUR_JOIN.JoinToken);
        expect(shown).not.toContain(OTHER_TOKEN);
      }),
    );
  });
});

describe('a log of which only a part can be read', () => {
  const never = (kind: string) => kind !== 'joined';

  it("never turns somebody else's success into ours", () => {
    const successes = fc.oneof(
      sequence.map((at) => succeeded(at, THEIR_JOIN)),
      sequence.map((at) => succeeded(at, { ...THEIR_JOIN, JoinToken: '***' })),
      sequence.map((at) => update(at)),
      sequence.map((at) => update(at, THEIR_ARGUMENTS)),
    );
    fc.assert(
      fc.property(log(successes), runs, fc.gen(), (records, run, gen) => {
        // A leg alone tells no meeting: what shows one beside no token of ours is for the tests of legs.
        const part = gen(fc.subarray, records).map((one) => ({
          ...one,
          message: one.message.replaceAll('LEG-B', 'LEG-A').replaceAll('+17035550122', 'SMA'),
        }));
        expect(never(judgementOf(part, run).kind)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never becomes JOINED for want of our own records', () => {
    fc.assert(
      fc.property(log(theirs), sequence, sequence, runs, fc.gen(), (others, at, then, run, gen) => {
        const own = [record(update(at), 300), record(failed(then), 500), record(hangUp(9), 900)];
        fc.pre(never(judgementOf([...others, ...own], run).kind));
        const part = gen(fc.subarray, own);
        expect(never(judgementOf([...others, ...part], run).kind)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
