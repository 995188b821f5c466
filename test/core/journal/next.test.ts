import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asked, UpdateDelivery } from '../../../src/core/journal/entry.js';
import { compareCall, type Next, nextOf, requireSame } from '../../../src/core/journal/next.js';
import { type Attempt, isUndone, mayBeDelivered, type RunRecord } from '../../../src/core/journal/record.js';
import { nothingMade } from '../../../src/core/run/made.js';
import { VERDICTS } from '../../../src/core/verdict/verdict.js';
import { CALL_A, CALL_B, MEETING, OTHER_MEETING, OTHER_TRANSACTION, RUN_ID, SMA, T0, TRANSACTION } from '../samples.js';
import { asked, attemptOf, ended, sent, verdict } from './entries.js';

const recordWith = (...attempts: Attempt[]): RunRecord => ({ runId: RUN_ID, attempts, claims: [], lastClaim: null });

const MINUTE = 60_000;
const LEFTOVER = { kind: 'meeting', meetingId: MEETING, attendeeId: null, region: 'us-east-1', command: null } as const;
const SAID = [null, ...VERDICTS];
const DELIVERIES: (UpdateDelivery | null | 'no update')[] = [
  ...['no update' as const, null],
  ...(['accepted', 'unknown', 'not-sent', 'refused'] as const),
];
const LEFT = ['not undone', 'undone', 'undone in part'] as const;
const AGES = [3 * MINUTE, 5 * MINUTE];

interface Case {
  said: (typeof SAID)[number];
  delivery: (typeof DELIVERIES)[number];
  left: (typeof LEFT)[number];
  age: number;
}

const attemptIn = ({ said, delivery, left }: Omit<Case, 'age'>, more: Partial<Attempt> = {}) =>
  attemptOf({
    verdict: said === null ? null : verdict(said),
    update: delivery === 'no update' ? null : sent(delivery),
    leftovers: left === 'not undone' ? null : left === 'undone' ? [] : [LEFTOVER],
    ...more,
  });

type Row = [does: Next['do'], when: { [Key in keyof Case]?: Case[Key][] }];
/** The first row that fits. What is not named may be anything. */
const TABLE: Row[] = [
  ['answer', { said: ['JOINED', 'ACCEPTED', 'NOT_JOINED'] }],
  ['begin', { delivery: [null, 'accepted', 'unknown'], left: ['undone'] }],
  ['look', { delivery: [null, 'accepted', 'unknown'] }],
  ['go-on', { said: [null], left: ['not undone'], age: [3 * MINUTE] }],
  ['begin', {}],
];

