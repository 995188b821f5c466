import { describe, expect, it } from 'vitest';
import {
  ARGUMENTS,
  EXISTING,
  end,
  event,
  failed,
  hangUp,
  invalidResponse,
  meetingLeg,
  OTHER_TRANSACTION,
  OUR_JOIN,
  phone,
  record,
  start,
  succeeded,
  THEIR_JOIN,
  THEIRS,
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
  wentWrong,
  whole,
  withLegs,
} from './handler-logs.js';
import { inShort, judged, judgedRecords, verdictOf } from './judged.js';

const MASKED = { JoinToken: '***', MeetingId: '***' };
/** The same event, handled once more in another Lambda request: Lambda or the SMA asked again. */
const again = (one: Turn, number = 1): Messages =>
  STYLES.whole(one, `99999999-0000-4000-8000-${String(number).padStart(12, '0')}`);
const asked = turn(update(3), does(join()));

it('nothing seen, nothing said', () => {
  expect(judged([])).toEqual({ kind: 'open', likely: null, why: 'update-not-seen', isOver: false, evidence: [] });
});

describe('a failure', () => {
  it.each<[string, Turn[], string]>([
    ['of our join', [asked, turn(interrupted(4)), turn(failed(5))], 'ACTION_FAILED'],
    ['of our join, with nothing interrupted', [asked, turn(failed(4))], 'ACTION_FAILED'],
    ['of our join, its parameters masked', [asked, turn(failed(4, MASKED))], 'ACTION_FAILED'],
    ['of our join, without parameters', [asked, turn(failed(4, {}))], 'ACTION_FAILED'],
    ['of our join, answered with a hold', [asked, turn(failed(4), does('Pause'))], 'ACTION_FAILED'],
    ['of our join, answered with an empty list', [asked, turn(failed(4), does())], 'ACTION_FAILED'],
    [
      'of our join, whose answer is missing, but a later event shows the call',
      [asked, turn(failed(4), null), turn(done(5))],
      'ACTION_FAILED',
    ],
    ['of our join, then of a second one', [asked, turn(failed(4), does(join())), turn(failed(5))], 'ACTION_FAILED'],
    [
      'of our join, then the hold goes on',
      [asked, turn(failed(4), does('Pause')), turn(done(5), does('Pause'))],
      'ACTION_FAILED',
    ],
    ['of the answer to our update', [asked, turn(invalidResponse(4))], 'INVALID_LAMBDA_RESPONSE'],
    ['with a telephone bridged', [asked, turn(failed(4, OUR_JOIN, withLegs(telephoneLeg())))], 'ACTION_FAILED'],
  ])('%s proves that the call did not join', (_, turns, said) => {
    expect(verdictOf(whole(...turns))).toBe(said);
    expect(verdictOf(whole(...turns), EXISTING)).toBe(said);
  });

  it.each<[string, Turn[], string]>([
    ['of our join, answered with another join', [asked, turn(failed(4), does(join()))], '? attempt-under-way'],
    ['of our join, whose answer is missing among those logged', [asked, turn(failed(4), null)], '- answers-unread'],
    [
      'of our join, a later event answered with another join',
      [asked, turn(failed(4), does('Pause')), turn(done(5), does(join()))],
      '? attempt-under-way',
    ],
    ['of the answer, answered with a join', [asked, turn(invalidResponse(4), does(join()))], '? attempt-under-way'],
    [
      'of an answer to a later event, while our join is under way',
      [asked, turn(event('DIGITS_RECEIVED', 4), GOES_ON), turn(invalidResponse(5))],
      '? attempt-under-way',
    ],
    ['of an answer before our update', [turn(invalidResponse(2.5)), asked], '? nothing-followed'],
    [
      "of an answer after another's update",
      [asked, turn(update(4, { a: 'b' })), turn(invalidResponse(5))],
      '? nothing-followed',
    ],
    ['with a hidden second leg', [asked, turn(failed(4, OUR_JOIN, withLegs(hiddenLeg())))], '- leg-shown'],
    ['that lists no legs', [asked, turn(failed(4, OUR_JOIN, { Participants: [] }))], '- legs-hidden'],
    ["of another's join", [asked, turn(failed(4, THEIR_JOIN))], '? nothing-followed'],
    ['of another action', [asked, turn(wentWrong(4, 'Speak'))], '? nothing-followed'],
    ['in another call', [asked, turn(failed(4, OUR_JOIN, { TransactionId: OTHER_TRANSACTION }))], '? nothing-followed'],
  ])('%s does not', (_, turns, said) => expect(verdictOf(whole(...turns))).toBe(said));

  it("in an existing meeting is not ours after another's update", () => {
    const told = whole(asked, turn(update(4, { a: 'b' })), turn(failed(5, MASKED)));
    expect(verdictOf(told, EXISTING)).toBe('? nothing-followed');
  });

  it('is told in the words of AWS, by the latest of them, with the time from which silence counts', () => {
    const told = judged(whole(asked, turn(failed(4), does(join())), turn(failed(5))));
    expect(told).toMatchObject({
      kind: 'not-joined',
      error: { code: 'InvalidActionParameter', message: 'JoinToken parameter value is invalid.' },
      evidence: [{ event: 'CALL_UPDATE_REQUESTED' }, { event: 'ACTION_FAILED', sequence: 5 }],
    });
  });
});

