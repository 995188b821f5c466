import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { judge } from '../../../src/core/verdict/judge.js';
import {
  ARGUMENTS,
  ATTENDEE,
  end,
  event,
  failed,
  invalidResponse,
  type Json,
  MEETING,
  marks,
  meetingLeg,
  OTHER_MEETING,
  OTHER_TOKEN,
  OTHER_TRANSACTION,
  OUR_JOIN,
  phone,
  REQUEST_2,
  RUN_ID,
  record,
  start,
  succeeded,
  THEIR_JOIN,
  TOKEN,
  update,
} from '../samples.js';
import { verdictOf } from './judged.js';

const OWN = marks();
const EXISTING = marks({ meetingCreated: false });
const without = (key: string, from: Json = OUR_JOIN): Json =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));

describe('a JoinChimeMeeting that succeeded is ours', () => {
  it.each<[string, Json, typeof OWN]>([
    ['by its token, in a meeting of our own', OUR_JOIN, OWN],
    ['by its token, in an existing meeting', OUR_JOIN, EXISTING],
    ['by its token alone', { JoinToken: TOKEN }, EXISTING],
    ['by its token, though another meeting is named', { ...OUR_JOIN, MeetingId: OTHER_MEETING }, EXISTING],
    ['by the meeting we made, its token masked', { ...OUR_JOIN, JoinToken: '***' }, OWN],
    ['by the meeting we made, its token missing', without('JoinToken'), OWN],
    ['by the meeting we made, its token cut short', { ...OUR_JOIN, JoinToken: TOKEN.slice(0, 8) }, OWN],
    ['by the meeting we made, in capitals', { JoinToken: '***', MeetingId: MEETING.toUpperCase() }, OWN],
  ])('%s, with no update seen', (_, parameters, run) =>
    expect(verdictOf([succeeded(4, parameters)], run)).toBe('joined'),
  );

  it.each<[string, Json]>([
    ['its token masked', { ...OUR_JOIN, JoinToken: '***' }],
    ['its token missing', without('JoinToken')],
    ['its token altered', { ...OUR_JOIN, JoinToken: `${TOKEN}x` }],
    ['its meeting masked too', { JoinToken: '***', MeetingId: '***' }],
    ['no parameters at all', {}],
  ])('by its Sequence after our update, in an existing meeting: %s', (_, parameters) => {
    expect(verdictOf([update(3), succeeded(4, parameters)], EXISTING)).toBe('joined');
    expect(verdictOf([update(3), event('ACTION_SUCCESSFUL', 4), succeeded(7, parameters)], EXISTING)).toBe('joined');
  });
});

describe('a JoinChimeMeeting that succeeded is not ours', () => {
  const masked = { ...OUR_JOIN, JoinToken: '***' };
  it.each<[string, Json[]]>([
    ['before our update', [succeeded(2, masked), update(3)]],
    ['with the Sequence of our update', [update(3), succeeded(3, masked)]],
    ['without a Sequence', [update(3), succeeded(null, masked)]],
    ["after another operator's update", [update(3), update(4, { action: 'mute' }), succeeded(5, masked)]],
    [
      "after another run's update",
      [update(3), update(4, { ...ARGUMENTS, RunId: 'other', JoinToken: 'o', AttendeeId: 'o' }), succeeded(5, masked)],
    ],
    ['with no update seen', [succeeded(4, masked)]],
    ['after an update that is not ours', [update(3, { action: 'mute' }), succeeded(4, masked)]],
    ['after our update without a Sequence', [update(null), succeeded(4, masked)]],
    ['in another meeting', [update(3), succeeded(4, { ...masked, MeetingId: OTHER_MEETING })]],
    ["with somebody else's token in another meeting", [update(3), succeeded(4, THEIR_JOIN)]],
    [
      'in another call',
      [update(3), succeeded(4, OUR_JOIN, { TransactionId: OTHER_TRANSACTION, Participants: [phone()] })],
    ],
  ])('%s', (_, events) => expect(verdictOf(events, EXISTING)).toBe('open'));

  it('by an action of another type', () => {
    const played = event('ACTION_SUCCESSFUL', 4, { ActionData: { Type: 'PlayAudio', Parameters: OUR_JOIN } });
    expect(verdictOf([update(3), played])).toBe('open');
  });

  it('by an action that was interrupted', () => {
    const cut = event('ACTION_INTERRUPTED', 4, { ActionData: { Type: 'JoinChimeMeeting', Parameters: OUR_JOIN } });
    expect(verdictOf([update(3), cut])).toBe('open');
  });
});

