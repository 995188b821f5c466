import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import type { Proof } from '../../../src/core/proof/watch.js';
import { type Circumstances, judgeLeftover } from '../../../src/core/runs/judge-leftover.js';
import { judge } from '../../../src/core/verdict/judge.js';
import {
  event,
  failed,
  GROUP,
  hangUp,
  marks,
  meetingLeg,
  OTHER_TRANSACTION,
  phone,
  REQUEST_1,
  start,
  succeeded,
  T0,
  THEIR_JOIN,
  timelineOf,
  update,
} from '../samples.js';

const MINUTE = 60_000;
const ANSWERED = event('NEW_INBOUND_CALL', 1);
const UNREADABLE = [{ group: GROUP, failure: new Failure('ACCESS_DENIED', 'no') }];

interface Case {
  /** What the call's records show. */
  seen?: (string | object)[];
  /** How long ago the update was sent, and the meeting made. */
  age?: number;
  unreadable?: Proof['unreadable'];
  noLog?: boolean;
  existing?: boolean;
  wasJoined?: boolean;
  /** The log was not read to its end. */
  cut?: boolean;
}

function judged({
  seen = [],
  age = 3 * MINUTE,
  unreadable = [],
  noLog,
  existing,
  wasJoined = false,
  cut = false,
}: Case) {
  const timeline = timelineOf(...seen);
  const judgement = judge(timeline, marks());
  const verdict =
    judgement.kind === 'joined' ? 'JOINED' : judgement.kind === 'not-joined' ? 'NOT_JOINED' : 'UNCONFIRMED';
  const read = { timeline, unreadable, complete: !cut };
  const proof: Proof = { judgement, settled: true, ...read, troubles: [], aside: null, messages: [] };
  const finding: Circumstances['finding'] = noLog
    ? { ending: { verdict: 'UNCONFIRMED', evidence: [], failure: null }, proof: null }
    : { ending: { verdict, evidence: [], failure: null }, proof };
  const meetingMadeAt = existing ? null : T0;
  return judgeLeftover({ finding, marks: marks(), sentAt: T0, now: T0 + age, meetingMadeAt, wasJoined });
}

describe('is removed', () => {
  it.each<[string, Case]>([
    ['what a caller has left who hung up', { seen: [ANSWERED, update(2), succeeded(3), hangUp(4)], age: 1_000 }],
    ['what a run saw joined, once the caller hung up', { seen: [hangUp(4)], wasJoined: true, age: 1_000 }],
    ['what the join provably failed to reach', { seen: [ANSWERED, update(2), failed(3)], age: 1_000 }],
    ['what two minutes of readable silence passed over', { seen: [ANSWERED, update(2)], age: 2 * MINUTE }],
    ['an attendee of an existing meeting, however old', { seen: [ANSWERED], age: 60 * MINUTE, existing: true }],
    ["what somebody else's join is not", { seen: [ANSWERED, update(2), succeeded(3, THEIR_JOIN)] }],
  ])('%s', (_, given) => {
    expect(judged(given)).toEqual({ remove: true });
  });
});

describe('is kept', () => {
  it.each<[string, Case, RegExp]>([
    ['where the records show the caller in it', { seen: [ANSWERED, update(2), succeeded(3)] }, /show the caller in it/],
    [
      'where they show a meeting leg whose join was not seen',
      { seen: [ANSWERED, event('DIGITS_RECEIVED', 5, {}, { Participants: [phone(), meetingLeg()] })] },
      /may be this run's/,
    ],
    ['where the run itself saw it', { seen: [ANSWERED], wasJoined: true }, /saw its caller join/],
    ['where the run itself saw it and nothing can be read', { noLog: true, wasJoined: true }, /saw its caller join/],
    ['where no log is known', { noLog: true }, /nothing can be read/],
    ['where a log cannot be read', { seen: [ANSWERED, update(2)], unreadable: UNREADABLE }, /nothing can be read/],
    ['where a log is not read to its end', { seen: [ANSWERED, update(2)], cut: true }, /nothing can be read/],
    ['where the handler logs no events', { seen: [start(REQUEST_1)] }, /nothing can be read/],
    [
      'where it logs those of other calls',
      { seen: [event('NEW_INBOUND_CALL', 1, {}, { TransactionId: OTHER_TRANSACTION })] },
      /nothing can be read/,
    ],
    ['where it stands longer than an empty one', { seen: [ANSWERED], age: 6 * MINUTE }, /six minutes/],
  ])('%s', (_, given, reason) => {
    expect(judged(given)).toEqual({ remove: false, reason: expect.stringMatching(reason), tryAgainAt: null });
  });

  it.each<[string, Case]>([
    ['a readable silence', { seen: [ANSWERED, update(2)] }],
    ['a silent handler', { seen: [start(REQUEST_1)] }],
    ['no log at all', { noLog: true }],
  ])('%s for less than two minutes, and told when to try again', (_, given) => {
    expect(judged({ ...given, age: 2 * MINUTE - 1 })).toEqual({
      remove: false,
      reason: expect.stringMatching(/less than two minutes ago/),
      tryAgainAt: T0 + 2 * MINUTE,
    });
  });
});
