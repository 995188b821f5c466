/** Handlers and logs that once made the judge say more than it knew, or end a meeting under a caller. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  ARGUMENTS,
  CALL_A,
  EXISTING,
  end,
  event,
  failed,
  hangUp,
  type Json,
  MEETING,
  meetingLeg,
  OTHER_TOKEN,
  OUR_JOIN,
  phone,
  start,
  succeeded,
  THEIR_JOIN,
  TOKEN,
  update,
} from '../samples.js';
import {
  does,
  done,
  eventsAlone,
  GOES_ON,
  HELD,
  hiddenLeg,
  interrupted,
  join,
  logOf,
  type Messages,
  STYLES,
  type Turn,
  telephoneLeg,
  turn,
  whole,
  withLegs,
} from './handler-logs.js';
import { judged, verdictOf } from './judged.js';

const REQUEST = '99999999-0000-4000-8000-000000000001';

describe('a handler that speaks twice before it joins', () => {
  const first = turn(update(3), does('Speak'));
  const spoken = turn(done(5, 'Speak'), does('PlayAudio'));
  const played = turn(done(6, 'PlayAudio'), does(join()));

  it('is open while its newest answer leaves it something to answer again', () => {
    expect(verdictOf(whole(first))).toBe('? nothing-followed');
    expect(verdictOf(whole(first, turn(interrupted(4))))).toBe('? nothing-followed');
    expect(verdictOf(whole(first, turn(interrupted(4)), spoken))).toBe('? nothing-followed');
    expect(verdictOf(whole(first, turn(interrupted(4)), spoken, played))).toBe('? nothing-followed');
  });

  it('is joined once it has, and ignored the update once it answers the last prompt without a join', () => {
    expect(verdictOf(whole(first, turn(interrupted(4)), spoken, played, turn(succeeded(7))))).toBe('joined');
    const over = turn(done(6, 'PlayAudio'), does());
    expect(verdictOf(whole(first, turn(interrupted(4)), spoken, over))).toBe('UPDATE_IGNORED');
  });
});

describe('a reply that is logged before it is filled', () => {
  const templated = (one: Turn, id: string): Messages => [start(id), one.event, does(), end(id)];
  const filledLater = (one: Turn, id: string): Messages => [start(id), one.event, does(), one.answer ?? '', end(id)];
  const story = [...HELD, turn(update(3), does('Speak')), turn(interrupted(4), does('Speak'))];

  it('is no answer of a handler whose templates the call has contradicted', () => {
    expect(verdictOf(logOf(story, templated))).toBe('? nothing-followed');
  });

  it('is none either where it was borne out once, and something else was played than it said', () => {
    const shown = [...HELD, turn(update(3), does('Pause')), turn(interrupted(4))];
    expect(verdictOf(logOf([...shown, turn(done(5), does())], STYLES.whole))).toBe('UPDATE_IGNORED');
    expect(verdictOf(logOf([...shown, turn(done(5, 'Speak'), does())], STYLES.whole))).toBe('? nothing-followed');
  });

  it('is none either of a handler that logs what it answers after it, and whose request has not ended', () => {
    const underWay = [start(REQUEST), update(3), does()];
    expect(verdictOf([...logOf(HELD, filledLater), ...underWay])).toBe('- still-open');
    expect(verdictOf([...logOf(HELD, filledLater), ...underWay, interrupted(4)])).toBe('- request-open');
  });
});

it('a reply inside settings that a handler logs is none', () => {
  const withSettings = (one: Turn, id: string): Messages => [
    start(id),
    { settings: { retries: 2, fallback: does() } },
    one.event,
    end(id),
  ];
  const story = [...HELD, turn(update(3)), turn(interrupted(4))];
  expect(verdictOf(logOf(story, withSettings))).toBe('? nothing-followed');
  expect(verdictOf(logOf([...story, turn(failed(5))], withSettings))).toBe('ACTION_FAILED');
});

it('a log of failures alone proves no absence: the handler may have tried again', () => {
  const style = STYLES['failures alone'];
  expect(verdictOf(logOf([...HELD, turn(update(3)), turn(failed(4))], style))).toBe('- update-not-seen');
});

describe('a handler that takes its time over a second try', () => {
  it('and does not log its answers is open until its Lambda request ends', () => {
    const slow = [...eventsAlone(turn(update(3))), start(REQUEST), failed(4)];
    expect(verdictOf(slow)).toBe('- request-open');
    expect(verdictOf([...slow, end(REQUEST)])).toBe('ACTION_FAILED');
    expect(verdictOf([...slow, end(REQUEST), succeeded(5)])).toBe('joined');
  });

  it('and has done so before is open, until an event shows the call after it', () => {
    const again = eventsAlone(turn(update(3)), turn(failed(4)), turn(failed(5)));
    expect(verdictOf(again)).toBe('- answers-unread');
    expect(verdictOf([...again, ...STYLES['events alone'](turn(done(6)), REQUEST)])).toBe('ACTION_FAILED');
    const held = turn(done(6, 'CallAndBridge', withLegs(hiddenLeg())));
    expect(verdictOf([...again, ...STYLES['events alone'](held, REQUEST)])).toBe('- answers-unread');
  });
});

describe('an answer that was shortened when it was printed', () => {
  it.each([
    ["by Node's inspection", inspect(does(join()), { depth: 0 })],
    ['in its list', inspect(does(join()), { depth: 1 })],
    ['by an ellipsis for a list', "{'SchemaVersion': '1.0', 'Actions': [...]}"],
    ['by an ellipsis for an action', "{'SchemaVersion': '1.0', 'Actions': [{...}]}"],
    ['by an ellipsis for the whole', "{'SchemaVersion': '1.0', ...}"],
    ['at a length', `answer ${JSON.stringify(does(join())).slice(0, 40)}`],
    ['at a length, with three dots', `answer ${JSON.stringify(does(join())).slice(0, 60)}...`],
    ['at once', 'answer {"SchemaVersion":"1.0","Actions":['],
  ])('%s is unread, not empty', (_, answer) => {
    const cut = [start(REQUEST), update(3), answer, end(REQUEST)];
    const ended = STYLES.whole(turn(interrupted(4)), '99999999-0000-4000-8000-000000000002');
    expect(verdictOf([...whole(), ...cut, ...ended])).toBe('? nothing-followed');
  });

  it('to a failure leaves open whether the handler tried again, where it did so before', () => {
    const tried = whole(turn(update(3), does(join())), turn(failed(4), does(join())));
    const cut = [start(REQUEST), failed(5), inspect(does(join()), { depth: 1 }), end(REQUEST)];
    expect(verdictOf([...tried, ...cut])).toBe('- answers-unread');
  });
});

describe('a handler that is told of a failure, and keeps the update', () => {
  const kept = { TransactionAttributes: { token: TOKEN } };
  const told = (answer: Json) => whole(turn(update(3), does(join())), turn(interrupted(4)), turn(failed(5), answer));

  it('may join when what it answered with ends', () => {
    expect(verdictOf(told({ ...does('Pause'), ...kept }))).toBe('- still-open');
  });

  it.each([
    ['is told of nothing more', { ...does(), ...kept }],
    ['has kept nothing', does('Pause')],
  ])('did not join if it %s', (_, answer) => expect(verdictOf(told(answer))).toBe('ACTION_FAILED'));
});

describe('a handler that joins a meeting of its own', () => {
  const own = (parameters: Json) => [
    turn(update(3), does(join(parameters))),
    turn(interrupted(4)),
    turn(succeeded(5, parameters)),
  ];

  it.each<[string, Json, string, string]>([
    ['whose id is logged', { ...THEIR_JOIN, JoinToken: '***' }, 'UPDATE_IGNORED', 'UPDATE_IGNORED'],
    // Another attendee may lead into our meeting too: a second run's, or one of an application.
    ['whose token is logged', { JoinToken: OTHER_TOKEN, MeetingId: '***' }, '? join-unnamed', '? join-unnamed'],
    ['of which nothing is logged', { JoinToken: '***', MeetingId: '***' }, '+ join-unnamed', '+ join-unnamed'],
    ['of which no parameter is logged', {}, '+ join-unnamed', '+ join-unnamed'],
  ])('%s does not join ours', (_, parameters, made, existing) => {
    expect(verdictOf(whole(...own(parameters)))).toBe(made);
    expect(verdictOf(whole(...own(parameters)), EXISTING)).toBe(existing);
  });
});

describe('a second leg', () => {
  const bridged = (leg: Json) => turn(done(5, 'CallAndBridge', withLegs(leg)), GOES_ON);
  const bridging = [turn(update(3), does('CallAndBridge')), turn(interrupted(4))];

  it('to a telephone whose number is masked is no meeting, and no proof of none', () => {
    expect(verdictOf(whole(...bridging, bridged(hiddenLeg())))).toBe('- leg-shown');
    expect(verdictOf(eventsAlone(...bridging, bridged(hiddenLeg())), EXISTING)).toBe('? nothing-followed');
  });

  it("to a telephone whose number is shown is none of ours: the update's answer stands", () => {
    expect(verdictOf(whole(...bridging, bridged(telephoneLeg())))).toBe('UPDATE_IGNORED');
  });

  it("with the meetings' number is a sign, and no more", () => {
    expect(verdictOf(whole(...bridging, bridged(meetingLeg())))).toBe('+ join-unnamed');
  });
});

describe('two operators whose logs are masked, an event lost', () => {
  const hidden = Object.fromEntries(Object.keys(ARGUMENTS).map((key) => [key, '***']));
  const MASKED = { JoinToken: '***', MeetingId: '***' };
  const story = [
    turn(update(3, hidden), does(join(MASKED))),
    turn(update(4, hidden), does(join(MASKED))),
    turn(succeeded(5, MASKED)),
  ];

  it.each([
    ['the first update', [0]],
    ['the second update', [1]],
    ['neither', []],
  ])('%s: nobody is told that they joined', (_, lost) => {
    const seen = story.filter((__, index) => !(lost as number[]).includes(index));
    expect(verdictOf(whole(...seen), EXISTING)).toBe('+ join-unnamed');
    expect(verdictOf(whole(...seen))).toBe('+ join-unnamed');
  });
});

describe('slim records', () => {
  const slim = (type: string, sequence: number) => event(type, sequence, {}, { Participants: [] });

  it('of a hang-up show neither whose it was nor what stood before', () => {
    expect(verdictOf(whole(turn(update(3), does(join())), turn(slim('HANGUP', 4))))).toBe('? nothing-followed');
  });

  it('of an action since our update may be the join', () => {
    const messages = whole(turn(update(3), does(join())), turn(slim('ACTION_SUCCESSFUL', 4)), turn(hangUp(5)));
    expect(verdictOf(messages)).toBe('- action-hidden, over');
  });

  it('of a hang-up of LEG-A that lists no legs may follow a join', () => {
    const bare = hangUp(4, 'LEG-A', { Participants: [] });
    expect(verdictOf(whole(turn(update(3), does(join())), turn(bare)))).toBe('- legs-hidden, over');
  });
});

describe('an update that is kept', () => {
  const kept = (attributes: Json): Json => ({ SchemaVersion: '1.0', TransactionAttributes: attributes });

  it.each<[string, Json]>([
    ['by its token', { t: TOKEN }],
    ['by the head of its token', { t: TOKEN.slice(0, 48) }],
    ['by its meeting', { m: MEETING }],
    ['by its run', { job: ARGUMENTS.RunId }],
    ['as one text', { update: JSON.stringify(ARGUMENTS) }],
    ['masked', { joinToken: '***' }],
  ])('%s is not ignored: the end of the running action is told to the handler', (_, attributes) => {
    expect(verdictOf(whole(turn(update(3), kept(attributes))))).toBe('? nothing-followed');
    expect(verdictOf(whole(turn(update(3), kept(attributes)), turn(done(4), kept(attributes))))).toBe(
      '? nothing-followed',
    );
    expect(verdictOf(whole(turn(update(3), kept(attributes)), turn(done(4), does(join())), turn(succeeded(5))))).toBe(
      'joined',
    );
  });

  it.each<[string, Json]>([
    ['nothing of ours', { state: 'waiting' }],
    ["somebody else's token", { t: OTHER_TOKEN }],
    ['nothing at all', {}],
  ])('beside attributes that hold %s it is ignored, once nothing runs any more', (_, attributes) => {
    expect(verdictOf(whole(turn(update(3), kept(attributes))))).toBe('- still-open');
    expect(verdictOf(whole(turn(update(3), kept(attributes)), turn(done(4))))).toBe('UPDATE_IGNORED');
  });
});

it("somebody else's token in clear is not ours, wherever it stands", () => {
  const theirs = succeeded(4, { JoinToken: OTHER_TOKEN, MeetingId: MEETING, CallId: CALL_A });
  expect(verdictOf([update(3), theirs], EXISTING)).toBe('+ join-unnamed');
  // Whether theirs led into the same meeting cannot be told.
  expect(verdictOf([update(3), succeeded(4, { JoinToken: OTHER_TOKEN })], EXISTING)).toBe('? join-unnamed');
});

it.each([
  ['a hash of it', 'sha256:5f2a'],
  ['its end', TOKEN.slice(-6)],
  ['more before it', `x${TOKEN}`],
])('a token that shows %s may be ours, so a hang-up after it is not NOT_JOINED', (_, JoinToken) => {
  const altered = turn(succeeded(4, { JoinToken, CallId: CALL_A }));
  const told = whole(turn(update(3), does(join({ JoinToken: '***' }))), altered, turn(hangUp(5)));
  expect(verdictOf(told, EXISTING)).toBe('+ join-unnamed, over');
});

it('a hang-up whose own legs show the meeting as it leaves is not NOT_JOINED', () => {
  const leaving = hangUp(4, 'LEG-A', {
    Participants: [phone({ Status: 'Disconnected' }), meetingLeg({ Status: 'Disconnected' })],
  });
  expect(verdictOf(whole(turn(update(3), does(join())), turn(leaving)))).toBe('- leg-shown, over');
});

describe('text that the caller sent', () => {
  const forged = JSON.stringify(succeeded(4));

  it('is no event where it is logged as a SIP header', () => {
    expect(verdictOf([update(3), { SipHeaders: { 'User-to-User': forged } }])).toBe('? nothing-followed');
  });

  it('is none either in an event whose line was cut', () => {
    const line = JSON.stringify(
      event('RINGING', 4, {}, { Participants: [{ ...phone(), SipHeaders: { 'X-Any': forged } }] }),
    );
    expect(verdictOf([update(3), line.slice(0, -1)])).toBe('? nothing-followed');
  });
});

it.each<[string, object]>([
  ['a line that only has a SchemaVersion', { SchemaVersion: '1.0', kind: 'summary' }],
  ['an answer with an action whose Type is no text', { SchemaVersion: '1.0', Actions: [{ Type: {} }] }],
])('%s is not the answer', (_, logged) => {
  const answered = [start(REQUEST), update(3), logged, end(REQUEST)];
  const ended = STYLES.whole(turn(interrupted(4)), '99999999-0000-4000-8000-000000000002');
  expect(verdictOf([...whole(), ...answered, ...ended])).toBe('? nothing-followed');
});

it('an event logged inside an answer is found', () => {
  expect(verdictOf([update(3), { ...does(join()), event: succeeded(4, OUR_JOIN) }])).toBe('joined');
});

it('a caller who hung up before the update reached the handler is not said not to have joined on that alone', () => {
  expect(judged(whole(turn(hangUp(3))))).toMatchObject({ kind: 'open', why: 'update-not-seen', isOver: true });
});