describe('our update', () => {
  /** Its token masked and its meeting an existing one: only its place tells whose the join is. */
  const joinsAfter = (args: Json, run = EXISTING) =>
    verdictOf([update(3, args), succeeded(4, { JoinToken: '***' })], run) === 'joined';

  it.each<[string, Json, boolean]>([
    ['is known by its arguments', ARGUMENTS, true],
    ['is known in another order of its keys', Object.fromEntries(Object.entries(ARGUMENTS).toReversed()), true],
    ['is known with its token masked', { ...ARGUMENTS, JoinToken: '***' }, true],
    [
      'is known with all but the run masked',
      { ...ARGUMENTS, JoinToken: '[REDACTED]', AttendeeId: '', MeetingId: '***' },
      true,
    ],
    ['is known with its token cut', { ...ARGUMENTS, JoinToken: `${TOKEN.slice(0, 4)}...` }, true],
    ['is known with everything masked', Object.fromEntries(Object.keys(ARGUMENTS).map((key) => [key, '***'])), true],
    ['is not one of another convention', { action: 'join_meeting' }, false],
    ['may have lost an argument to the log: one mark of ours is enough', without('RunId', ARGUMENTS), true],
    ['is not one with an argument more and no mark of ours', { JoinToken: '***', MeetingId: '***', More: 'x' }, false],
    ['is not one without arguments', {}, false],
    ["is not another run's", { ...ARGUMENTS, JoinToken: OTHER_TOKEN, AttendeeId: 'b', RunId: 'run-2' }, false],
    [
      "is not another run's with its token masked",
      { ...ARGUMENTS, JoinToken: '***', AttendeeId: 'b', RunId: 'run-2' },
      false,
    ],
  ])('%s', (_, args, known) => expect(joinsAfter(args)).toBe(known));

  const PLAIN = { action: 'join_meeting', meetingId: MEETING };
  const plain = marks({ meetingCreated: false, arguments: PLAIN });

  it('without a mark of its own is known while it is the only one since it was sent', () => {
    expect(joinsAfter(PLAIN, plain)).toBe(true);
  });

  it("without a mark of its own is not told from another operator's", () => {
    expect(verdictOf([update(3, PLAIN), update(4, PLAIN), succeeded(5, { JoinToken: '***' })], plain)).toBe('open');
  });

  it('without a mark of its own is none that came well before', () => {
    const timeline = readTimeline([record(update(3, PLAIN), -60_000), record(succeeded(4, { JoinToken: '***' }), 500)]);
    expect(judge(timeline, plain).kind).toBe('open');
  });

  it('that was logged twice is one update', () => {
    expect(verdictOf([update(3, PLAIN), update(3, PLAIN), succeeded(4, {})], plain)).toBe('joined');
  });

  it('sent without arguments is known by their absence', () => {
    const none = marks({ meetingCreated: false, arguments: {} });
    expect(verdictOf([update(3, {}), succeeded(4, {})], none)).toBe('joined');
    expect(verdictOf([update(3, { a: 'b' }), succeeded(4, {})], none)).toBe('open');
  });

  it.each([RUN_ID, ATTENDEE])('is known by %s inside a longer argument', (mark) => {
    const run = marks({ meetingCreated: false, arguments: { note: `for ${mark}`, token: TOKEN } });
    expect(joinsAfter({ note: `for ${mark}`, token: 'cut' }, run)).toBe(true);
  });
});

