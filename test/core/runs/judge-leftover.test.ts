import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import type { Proof } from '../../../src/core/proof/proof.js';
import { withoutRecords } from '../../../src/core/run/ending.js';
import { judgeLeftover } from '../../../src/core/runs/judge-leftover.js';
import { judge } from '../../../src/core/verdict/judge.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import { asked, attemptOf, verdict } from '../journal/entries.js';
import {
  event,
  GROUP,
  handled,
  hangUp,
  joinFailed,
  marks,
  meetingLeg,
  OTHER_TRANSACTION,
  phone,
  REQUEST_1,
  start,
  succeeded,
  T0,
  timelineOf,
  update,
} from '../samples.js';

const MINUTE = 60_000;
const ENDS_BY = T0 + 5 * MINUTE;
const ANSWERED = event('NEW_INBOUND_CALL', 1);
const UNREADABLE = [{ group: GROUP, failure: new Failure('ACCESS_DENIED', 'no') }];
const LEG_SHOWN = event('DIGITS_RECEIVED', 5, {}, { Participants: [phone(), meetingLeg()] });

interface Case {
  /** What the call's records show. */
  seen?: (string | object)[];
  /** How long ago the meeting was made. */
  age?: number;
  unreadable?: Proof['unreadable'];
  noLog?: boolean;
  existing?: boolean;
  /** The verdict in the run's journal. */
  was?: Verdict;
  /** The log was not read to its end. */
  cut?: boolean;
  /** AWS said so of another run's update. */
  knownToBeOver?: boolean;
  seats?: string[];
}

function judged({ seen = [], age = 3 * MINUTE, unreadable = [], cut = false, was, seats = [], ...given }: Case) {
  const timeline = timelineOf(...seen);
  const judgement = judge(timeline, marks());
  const said = { joined: 'JOINED', 'not-joined': 'NOT_JOINED', open: 'UNCONFIRMED' } as const;
  const proof: Proof = {
    ...{ judgement, proved: true, wouldTakeMs: null, asOf: T0, timeline, groups: [GROUP], unreadable },
    ...{ complete: !cut, troubles: [], messages: [] },
  };
  const attempt = attemptOf({
    asked: asked({ addAttendees: seats }),
    ...(was === undefined ? {} : { verdict: verdict(was) }),
  });
  return judgeLeftover({
    attempt,
    marks: marks(),
    ending: withoutRecords(given.noLog ? 'UNCONFIRMED' : said[judgement.kind], null),
    proof: given.noLog ? null : proof,
    knownToBeOver: given.knownToBeOver ?? false,
    now: T0 + age,
    endsBy: given.existing || seats.length > 0 ? null : ENDS_BY,
  });
}

const OVER = [ANSWERED, update(2), hangUp(3)];

describe('is removed, the call being over', () => {
  it.each<[string, Case]>([
    [
      'what a caller has left who joined and hung up',
      { seen: [ANSWERED, update(2), succeeded(3), hangUp(4)], age: 1_000 },
    ],
    ['what a caller has left who joined, long ago', { seen: [update(2), succeeded(3), hangUp(4)], age: 60 * MINUTE }],
    ['what a run saw joined, once the caller hung up', { seen: [hangUp(4)], was: 'JOINED', age: 1_000 }],
    ['what a caller never reached who hung up', { seen: OVER }],
    ['an attendee of an existing meeting, however old', { seen: OVER, age: 60 * MINUTE, existing: true }],
    ['what AWS says so of, though no log is known', { noLog: true, knownToBeOver: true }],
    ['what AWS says so of, though its log cannot be read', { unreadable: UNREADABLE, knownToBeOver: true }],
  ])('%s', (_, given) => {
    expect(judged(given)).toEqual({ remove: true });
  });
});

describe('is kept', () => {
  it.each<[string, Case, RegExp]>([
    ['where the records show the caller in it', { seen: [ANSWERED, update(2), succeeded(3)] }, /show the caller in it/],
    [
      'where the records show the caller in it, whatever AWS said to another run',
      { seen: [ANSWERED, update(2), succeeded(3)], knownToBeOver: true },
      /show the caller in it/,
    ],
    [
      'where the join failed: the handler may try again',
      { seen: joinFailed() },
      /no record shows that the call is over/,
    ],
    ['where a silence is all that is seen', { seen: [ANSWERED, update(2)], age: 60 * MINUTE }, /no record shows/],
    ['where a leg shows that may be a meetings', { seen: [ANSWERED, LEG_SHOWN] }, /no record shows/],
    ['where only the other leg hung up', { seen: [ANSWERED, update(2), hangUp(3, 'LEG-B')] }, /no record shows/],
    [
      'where another call hung up',
      { seen: [hangUp(3, 'LEG-A', { TransactionId: OTHER_TRANSACTION })] },
      /no record shows/,
    ],
    ['where the run itself saw its caller join', { seen: [ANSWERED], was: 'JOINED' }, /saw its caller join/],
    ['where it saw that, and nothing can be read', { noLog: true, was: 'JOINED' }, /saw its caller join/],
    ['where no log is known', { noLog: true }, /nothing can be read/],
    [
      'where a log cannot be read, whatever another shows',
      { seen: OVER, unreadable: UNREADABLE },
      /nothing can be read/,
    ],
    ['where a log is not read to its end, whatever it shows', { seen: OVER, cut: true }, /nothing can be read/],
    ['where the handler logs no events', { seen: [start(REQUEST_1)] }, /no record shows/],
  ])('%s', (_, given, reason) => {
    expect(judged(given)).toMatchObject({ remove: false, reason: expect.stringMatching(reason) });
  });

  it.each<[string, Case, RegExp]>([
    [
      'where seats were handed out, though the call is over',
      { seen: OVER, seats: ['ann', 'bob'] },
      /gave seats to 2 more/,
    ],
    ['where an empty one would have ended by now', { seen: OVER, age: 6 * MINUTE }, /somebody is connected/],
  ])('%s: no time changes that', (_, given, reason) => {
    expect(judged(given)).toEqual({ remove: false, reason: expect.stringMatching(reason), tryAgainAt: null });
  });

  it.each<[string, Case, number | null]>([
    ['in which it ends by itself if nobody is there', { seen: handled(update(2)) }, ENDS_BY + MINUTE],
    ['which is over', { seen: handled(update(2)), age: 5 * MINUTE }, null],
    ['which is not known', { seen: handled(update(2)), existing: true }, null],
  ])('to be tried again after the time %s', (_, given, tryAgainAt) => {
    expect(judged(given)).toMatchObject({ remove: false, tryAgainAt });
  });
});
