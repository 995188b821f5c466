import { describe, expect, it } from 'vitest';
import type { Entry, EntryBody } from '../../../src/core/journal/entry.js';
import {
  existingMeeting,
  isUndone,
  lastAttempt,
  leavesSomething,
  mayBeDelivered,
  meetingIdOf,
  recordOf,
  timeOf,
} from '../../../src/core/journal/record.js';
import { nothingMade } from '../../../src/core/run/made.js';
import { MEETING, OTHER_MEETING, RUN_ID, SMA, T0, TRANSACTION } from '../samples.js';
import { at, attemptOf, begun, claimed, ended, madeMeeting, sent, updateMarks, verdict } from './entries.js';

const told = (...bodies: (Entry | EntryBody)[]) =>
  recordOf(RUN_ID, { entries: bodies.map((body) => ({ time: at(), ...body }) as Entry) });
const attemptOfAll = (...bodies: (Entry | EntryBody)[]) => {
  const record = told(begun(), ...bodies);
  if (record === null) throw new Error('an attempt was begun');
  return lastAttempt(record);
};
const undone = (attempt: number, meetingId = MEETING): EntryBody => ({
  type: 'undone',
  attempt,
  undone: [{ kind: 'meeting', meetingId, attendeeId: null, region: 'us-east-1' }],
  leftovers: [],
});

describe('a journal without an attempt is that of no run', () => {
  it.each<[string, EntryBody[]]>([
    ['nothing at all', []],
    ['a claim alone', [claimed(), { type: 'released', claim: 'claim-1' }]],
    ['what nobody began', [{ type: 'made', made: madeMeeting() }, ended('JOINED'), undone(1)]],
  ])('%s', (_, bodies) => {
    expect(told(...bodies)).toBeNull();
  });
});

