/** What a handler's logged replies say of what runs, and when they are not believed. */
import { describe, expect, it } from 'vitest';
import {
  EXISTING,
  end,
  event,
  failed,
  hangUp,
  invalidResponse,
  type Json,
  MEETING,
  meetingLeg,
  OTHER_TOKEN,
  OUR_JOIN,
  start,
  succeeded,
  THEIR_JOIN,
  THEIRS,
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
  turn,
  wentWrong,
  whole,
  withLegs,
} from './handler-logs.js';
import { verdictOf } from './judged.js';

const REQUEST = '99999999-0000-4000-8000-000000000001';
const again = (one: Turn) => STYLES.whole(one, REQUEST);
const asked = turn(update(3), does(join()));
const declined = turn(update(3), does());
const pressed = (sequence: number, answer: Json | null = GOES_ON) => turn(event('DIGITS_RECEIVED', sequence), answer);
const none = { Participants: [] };

describe('replies are believed', () => {
  it('once an action that one of them named is reported', () => {
    expect(verdictOf(whole(declined, turn(interrupted(4))))).toBe('UPDATE_IGNORED');
  });

  it('from the middle of a call on', () => {
    const log = logOf([HELD[1] as Turn, declined, turn(interrupted(4))], STYLES.whole);
    expect(verdictOf(log)).toBe('UPDATE_IGNORED');
  });

  it('not before', () => {
    const log = logOf([turn(done(2), does()), declined, turn(interrupted(4, 'Speak'))], STYLES.whole);
    expect(verdictOf(log)).toBe('? nothing-followed');
    expect(verdictOf(logOf([turn(done(2), does()), declined], STYLES.whole))).toBe('? nothing-followed');
  });

  it('no longer, once something ran that none of them named', () => {
    expect(verdictOf(whole(declined, turn(interrupted(4)), turn(done(5, 'Speak'), does())))).toBe('? nothing-followed');
    expect(verdictOf(whole(declined, turn(interrupted(4, 'Speak'))))).toBe('? nothing-followed');
  });

  it('no longer, where the first of them named nothing and something ran', () => {
    const first = turn(event('NEW_INBOUND_CALL', 1), GOES_ON);
    const log = logOf([first, HELD[1] as Turn, declined, turn(interrupted(4))], STYLES.whole);
    expect(verdictOf(log)).toBe('? nothing-followed');
  });
});

describe('what runs is known', () => {
  it.each<[string, Turn[], string]>([
    [
      'after a reply that was unread, once the interrupted action is told',
      [turn(done(3), null), turn(update(4), does()), turn(interrupted(5, 'Speak'))],
      'UPDATE_IGNORED',
    ],
    [
      'after a reply that was unread, once an action has ended',
      [turn(done(3), null), turn(update(4), does()), turn(done(5, 'Speak'))],
      'UPDATE_IGNORED',
    ],
    ['not before', [turn(done(3), null), turn(update(4), does())], '- still-open'],
    [
      'after an action that the log hides, once the interrupted one is told',
      [turn(event('ACTION_SUCCESSFUL', 3)), turn(update(4), does()), turn(interrupted(5, 'Speak'))],
      'UPDATE_IGNORED',
    ],
    [
      'under digits that were pressed: the prompt goes on',
      [pressed(3, does('Speak')), turn(update(4), does()), turn(interrupted(5))],
      'UPDATE_IGNORED',
    ],
    [
      "not after somebody else's join: the rest of its list may follow",
      [turn(update(3, THEIRS), null), turn(update(4), does()), turn(succeeded(5, THEIR_JOIN))],
      '- still-open',
    ],
    [
      'of a list of which one has failed: the others do not follow',
      [turn(update(3), does('Speak', 'Pause')), turn(interrupted(4)), turn(wentWrong(5, 'Speak'))],
      'UPDATE_IGNORED',
    ],
    [
      'of a list that another one replaces',
      [turn(update(3), does('Speak', 'Pause')), turn(interrupted(4)), turn(done(5, 'Speak'), does())],
      'UPDATE_IGNORED',
    ],
  ])('%s', (_, turns, said) => expect(verdictOf(whole(...turns), EXISTING)).toBe(said));
});

