/** How a failure is reported with what the run left: its exit code, its words and what to do next. */
import { describe, expect, it } from 'vitest';
import { Failure, type FailureCode, type FailureDetails } from '../../../src/core/failure.js';
import { withoutRecords } from '../../../src/core/run/ending.js';
import { nothingMade } from '../../../src/core/run/made.js';
import { type EndOfRun, endedFailure } from '../../../src/core/undo/ended-failure.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import { attendeesFor, meetingOf } from '../bridge/fakes.js';
import { attemptOf, sent } from '../journal/entries.js';
import { ATTENDEE, CALL_A, GROUP, MEETING, RUN_ID, SMA, TRANSACTION } from '../samples.js';

const LEFT = { standing: [], undone: [], leftovers: [] };
const STANDS = {
  ...LEFT,
  standing: [
    { kind: 'meeting' as const, meetingId: MEETING, attendeeId: null, region: 'x', endsBy: null, command: 'x' },
  ],
};
const LEFTOVER = {
  ...LEFT,
  leftovers: [{ kind: 'meeting' as const, meetingId: null, attendeeId: null, region: 'x', command: null }],
};
const prepared = {
  meeting: meetingOf(MEETING),
  phone: attendeesFor([{ externalUserId: 'phone' }])[0]!,
  others: [],
  meetingCreated: true,
  earlierAttendees: [],
  clockSkewMs: 0,
};
const told = (verdict: Verdict, [code, details = {}]: [FailureCode, FailureDetails?], more: Partial<EndOfRun> = {}) => {
  const failure = new Failure(code, 'It failed.', { tryThis: ['do this'], ...details });
  const aftermath = { runId: RUN_ID, attempt: attemptOf(), left: LEFT, isSent: true, wrongCaller: null, ...more };
  return endedFailure({ verdict, asOf: null, likely: null, evidence: [], failure }, aftermath) as Failure;
};
const LOOK = `look again: chime-join runs check ${RUN_ID}`;
const REMOVE = `once the call is over, see what may be removed: chime-join runs cleanup ${RUN_ID}`;
const TAKE_OUT =
  'wrong caller? take them out, which cuts them off: chime-join attendee remove ' +
  `--meeting-id ${MEETING} --meetings-region us-east-1 --attendee-id ${ATTENDEE}`;

it('a success has no failure', () => {
  const aftermath = { runId: RUN_ID, attempt: null, left: LEFT, isSent: true, wrongCaller: null };
  expect(endedFailure(withoutRecords('JOINED', null), aftermath)).toBeNull();
});

describe('the exit code', () => {
  it.each<[string, { verdict: Verdict; failure: [FailureCode, FailureDetails?]; more: Partial<EndOfRun> }, number]>([
    ['is the own one of what failed', { verdict: 'FAILED', failure: ['CALL_ENDED'], more: {} }, 4],
    [
      'is 9 where something is left behind',
      { verdict: 'FAILED', failure: ['CALL_ENDED'], more: { left: LEFTOVER } },
      9,
    ],
    ['is not 9 of another verdict', { verdict: 'UNCONFIRMED', failure: ['UNCONFIRMED'], more: { left: LEFTOVER } }, 7],
    [
      'of a mistake is 2 where nothing was sent',
      { verdict: 'FAILED', failure: ['ID_INVALID'], more: { isSent: false } },
      2,
    ],
    [
      'of a mistake that a request showed is 1',
      { verdict: 'FAILED', failure: ['ID_INVALID'], more: { isSent: true } },
      1,
    ],
    [
      'of something else is its own, sent or not',
      { verdict: 'FAILED', failure: ['CALL_ENDED'], more: { isSent: false } },
      4,
    ],
    [
      'is 6 where what an unreadable answer made was undone',
      { verdict: 'FAILED', failure: ['UNREADABLE_ANSWER', { delivery: 'unknown' }], more: {} },
      6,
    ],
    [
      'is 1 where an unreadable answer made nothing',
      {
        verdict: 'FAILED',
        failure: ['UNREADABLE_ANSWER', { delivery: 'unknown' }],
        more: { attempt: attemptOf({ made: nothingMade() }) },
      },
      1,
    ],
    [
      'is 1 where no attempt was begun',
      { verdict: 'FAILED', failure: ['UNREADABLE_ANSWER', { delivery: 'unknown' }], more: { attempt: null } },
      1,
    ],
    [
      'is 1 where the answer was refused',
      { verdict: 'FAILED', failure: ['UNREADABLE_ANSWER', { delivery: 'refused' }], more: {} },
      1,
    ],
    [
      'of another code is its own, undone or not',
      { verdict: 'FAILED', failure: ['REFUSED', { delivery: 'unknown' }], more: {} },
      1,
    ],
  ])('%s', (_, { verdict, failure, more }, exitCode) => {
    const { exitCode: code, retryable } = told(verdict, failure, more);
    expect([code, retryable]).toEqual([exitCode, exitCode === 6]);
  });

  it('of what was undone says that nothing was delivered', () => {
    expect(told('FAILED', ['UNREADABLE_ANSWER', { delivery: 'unknown' }])).toMatchObject({
      code: 'UNAVAILABLE',
      delivery: 'not-sent',
    });
  });
});