describe('an attempt is what its lines say, the latest of each kind', () => {
  it('begun', () => {
    expect(attemptOfAll()).toEqual(attemptOf({ made: nothingMade(), madeAt: null }));
  });

  it('the call that was looked up', () => {
    const call = { callId: null, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
    expect(attemptOfAll({ type: 'call-found', call }).call).toEqual(call);
  });

  it('what was made, as it was last corrected', () => {
    const intent: EntryBody = { type: 'made', made: { ...nothingMade(), asked: ['ann'] } };
    expect(attemptOfAll(intent, { type: 'made', made: madeMeeting() }).made).toEqual(madeMeeting());
    expect(attemptOfAll({ type: 'made', made: madeMeeting() }, intent).made.asked).toEqual(['ann']);
  });

  it('when its meeting was first known to be made, also where that is noted again', () => {
    const [first, again] = [0, 5_000].map((ms): Entry => ({ time: at(ms), type: 'made', made: madeMeeting() }));
    expect(attemptOfAll(first as Entry, again as Entry).madeAt).toBe(T0);
    expect(attemptOfAll({ type: 'made', made: { ...nothingMade(), asked: ['ann'] } }).madeAt).toBeNull();
  });

  it('the meeting of an earlier run that it goes into', () => {
    const adopted: EntryBody = { type: 'adopted', meetingId: OTHER_MEETING, fromRun: 'before', attendeeIds: [] };
    const attempt = attemptOfAll(adopted, { type: 'made', made: { ...nothingMade(), asked: ['ann'] } });
    expect([existingMeeting(attempt), meetingIdOf(attempt)]).toEqual([OTHER_MEETING, OTHER_MEETING]);
  });

  it('an update that was announced, with what came of it', () => {
    const sending: EntryBody = { type: 'update-sending', marks: updateMarks({ sendingAt: T0 + 7 }) };
    const answered: EntryBody = { type: 'update-sent', delivery: 'accepted', at: T0 + 90, requestId: null };
    expect(attemptOfAll(sending).update).toMatchObject({ delivery: null, at: T0 + 7 });
    expect(attemptOfAll(sending, answered).update).toMatchObject({ delivery: 'accepted', at: T0 + 90 });
  });

  it('an update that was announced again is in doubt again', () => {
    const sending: EntryBody = { type: 'update-sending', marks: updateMarks() };
    const refused: EntryBody = { type: 'update-sent', delivery: 'not-sent', at: T0, requestId: null };
    expect(attemptOfAll(sending, refused).update?.delivery).toBe('not-sent');
    expect(attemptOfAll(sending, refused, sending).update?.delivery).toBeNull();
  });

  it('no update where none was announced', () => {
    expect(attemptOfAll({ type: 'update-sent', delivery: 'accepted', at: T0, requestId: null }).update).toBeNull();
  });

  it('verdict and answer: the later one counts', () => {
    const attempt = attemptOfAll(verdict('UNCONFIRMED'), ended('UNCONFIRMED'), verdict('JOINED'));
    expect(attempt.verdict?.verdict).toBe('JOINED');
    expect(attempt.ended?.result.verdict).toBe('UNCONFIRMED');
  });
});

describe('lines of several attempts', () => {
  it('belong to the one that was begun last', () => {
    const record = told(begun(1), verdict('FAILED'), begun(2), { type: 'made', made: madeMeeting() });
    expect(record?.attempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(record?.attempts.map((one) => one.verdict?.verdict)).toEqual(['FAILED', undefined]);
    expect(record?.attempts.map((one) => one.made.meeting.state)).toEqual(['none', 'made']);
  });

  it('but what was taken back belongs to the one it names', () => {
    const record = told(begun(1), { type: 'made', made: madeMeeting() }, begun(2), undone(1), undone(7));
    expect(record?.attempts.map(({ leftovers }) => leftovers)).toEqual([[], null]);
  });

  it('that were written twice are one', () => {
    const lines = [begun(), { type: 'made', made: madeMeeting() } as const, undone(1)];
    const doubled = lines.flatMap((one) => [one, one]);
    expect(told(...doubled)).toEqual(told(...lines));
  });

  it('a begin that is found again later takes nothing back of what followed the first', () => {
    const sending: EntryBody = { type: 'update-sending', marks: updateMarks() };
    const record = told(begun(1), sending, begun(1));
    expect(record?.attempts).toHaveLength(1);
    expect(record?.attempts.map(mayBeDelivered)).toEqual([true]);
  });

  it('tell each thing that was taken back once', () => {
    const record = told(begun(1), undone(1), undone(1), undone(1, OTHER_MEETING));
    expect(record?.attempts[0]?.undone.map(({ meetingId }) => meetingId)).toEqual([MEETING, OTHER_MEETING]);
  });
});

describe('claims', () => {
  it('stand until they are given back, in the order in which they were made', () => {
    const [one, two, three] = ['1', '2', '3'].map((claim) => claimed({ claim }));
    const record = told(begun(), one!, two!, three!, { type: 'released', claim: '2' });
    expect(record?.claims.map(({ claim }) => claim)).toEqual(['1', '3']);
    expect(record?.lastClaim?.claim).toBe('3');
  });

  it('that were given back before they were made do not exist', () => {
    expect(told(begun(), { type: 'released', claim: 'of nobody' })?.claims).toEqual([]);
  });
});

describe('what an attempt left', () => {
  it.each([
    [null, true],
    ['accepted', true],
    ['unknown', true],
    ['not-sent', false],
    ['refused', false],
  ] as const)('an update that was %s may have been delivered: %s', (delivery, expected) => {
    expect(mayBeDelivered(attemptOf({ update: sent(delivery) }))).toBe(expected);
  });

  it('no update was never delivered', () => {
    expect(mayBeDelivered(attemptOf())).toBe(false);
  });

  it('it leaves what it made, until all of that was taken back', () => {
    const leftover = { kind: 'meeting', meetingId: MEETING, attendeeId: null, region: 'r', command: null } as const;
    const states = [attemptOf(), attemptOf({ leftovers: [leftover] }), attemptOf({ leftovers: [] })];
    expect(states.map(leavesSomething)).toEqual([true, true, false]);
    expect(states.map(isUndone)).toEqual([false, false, true]);
  });

  it('one that made nothing leaves nothing, and has nothing undone', () => {
    const nothing = attemptOf({ made: nothingMade(), leftovers: [] });
    expect([leavesSomething(nothing), isUndone(nothing)]).toEqual([false, false]);
  });
});

it('what is no time is the beginning of time', () => {
  expect([timeOf(at(5)), timeOf('yesterday'), timeOf('')]).toEqual([T0 + 5, 0, 0]);
});