describe('an answer without a join', () => {
  it.each<[string, Turn[], string]>([
    ['an empty list, once what ran is reported', [turn(update(3), does()), turn(interrupted(4))], 'UPDATE_IGNORED'],
    ['no list, once what ran has ended and nothing follows', [turn(update(3)), turn(done(4))], 'UPDATE_IGNORED'],
    [
      'a prompt, once it has been answered without a join',
      [turn(update(3), does('Speak')), turn(interrupted(4)), turn(done(5, 'Speak'), does())],
      'UPDATE_IGNORED',
    ],
    [
      'a prompt that failed, once that is answered without a join',
      [turn(update(3), does('Speak')), turn(interrupted(4)), turn(wentWrong(5, 'Speak'), does())],
      'UPDATE_IGNORED',
    ],
    [
      "a second update of somebody's is answered likewise",
      [turn(update(3), does()), turn(interrupted(4)), turn(update(5, { a: 'b' }), does())],
      'UPDATE_IGNORED',
    ],
  ])('%s: the update was ignored', (_, turns, said) => {
    expect(verdictOf(whole(...turns))).toBe(said);
    expect(verdictOf(whole(...turns), EXISTING)).toBe(said);
  });

  it.each<[string, Turn[], string]>([
    ['no list, while a hold runs', [turn(update(3))], '- still-open'],
    ['an empty list, while what ran is not reported', [turn(update(3), does())], '- still-open'],
    [
      'no list, and the hold goes on and on',
      [turn(update(3)), turn(done(4), does('Pause')), turn(done(5), does('Pause'))],
      '- still-open',
    ],
    ['a prompt that is not reported', [turn(update(3), does('Speak')), turn(interrupted(4))], '? nothing-followed'],
    [
      'two prompts, of which the last is not reported',
      [turn(update(3), does('Speak', 'Pause')), turn(interrupted(4)), turn(done(5, 'Speak'))],
      '? nothing-followed',
    ],
    ['a join that is not reported', [asked, turn(interrupted(4))], '? nothing-followed'],
    ['a join among others', [turn(update(3), does('Speak', join())), turn(interrupted(4))], '? nothing-followed'],
    ['none that is logged', [turn(update(3), null), turn(interrupted(4))], '? nothing-followed'],
    [
      "somebody else's update was answered so, not ours",
      [turn(update(3, THEIRS), does()), turn(interrupted(4))],
      '? update-not-seen',
    ],
    [
      'a prompt whose end was answered with a join',
      [turn(update(3), does('Speak')), turn(interrupted(4)), turn(done(5, 'Speak'), does(join()))],
      '? nothing-followed',
    ],
    [
      'an empty list, and a hidden leg stands',
      [turn(update(3), does()), turn(interrupted(4, 'Pause', withLegs(hiddenLeg())))],
      '- leg-shown',
    ],
    [
      'an empty list, and the newest event shows no legs',
      [turn(update(3), does()), turn(interrupted(4, 'Pause', { Participants: [] }))],
      '- legs-hidden',
    ],
  ])('%s: nothing is proved', (_, turns, said) => expect(verdictOf(whole(...turns))).toBe(said));

  it('logged as an action alone beside an empty list mentions a join', () => {
    const style = (one: Turn, id: string): Messages => [start(id), one.event, join(), one.answer ?? '', end(id)];
    expect(
      verdictOf([
        ...logOf(HELD, STYLES.whole),
        ...style(turn(update(3), does()), '99999999-0000-4000-8000-000000000003'),
        ...again(turn(interrupted(4))),
      ]),
    ).toBe('? nothing-followed');
  });

  it('logged in a request that nobody knows is unread', () => {
    expect(verdictOf([...logOf(HELD, STYLES.whole), update(3), does(), interrupted(4)])).toBe('? nothing-followed');
  });

  it('is told by what it said', () => {
    const told = judged(
      whole(
        turn(update(3), does('Speak', 'Pause')),
        turn(interrupted(4)),
        turn(done(5, 'Speak')),
        turn(done(6), does()),
      ),
    );
    expect(told).toMatchObject({ kind: 'not-joined', code: 'UPDATE_IGNORED' });
    expect(told.evidence.at(-1)).toMatchObject({
      event: 'HANDLER_RESPONSE',
      sequence: null,
      summary: 'the handler answered our update with Speak, Pause',
    });
  });
});