describe('a run that is asked for again', () => {
  it('begins where there was none', () => {
    expect(nextOf(null, T0)).toEqual({ do: 'begin', number: 1, left: [] });
  });

  const cases = SAID.flatMap((said) =>
    DELIVERIES.flatMap((delivery) => LEFT.flatMap((left) => AGES.map((age): Case => ({ said, delivery, left, age })))),
  );

  it.each(cases)('verdict $said, update $delivery, $left, $age ms ago', (given) => {
    const attempt = attemptIn(given);
    const next = nextOf(recordWith(attempt), T0 + given.age);
    const fits = ([, when]: Row) =>
      (Object.keys(when) as (keyof Case)[]).every((key) => (when[key] as unknown[]).includes(given[key]));
    expect(next.do).toBe(TABLE.find(fits)?.[0]);
    if (next.do !== 'begin') expect(next.attempt).toBe(attempt);
    else {
      const isLeft = !mayBeDelivered(attempt) && given.left !== 'undone';
      expect(next).toEqual({ do: 'begin', number: 2, left: isLeft ? [attempt] : [] });
    }
  });

  it('takes back all that earlier attempts left, but what somebody may be in or wants to keep', () => {
    const failed = { said: 'FAILED', delivery: 'refused', left: 'not undone' } as const;
    const attempts = [
      attemptIn(failed, { attempt: 1 }),
      attemptIn({ ...failed, left: 'undone' }, { attempt: 2 }),
      attemptIn({ ...failed, delivery: 'unknown', left: 'undone in part' }, { attempt: 3 }),
      attemptIn(failed, { attempt: 4, asked: asked({ keepMeeting: true }) }),
      attemptIn(failed, { attempt: 5, made: nothingMade() }),
      attemptIn(failed, { attempt: 6 }),
    ];
    const next = nextOf(recordWith(...attempts), T0);
    expect(next.do === 'begin' && [next.number, next.left.map(({ attempt }) => attempt)]).toEqual([7, [1, 6]]);
  });

  it('sends nothing, ever, where the update may have been delivered and was not undone', () => {
    const attempts = fc.array(
      fc.record({
        said: fc.constantFrom(...SAID),
        delivery: fc.constantFrom(...DELIVERIES),
        left: fc.constantFrom(...LEFT),
        made: fc.constantFrom(attemptOf().made, nothingMade(), { ...nothingMade(), asked: ['ann'] }),
        begunAt: fc.integer({ min: T0 - 10 * MINUTE, max: T0 + 10 * MINUTE }),
        keepMeeting: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(attempts, fc.integer({ min: 0, max: 2 * T0 }), (all, now) => {
        const given = all.map(({ keepMeeting, made, begunAt, ...one }, index) =>
          attemptIn(one, { attempt: index + 1, made, begunAt, asked: asked({ keepMeeting }) }),
        );
        const last = given.at(-1) as Attempt;
        const next = nextOf(recordWith(...given), now);
        if (mayBeDelivered(last) && !isUndone(last)) expect(['answer', 'look']).toContain(next.do);
        if (next.do === 'begin') {
          expect(next.left.filter(mayBeDelivered)).toEqual([]);
          expect(given.map(({ attempt }) => attempt)).not.toContain(next.number);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an id stands for one run', () => {
  const again = (more: Partial<Asked>, was: Partial<Attempt> = {}) =>
    requireSame(recordWith(attemptOf(was)), asked(more));
  const call = (callId: string | null, transactionId: string | null, sipMediaApplicationId: string | null = SMA) => ({
    callId,
    transactionId,
    sipMediaApplicationId,
  });

  it('the same is the same, whatever else is asked for', () => {
    const more = { keepMeeting: true, timeoutMs: 1, logGroups: ['/a'], attendeesFile: '/b', profile: 'another' };
    expect(() => again(more)).not.toThrow();
  });

  it.each<[string, Partial<Asked>]>([
    ['another endpoint', { endpoint: 'http://127.0.0.1:4000' }],
    ['another region', { region: 'us-west-2' }],
    ['another region', { meetingsRegion: 'us-west-2' }],
    ['another call', { call: call(CALL_B, TRANSACTION) }],
    ['another call', { call: call(CALL_A, OTHER_TRANSACTION) }],
    ['another call', { call: call(CALL_A, TRANSACTION, MEETING) }],
    ['another meeting', { meetingId: MEETING }],
    ['another meeting', { externalMeetingId: 'standup' }],
    ['another meeting', { mediaRegion: 'eu-west-2' }],
    ['other attendees', { externalUserId: 'ann' }],
    ['other attendees', { addAttendees: ['ann'] }],
    ['other arguments', { arguments: 'beef' }],
  ])('%s is told as one: %j', (difference, more) => {
    expect(() => again(more)).toThrow(
      expect.objectContaining({
        code: 'RUN_ID_TAKEN',
        exitCode: 2,
        message: `--run-id ${RUN_ID} is that of a run with ${difference}.`,
      }),
    );
  });

  it('every difference is named', () => {
    expect(() => again({ arguments: 'beef', externalUserId: 'ann' })).toThrow('other attendees and other arguments');
  });

  it('into an existing meeting, another one is another; names of a new one say nothing', () => {
    const was = { asked: asked({ meetingId: MEETING }) };
    expect(() => again({ meetingId: OTHER_MEETING }, was)).toThrow('another meeting');
    expect(() => again({ meetingId: null }, was)).toThrow('another meeting');
    expect(() => again({ meetingId: MEETING.toUpperCase(), mediaRegion: 'eu-west-2' }, was)).not.toThrow();
  });

  it('attendees are the same in any order', () => {
    const was = { asked: asked({ addAttendees: ['ann', 'bob'] }) };
    expect(() => again({ addAttendees: ['bob', 'ann'] }, was)).not.toThrow();
    expect(() => again({ addAttendees: ['ann'] }, was)).toThrow('other attendees');
  });

  it.each<[string, Asked['call'], Asked['call'], boolean]>([
    ['by its CallId, and then by all that was looked up', call(CALL_A, null, null), call(CALL_A, TRANSACTION), true],
    ['in another case', call(CALL_A, TRANSACTION), call(CALL_A.toUpperCase(), null, null), true],
    ['by its transaction, and the CallId too', call(null, TRANSACTION), call(CALL_A, TRANSACTION), true],
    ['by the other leg', call(CALL_A, TRANSACTION), call(CALL_B, TRANSACTION), false],
    ['by its CallId, and then by another', call(CALL_A, null), call(CALL_B, null), false],
    ['under another SMA, by no other id that both know', call(CALL_A, null), call(null, TRANSACTION, MEETING), false],
  ])('a call that is named %s', (_, was, now, isSame) => {
    const compare = () => again({ call: now }, { call: was });
    if (isSame) expect(compare).not.toThrow();
    else expect(compare).toThrow('another call');
  });

  it.each<[string, Asked['call'], Asked['call'], string]>([
    [
      'by its transaction, and then by its CallId',
      call(null, TRANSACTION),
      call(CALL_A, null, null),
      '--transaction-id',
    ],
    ['by its CallId, and then by its transaction', call(CALL_A, null, null), call(null, TRANSACTION), '--call-id'],
  ])('a call that is named %s may be the same: it is not said to be another', (_, was, now, flag) => {
    expect(compareCall(recordWith(attemptOf({ call: was })), now)).toBe('unknown');
    expect(() => again({ call: now }, { call: was })).toThrow(
      expect.objectContaining({
        code: 'RUN_ID_TAKEN',
        message: expect.stringContaining('may be the same call'),
        tryThis: expect.arrayContaining([expect.stringContaining(`bridge --run-id ${RUN_ID} ${flag}`)]),
      }),
    );
  });

  it('a call is known by the ids of its update and of its answer too', () => {
    const was = { call: call(null, TRANSACTION), update: sent('accepted') };
    expect(compareCall(recordWith(attemptOf(was)), call(CALL_A, null, null))).toBe('same');
    expect(compareCall(recordWith(attemptOf(was)), call(CALL_B, null, null))).toBe('another');
    const answeredIt = { call: call(null, TRANSACTION), ended: ended('JOINED') };
    expect(compareCall(recordWith(attemptOf(answeredIt)), call(CALL_A, null, null))).toBe('same');
  });

  it('a call that may be the same does not hide another difference', () => {
    const was = { call: call(null, TRANSACTION) };
    expect(() => again({ call: call(CALL_A, null, null), arguments: 'beef' }, was)).toThrow('with other arguments.');
  });

  it('what was looked up since counts, not only what was typed', () => {
    const was = { asked: asked({ call: call(CALL_A, null, null) }), call: call(CALL_A, TRANSACTION) };
    expect(() => again({ call: call(null, TRANSACTION) }, was)).not.toThrow();
    expect(() => again({ call: call(null, OTHER_TRANSACTION) }, was)).toThrow('another call');
  });
});