describe('a reply that the SMA does not use', () => {
  it('starts nothing', () => {
    expect(verdictOf(whole(declined, turn(interrupted(4), does('Pause'))))).toBe('UPDATE_IGNORED');
  });
  it('need not be read', () => {
    expect(verdictOf(whole(declined, turn(interrupted(4), null)))).toBe('UPDATE_IGNORED');
  });
});

it('a reply that was unread between others may have been a join', () => {
  const turns = [turn(update(3)), turn(done(4), does('Pause')), pressed(5, null), turn(done(6), does())];
  expect(verdictOf(whole(...turns))).toBe('- answers-unread');
});

it('an update that one of the replies keeps is not ignored', () => {
  const kept = { SchemaVersion: '1.0', TransactionAttributes: { t: TOKEN } };
  expect(verdictOf(whole(turn(update(3), kept), turn(done(4), does())))).toBe('? nothing-followed');
});

it('an event that one request logged twice was asked about once', () => {
  const twice = [...eventsAlone(asked), start(REQUEST), failed(4), failed(4), end(REQUEST)];
  expect(verdictOf(twice)).toBe('ACTION_FAILED');
});

describe('two requests for our update', () => {
  it('of which the first is unread, and the second declines', () => {
    const log = [
      ...logOf(HELD, STYLES.whole),
      ...again(turn(update(3), null)),
      ...whole(declined, turn(interrupted(4))),
    ];
    expect(verdictOf(log)).toBe('- answered-twice');
  });

  it('of which one logs a join beside its empty list', () => {
    const mixed: Messages = [start(REQUEST), update(3), join(), does(), end(REQUEST)];
    expect(verdictOf([...whole(turn(update(3)), turn(failed(4), does())), ...mixed])).toBe('- answered-twice');
  });
});

describe('a failure, and what another one answered', () => {
  const bridged = withLegs(meetingLeg());
  const theirTurn = (sequence: number) => turn(update(sequence, THEIRS), does(join(THEIR_JOIN)));

  it.each<[string, Turn[], string]>([
    [
      'is open, where it was answered with a join before their join ended',
      [asked, turn(failed(4), does(join())), theirTurn(5), turn(failed(6, THEIR_JOIN))],
      '? attempt-under-way',
    ],
    [
      'shows a leg that a later join of theirs does not explain',
      [asked, turn(failed(4, OUR_JOIN, bridged)), theirTurn(5), turn(succeeded(6, THEIR_JOIN))],
      '- leg-shown',
    ],
    [
      'shows a leg that a failed join of theirs does not explain',
      [
        theirTurn(3),
        turn(failed(4, THEIR_JOIN)),
        turn(update(5), does(join())),
        turn(failed(6, OUR_JOIN, withLegs(hiddenLeg()))),
      ],
      '- leg-shown',
    ],
    [
      'whose answer is missing is open, where no later event shows the legs',
      [asked, turn(failed(4), null), turn(done(5, 'Pause', none))],
      '- answers-unread',
    ],
    [
      'whose answer is missing is open, where one of the later events shows another leg',
      [asked, turn(failed(4), null), turn(done(5, 'CallAndBridge', withLegs(hiddenLeg()))), pressed(6)],
      '- answers-unread',
    ],
    [
      'of the answer counts, where only an interrupt came between',
      [asked, turn(interrupted(4)), turn(invalidResponse(5))],
      'INVALID_LAMBDA_RESPONSE',
    ],
  ])('%s', (_, turns, said) => expect(verdictOf(whole(...turns), EXISTING)).toBe(said));

  it('of the meeting that was made for it is ours, after whoever else came', () => {
    const later = (parameters: Json) =>
      whole(asked, turn(update(4, { a: 'b' })), turn(failed(5, parameters), does('Pause')));
    const named = { JoinToken: '***', MeetingId: MEETING };
    expect(verdictOf(later(named))).toBe('ACTION_FAILED');
    expect(verdictOf(later(named), EXISTING)).toBe('? nothing-followed');
    expect(verdictOf(later({ JoinToken: '***', MeetingId: '***' }))).toBe('? nothing-followed');
  });
});