describe('two requests for one event', () => {
  const declined = turn(update(3), does());
  const ended = turn(interrupted(4));
  it.each<[string, Messages, string]>([
    ['both decline', [...whole(declined, ended), ...again(declined)], 'UPDATE_IGNORED'],
    ['one declines without a list', [...whole(declined, ended), ...again(turn(update(3), GOES_ON))], '- still-open'],
    ['one joins', [...whole(declined, ended), ...again(asked)], '? nothing-followed'],
    ['one is unread', [...whole(declined, ended), ...again(turn(update(3), null))], '- answered-twice'],
    ['both join, and it fails', [...whole(asked, turn(failed(4))), ...again(asked)], 'ACTION_FAILED'],
    [
      'one joins, one declines, and it fails',
      [...whole(asked, turn(failed(4))), ...again(declined)],
      '- answered-twice',
    ],
    [
      'one of the failure declines, one is unread',
      [...whole(asked, turn(failed(4), does())), ...again(turn(failed(4), null))],
      '- answered-twice',
    ],
    [
      'one of the failure declines, one joins again',
      [...whole(asked, turn(failed(4), does())), ...again(turn(failed(4), does(join())))],
      '? attempt-under-way',
    ],
    [
      'one has not ended',
      [...whole(asked, turn(failed(4), does())), ...again(turn(failed(4), does())).slice(0, -2)],
      '- request-open',
    ],
    ['one joins, one declines, and it succeeds', [...whole(asked, turn(succeeded(4))), ...again(declined)], 'joined'],
  ])('%s', (_, messages, said) => expect(verdictOf(messages)).toBe(said));

  // The SMA waits 5 s before it asks again; the second request may be in another stream, which is read later.
  it.each([
    [4_999, 'ACTION_FAILED'],
    [5_000, '- answered-twice'],
  ])('the failure alone, answered after %i ms', (ms, said) => {
    const messages = whole(asked, turn(failed(4)));
    const records = messages.map((message, at) => record(message, at < messages.length - 2 ? 0 : ms));
    expect(inShort(judgedRecords(records))).toBe(said);
  });
});