describe('the advice', () => {
  const stepsOf = (...given: Parameters<typeof told>) => told(...given).tryThis.filter((step) => step !== 'do this');

  it('of a mistake of which nothing was sent is its own', () => {
    expect(told('FAILED', ['ID_INVALID'], { isSent: false, left: STANDS }).tryThis).toEqual(['do this']);
  });

  it('begins with a look, where nothing is proved, and keeps its own', () => {
    expect(told('UNCONFIRMED', ['UNCONFIRMED'], { left: STANDS }).tryThis).toEqual([LOOK, 'do this', REMOVE]);
    expect(stepsOf('NOT_JOINED', ['ACTION_FAILED'], { left: STANDS })).not.toContain(LOOK);
  });

  it('ends with the removal of what stands, and only of that', () => {
    expect(stepsOf('NOT_JOINED', ['ACTION_FAILED'], { left: STANDS }).at(-1)).toBe(REMOVE);
    expect(stepsOf('UNCONFIRMED', ['UNCONFIRMED'])).toEqual([LOOK]);
  });

  it('has the values that the run knows in place of its placeholders', () => {
    const tryThis = [
      'aws logs tail LOG_GROUP --since 15m',
      'chime-join runs check RUN_ID',
      'chime-join bridge --transaction-id ID --sma-id ID --call-id ID',
      'chime-join attendee list --meeting-id ID',
      'give it an id of its own: chime-join bridge --run-id ID',
    ];
    expect(
      told('FAILED', ['ACCESS_DENIED', { tryThis }], { attempt: attemptOf({ update: sent('refused') }) }).tryThis,
    ).toEqual([
      `aws logs tail ${GROUP} --since 15m`,
      `chime-join runs check ${RUN_ID}`,
      `chime-join bridge --transaction-id ${TRANSACTION} --sma-id ${SMA} --call-id ${CALL_A}`,
      `chime-join attendee list --meeting-id ${MEETING} --meetings-region us-east-1`,
      'give it an id of its own: chime-join bridge --run-id ID',
    ]);
    expect(told('FAILED', ['ACCESS_DENIED', { tryThis }], { attempt: null }).tryThis).toEqual(tryThis);
    // The CallId that is known is the wrong one.
    expect(told('FAILED', ['LEG_NOT_JOINABLE', { tryThis, exitCode: 5 }]).tryThis[2]).toContain('--call-id ID');
  });

  it('does not wait for the end of a call that is over', () => {
    const hangUp = {
      source: 'log',
      time: '2026-11-23T14:29:12.345Z',
      sequence: 4,
      event: 'HANGUP',
      summary: 'it ended',
    };
    const over = { ...withoutRecords('NOT_JOINED', new Failure('CALLER_HUNG_UP', 'It ended.')), evidence: [hangUp] };
    const steps = endedFailure(over, {
      runId: RUN_ID,
      attempt: attemptOf(),
      left: STANDS,
      isSent: true,
      wrongCaller: null,
    })?.tryThis;
    expect(steps?.at(-1)).toBe(`see what may be removed: chime-join runs cleanup ${RUN_ID}`);
  });

  it('names how the wrong caller is taken out, after an interrupt of what stands alone', () => {
    const interrupted = { wrongCaller: prepared };
    expect(stepsOf('UNCONFIRMED', ['UNCONFIRMED'], { ...interrupted, left: STANDS })).toEqual([LOOK, REMOVE, TAKE_OUT]);
    expect(stepsOf('UNCONFIRMED', ['UNCONFIRMED'], interrupted)).toEqual([LOOK]);
  });
});

it('the message says what is left', () => {
  expect(told('UNCONFIRMED', ['UNCONFIRMED'], { left: STANDS }).message).toContain('left in place');
  expect(told('FAILED', ['CALL_ENDED']).message).toContain('nothing was created');
  expect(told('NOT_JOINED', ['ACTION_FAILED']).message).toBe('It failed.');
});