describe('a handler whose answers are not logged', () => {
  it.each<[string, Turn[], string]>([
    [
      'tried again after an earlier failure, with digits between',
      [asked, turn(failed(4)), pressed(5), turn(done(6, 'Speak')), turn(failed(7))],
      '- answers-unread',
    ],
    [
      'did not: the failure came before our update',
      [turn(update(3, THEIRS)), turn(failed(4, THEIR_JOIN)), turn(update(5)), turn(interrupted(6)), turn(failed(7))],
      'ACTION_FAILED',
    ],
    [
      'did nothing but go on, as far as is seen',
      [asked, turn(failed(4)), turn(done(5, 'Pause', none))],
      'ACTION_FAILED',
    ],
  ])('%s', (_, turns, said) => expect(verdictOf(eventsAlone(...turns), EXISTING)).toBe(said));
});

describe('who ended the call', () => {
  const coded = (code: unknown) =>
    turn(
      event('HANGUP', 4, {
        ActionData: { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A', SipResponseCode: code } },
      }),
    );

  it.each<[unknown, string]>([
    [0, 'CALLER_HUNG_UP'],
    ['0', 'CALLER_HUNG_UP'],
    [undefined, 'CALLER_HUNG_UP'],
    ['487', 'ENDED_BEFORE_JOIN'],
  ])('SipResponseCode %o: %s', (code, said) => expect(verdictOf(whole(asked, coded(code)))).toBe(said));

  it('is not the handler for an error of another request, or of none', () => {
    const error = "[ERROR] KeyError: 'x'";
    expect(verdictOf([...whole(asked, turn(hangUp(4))), error])).toBe('CALLER_HUNG_UP');
    expect(verdictOf([start(REQUEST), error, end(REQUEST), ...whole(asked, turn(hangUp(4)))])).toBe('CALLER_HUNG_UP');
  });
});

describe("beside another operator's join into the same existing meeting, our own failure", () => {
  const into = { ...OUR_JOIN, JoinToken: OTHER_TOKEN };
  const theirTurn = (sequence: number) => turn(update(sequence, { ...THEIRS, MeetingId: MEETING }), does(join(into)));
  it.each<[string, Turn[], string]>([
    ['is open while their update is answered', [asked, turn(failed(4)), theirTurn(5)], '? attempt-under-way'],
    [
      'counts, once their own join has failed',
      [asked, turn(failed(4)), theirTurn(5), turn(failed(6, into))],
      'ACTION_FAILED',
    ],
    [
      'counts, with something else in between',
      [asked, turn(failed(4)), theirTurn(5), pressed(6), turn(failed(7, into))],
      'ACTION_FAILED',
    ],
    [
      'is open, where an event since theirs is missing',
      [asked, turn(failed(4)), theirTurn(5), turn(failed(7, into))],
      '? attempt-under-way',
    ],
    [
      'is open, where the join that ended then cannot be told from ours',
      [asked, turn(failed(4)), theirTurn(5), turn(failed(6, { ...into, JoinToken: '***' }))],
      '? attempt-under-way',
    ],
    [
      'is open, where they asked once more',
      [asked, turn(failed(4)), theirTurn(5), turn(failed(6, into)), theirTurn(7)],
      '? attempt-under-way',
    ],
    [
      'is open, where it was answered with another join before theirs ended',
      [asked, turn(failed(4), does(join())), theirTurn(5), turn(failed(6, into))],
      '? attempt-under-way',
    ],
  ])('%s', (_, turns, said) => expect(verdictOf(whole(...turns), EXISTING)).toBe(said));
});