describe('the end of the call', () => {
  const handlersOwn = hangUp(5, 'LEG-A');
  it.each<[string, Messages, string]>([
    ['while a join is under way', whole(asked, turn(hangUp(4))), 'CALLER_HUNG_UP'],
    ['after a hold went on', whole(turn(update(3)), turn(hangUp(4))), 'CALLER_HUNG_UP'],
    [
      'after a failure: the failure is the cause',
      whole(asked, turn(failed(4), does('Pause')), turn(hangUp(5))),
      'ACTION_FAILED',
    ],
    [
      'after a failure that was answered with another join',
      whole(asked, turn(failed(4), does(join())), turn(hangUp(5))),
      'ACTION_FAILED',
    ],
    [
      'by a Hangup that is reported',
      whole(turn(update(3), does('Hangup')), turn(interrupted(4)), turn(done(5, 'Hangup')), turn(hangUp(6))),
      'CALL_ENDED_BY_HANDLER',
    ],
    [
      'by a Hangup that was answered',
      whole(turn(update(3), does('Hangup')), turn(interrupted(4)), turn(handlersOwn)),
      'CALL_ENDED_BY_HANDLER',
    ],
    [
      'by a Hangup that is reported, answers unread',
      eventsAlone(turn(update(3)), turn(interrupted(4)), turn(done(5, 'Hangup')), turn(hangUp(6))),
      'CALL_ENDED_BY_HANDLER',
    ],
    ['by nobody knows whom, answers unread', eventsAlone(turn(update(3)), turn(hangUp(4))), 'ENDED_BEFORE_JOIN'],
    [
      'with another SIP code than the caller sends',
      whole(
        asked,
        turn(
          event('HANGUP', 4, {
            ActionData: { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A', SipResponseCode: 480 } },
          }),
        ),
      ),
      'ENDED_BEFORE_JOIN',
    ],
  ])('%s', (_, messages, said) => expect(verdictOf(messages)).toBe(said));

  it('by the error of the handler', () => {
    const id = '99999999-0000-4000-8000-000000000009';
    const threw = [start(id), update(3), `2026-11-23T14:29:12.345Z ${id} Task timed out after 3.00 seconds`, end(id)];
    expect(verdictOf([...logOf(HELD, STYLES['events alone']), ...threw, ...again(turn(hangUp(4), null))])).toBe(
      'HANDLER_FAILED',
    );
  });

  it.each<[string, Messages, string]>([
    ['with an event missing', whole(asked, turn(hangUp(5))), '- sequence-missing, over'],
    ['without a Sequence', whole(asked, turn(hangUp(null))), '- sequence-missing, over'],
    ['before our update is seen', whole(turn(hangUp(3))), '- update-not-seen, over'],
    [
      "showing the meeting's leg",
      whole(asked, turn(hangUp(4, 'LEG-A', withLegs(meetingLeg({ Status: 'Disconnected' }))))),
      '- leg-shown, over',
    ],
    [
      'showing a hidden leg',
      whole(asked, turn(hangUp(4, 'LEG-A', withLegs(hiddenLeg({ Status: 'Disconnected' }))))),
      '- leg-shown, over',
    ],
    ['showing no legs', whole(asked, turn(hangUp(4, 'LEG-A', { Participants: [] }))), '- legs-hidden, over'],
    ['of LEG-B', whole(asked, turn(hangUp(4, 'LEG-B'))), '? nothing-followed'],
    [
      'of another call',
      whole(asked, turn(hangUp(4, 'LEG-A', { TransactionId: OTHER_TRANSACTION }))),
      '? nothing-followed',
    ],
    ['whose request has not ended', whole(asked, turn(hangUp(4))).slice(0, -2), '- request-open, over'],
  ])('%s proves nothing', (_, messages, said) => expect(verdictOf(messages)).toBe(said));

  it.each([
    [0, ' (SIP 0)'],
    ['486', ' (SIP 486)'],
    ['4'.repeat(50), ' (SIP 44444444)'],
    [undefined, ''],
    [{}, ''],
  ])('with SipResponseCode %o is told as %o', (code, told) => {
    const parameters = { ParticipantTag: 'LEG-A', SipResponseCode: code };
    const gone = event('HANGUP', 4, { ActionData: { Parameters: parameters } });
    expect(judged([update(3), gone]).evidence.at(-1)?.summary).toBe(`the call ended${told}`);
  });
});

describe("beside somebody else's join, our own failure", () => {
  const bridged = withLegs(meetingLeg());
  const theirTurn = (sequence: number) => turn(update(sequence, THEIRS), does(join(THEIR_JOIN)));

  it.each<[string, Turn[], string]>([
    [
      'counts, where the leg it shows is theirs',
      [asked, theirTurn(4), turn(succeeded(5, THEIR_JOIN)), turn(failed(6, OUR_JOIN, bridged))],
      'ACTION_FAILED',
    ],
    [
      'counts, where they joined before our update',
      [
        theirTurn(3),
        turn(succeeded(4, THEIR_JOIN)),
        turn(update(5, ARGUMENTS, bridged), does(join())),
        turn(failed(6, OUR_JOIN, bridged)),
      ],
      'ACTION_FAILED',
    ],
    [
      'is open, where an event between is missing: it may have been ours',
      [asked, theirTurn(4), turn(succeeded(5, THEIR_JOIN)), turn(failed(7, OUR_JOIN, bridged))],
      '- sequence-missing',
    ],
    [
      'is open, where whose join it was cannot be told',
      [turn(update(3), does(join(MASKED))), turn(succeeded(4, MASKED)), turn(failed(5, OUR_JOIN, bridged))],
      '+ join-unnamed',
    ],
    ['counts, while their update leads elsewhere', [asked, turn(failed(4)), theirTurn(5)], 'ACTION_FAILED'],
    [
      'counts, once their own join has failed',
      [asked, turn(failed(4)), theirTurn(5), turn(failed(6, THEIR_JOIN))],
      'ACTION_FAILED',
    ],
    [
      'is open, where an event since theirs is missing',
      [asked, turn(failed(4)), theirTurn(5), turn(failed(7, THEIR_JOIN))],
      '- sequence-missing',
    ],
    [
      'counts, where whose join failed then cannot be told',
      [asked, turn(failed(4)), theirTurn(5), turn(failed(6, MASKED))],
      'ACTION_FAILED',
    ],
  ])('%s', (_, turns, said) => expect(verdictOf(whole(...turns), EXISTING)).toBe(said));
});

describe('what shows that a log is whole', () => {
  const failing = [asked, turn(interrupted(4)), turn(failed(5), does('Pause'))];
  it.each<[string, Messages, string]>([
    [
      'what stood before its first event in the log does not count',
      logOf([...HELD, ...failing].slice(1), STYLES.whole),
      'ACTION_FAILED',
    ],
    ['an event is missing before the update', logOf([HELD[0] as Turn, ...failing], STYLES.whole), '- sequence-missing'],
    [
      'an event is missing since the update',
      logOf([...HELD, ...failing.toSpliced(1, 1)], STYLES.whole),
      '- sequence-missing',
    ],
    ['two events share a Sequence', whole(...failing, turn(done(5, 'Speak'))), '- sequence-missing'],
    [
      'no action of the call went well in it',
      logOf([HELD[0] as Turn, turn(update(2), does(join())), turn(failed(3), does('Pause'))], STYLES['events alone']),
      '- events-left-out',
    ],
    [
      'an action since the update hides which it is',
      whole(...failing, turn(event('ACTION_SUCCESSFUL', 6))),
      '- action-hidden',
    ],
    [
      'a request since the update shows no event',
      [...whole(...failing), start('99999999-0000-4000-8000-000000000001')],
      '- request-silent',
    ],
    [
      'a request that ended shows none either',
      [
        ...whole(...failing),
        start('99999999-0000-4000-8000-000000000001'),
        end('99999999-0000-4000-8000-000000000001'),
      ],
      '- request-silent',
    ],
    [
      'a silent request came before the update',
      [start('99999999-0000-4000-8000-000000000001'), ...whole(...failing)],
      'ACTION_FAILED',
    ],
    [
      "another call's event in a request since",
      [
        ...whole(...failing),
        ...STYLES.whole(
          turn(event('NEW_INBOUND_CALL', 1, {}, { TransactionId: OTHER_TRANSACTION })),
          '99999999-0000-4000-8000-000000000001',
        ),
      ],
      'ACTION_FAILED',
    ],
    ['a request that handled it has no end', whole(...failing).slice(0, -2), '- request-open'],
  ])('%s', (_, messages, said) => expect(verdictOf(messages)).toBe(said));
});

it('silence counts from the last sign of life of the call, the end of its last request included', () => {
  const records = whole(asked, turn(failed(4), does('Pause'))).map((message, index) => record(message, index * 10));
  const [last] = records.slice(-2);
  const other = record(end('99999999-0000-4000-8000-000000000009'), 60_000, { stream: 'of another call' });
  expect(judgedRecords([...records, other])).toMatchObject({ kind: 'not-joined', decidedAt: last?.time });
});

it('no legs at all are shown by a call that only the phone is on', () => {
  expect(verdictOf(whole(asked, turn(failed(4, OUR_JOIN, { Participants: [phone()] }))))).toBe('ACTION_FAILED');
});