describe('a JoinChimeMeeting that failed', () => {
  it.each<[string, Json[], string]>([
    ['is ours by its token', [failed(4)], 'ACTION_FAILED'],
    ['is ours by our meeting', [failed(4, { ...OUR_JOIN, JoinToken: '***' })], 'ACTION_FAILED'],
    ['is ours after our update', [update(3), failed(4, { JoinToken: '' })], 'ACTION_FAILED'],
    ['is not ours before our update', [failed(2, { JoinToken: '***' }), update(3)], 'open'],
    ["is not ours with another's token and meeting", [update(3), failed(4, THEIR_JOIN)], 'open'],
    ["is not ours after another's update", [update(3), update(4, { a: 'b' }), failed(5, {})], 'open'],
    ['is not ours in another call', [update(3), failed(4, OUR_JOIN, { TransactionId: OTHER_TRANSACTION })], 'open'],
  ])('%s', (_, events, verdict) => expect(verdictOf(events)).toBe(verdict));
});

describe('ids are compared without regard to case', () => {
  it("the call's", () => {
    const run = marks({ transactionId: OWN.transactionId.toUpperCase() });
    expect(verdictOf([succeeded(4)], run)).toBe('joined');
  });
});

describe("beside somebody else's join, our own failure", () => {
  const THEIR_ARGUMENTS = { JoinToken: OTHER_TOKEN, MeetingId: OTHER_MEETING };
  const theirUpdate = (sequence: number) => update(sequence, THEIR_ARGUMENTS);
  const bridged = { Participants: [phone(), meetingLeg()] };
  const joinAnswer = { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting' }] };
  const answeredWithJoin = (one: Json) => [start(REQUEST_2), one, joinAnswer, end(REQUEST_2)];

  it.each<[string, (string | Json)[], string]>([
    [
      'counts, where the leg it shows is theirs',
      [update(3), succeeded(4, THEIR_JOIN), failed(5, OUR_JOIN, bridged)],
      'ACTION_FAILED',
    ],
    [
      'counts, where they joined before our update',
      [succeeded(2, THEIR_JOIN), update(3, ARGUMENTS, bridged), failed(4, OUR_JOIN, bridged)],
      'ACTION_FAILED',
    ],
    [
      'is open, where an event between is missing: it may have been ours',
      [update(3), succeeded(4, THEIR_JOIN), failed(6, OUR_JOIN, bridged)],
      'open',
    ],
    [
      'is open, where whose join it was cannot be told',
      [succeeded(2, { JoinToken: '***' }), update(3, ARGUMENTS, bridged), failed(4, OUR_JOIN, bridged)],
      'open',
    ],
    ['is open while their update is answered', [update(3), failed(4), ...answeredWithJoin(theirUpdate(5))], 'open'],
    [
      'counts, once their own join has failed',
      [update(3), failed(4), ...answeredWithJoin(theirUpdate(5)), failed(6, THEIR_JOIN)],
      'ACTION_FAILED',
    ],
    [
      'counts, once their answer was unusable',
      [update(3), failed(4), ...answeredWithJoin(theirUpdate(5)), invalidResponse(6)],
      'ACTION_FAILED',
    ],
    [
      'is open, where an event since theirs is missing',
      [update(3), failed(4), ...answeredWithJoin(theirUpdate(5)), failed(7, THEIR_JOIN)],
      'open',
    ],
    [
      'is open, where another answer was unusable',
      [update(3), failed(4), ...answeredWithJoin(theirUpdate(5)), event('DIGITS_RECEIVED', 6), invalidResponse(7)],
      'open',
    ],
    [
      'is open, where the join that ended then cannot be told from ours',
      [update(3), failed(4), ...answeredWithJoin(theirUpdate(5)), failed(6, { JoinToken: '***' })],
      'open',
    ],
  ])('%s', (_, messages, verdict) => expect(verdictOf(messages, EXISTING)).toBe(verdict));
});
