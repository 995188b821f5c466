import { describe, expect, it } from 'vitest';
import {
  ARGUMENTS,
  EXISTING,
  event,
  failed,
  hangUp,
  invalidResponse,
  type Json,
  MEETING,
  MEETING_NUMBER,
  marks,
  meetingLeg,
  OTHER_ATTENDEE,
  OTHER_MEETING,
  OTHER_TOKEN,
  OTHER_TRANSACTION,
  OUR_JOIN,
  phone,
  succeeded,
  T0,
  THEIR_JOIN,
  TOKEN,
  tokenOf,
  update,
} from '../samples.js';
import { does, done, interrupted, join, logOf, STYLES, type Turn, turn, whole, withLegs } from './handler-logs.js';
import { judged, verdictOf } from './judged.js';

const OWN = marks();
const without = (key: string, from: Json = OUR_JOIN): Json =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));

describe('a success names our join', () => {
  it.each<[string, Json, typeof OWN]>([
    ['by its token, in a meeting of our own', OUR_JOIN, OWN],
    ['by its token, in an existing meeting', OUR_JOIN, EXISTING],
    ['by its token alone', { JoinToken: TOKEN }, EXISTING],
    ['by its token, though another meeting is named', { ...OUR_JOIN, MeetingId: OTHER_MEETING }, EXISTING],
    ['by 48 characters of its token', { JoinToken: TOKEN.slice(0, 48) }, EXISTING],
    ['by 48 characters of its token and dots', { JoinToken: `${TOKEN.slice(0, 48)}...` }, EXISTING],
    ['by 60 characters of its token and stars', { JoinToken: `${TOKEN.slice(0, 60)}***` }, EXISTING],
    [
      "by an earlier run's attendee in the same meeting",
      { JoinToken: OTHER_TOKEN },
      marks({ earlierAttendees: [OTHER_ATTENDEE] }),
    ],
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
    ['its token cut to 47 characters', { ...OUR_JOIN, JoinToken: TOKEN.slice(0, 47) }],
    ['its token altered', { ...OUR_JOIN, JoinToken: `x${TOKEN}` }],
  ])('by the existing meeting, where no other update stands between: %s', (_, parameters) => {
    expect(verdictOf([update(3), succeeded(4, parameters)], EXISTING)).toBe('joined');
    expect(verdictOf([update(3), interrupted(4), succeeded(5, parameters)], EXISTING)).toBe('joined');
  });

  it("whatever the case of the call's id", () => {
    expect(verdictOf([succeeded(4)], marks({ transactionId: OWN.transactionId.toUpperCase() }))).toBe('joined');
  });
});

it("an earlier run's success before our update proves nothing of now: the caller may have left again", () => {
  const run = marks({ earlierAttendees: [OTHER_ATTENDEE], meetingCreated: false });
  const joinedBefore = succeeded(2, { ...OUR_JOIN, JoinToken: OTHER_TOKEN });
  expect(verdictOf([joinedBefore, update(3)], run)).not.toBe('joined');
  expect(verdictOf([update(3), succeeded(4, { ...OUR_JOIN, JoinToken: OTHER_TOKEN })], run)).toBe('joined');
});

describe('a success does not name our join', () => {
  const masked = { ...OUR_JOIN, JoinToken: '***' };
  const others = { ...ARGUMENTS, RunId: 'other', JoinToken: 'o', AttendeeId: 'o' };
  it.each<[string, Json[], string]>([
    ['before our update', [succeeded(2, masked), update(3)], '? nothing-followed'],
    ['with the Sequence of our update', [update(3), succeeded(3, masked)], '? nothing-followed'],
    ['without a Sequence', [update(3), succeeded(null, masked)], '+ join-unnamed'],
    [
      "after another operator's update",
      [update(3), update(4, { action: 'mute' }), succeeded(5, masked)],
      '+ join-unnamed',
    ],
    ["after another run's update", [update(3), update(4, others), succeeded(5, masked)], '+ join-unnamed'],
    [
      "where another run's join from before may be under way",
      [update(3, others), update(4), succeeded(5, masked)],
      '+ join-unnamed',
    ],
    ['where an event between is missing', [update(3), interrupted(4), succeeded(6, masked)], '+ join-unnamed'],
    ['with no update seen', [succeeded(4, masked)], '+ join-unnamed'],
    ['after our update without a Sequence', [update(null), succeeded(4, masked)], '+ join-unnamed'],
    ['in another meeting', [update(3), succeeded(4, { ...masked, MeetingId: OTHER_MEETING })], '? nothing-followed'],
    ["with somebody else's token", [update(3), succeeded(4, { JoinToken: OTHER_TOKEN })], '? join-unnamed'],
    [
      "with the head of somebody else's token",
      [update(3), succeeded(4, { JoinToken: OTHER_TOKEN.slice(0, 48) })],
      '? join-unnamed',
    ],
    ["with somebody else's token and meeting", [update(3), succeeded(4, THEIR_JOIN)], '? nothing-followed'],
    [
      "with the token of our own attendee's namesake",
      [update(3), succeeded(4, { JoinToken: tokenOf('aaaa1111-2222-3333-4444-5555bbbbcccd', 'x') })],
      '? join-unnamed',
    ],
    [
      'in another call',
      [update(3), succeeded(4, OUR_JOIN, { TransactionId: OTHER_TRANSACTION })],
      '? nothing-followed',
    ],
    [
      'by an action of another type',
      [update(3), event('ACTION_SUCCESSFUL', 4, { ActionData: { Type: 'PlayAudio', Parameters: OUR_JOIN } })],
      '? nothing-followed',
    ],
    [
      'by an action that was interrupted',
      [update(3), event('ACTION_INTERRUPTED', 4, { ActionData: { Type: 'JoinChimeMeeting', Parameters: OUR_JOIN } })],
      '? nothing-followed',
    ],
  ])('%s', (_, events, said) => expect(verdictOf(events, EXISTING)).toBe(said));
});

describe('the chain from our update over its answer to the success', () => {
  const MASKED = { JoinToken: '***', MeetingId: '***' };
  const PIECE = { JoinToken: `${TOKEN.slice(0, 6)}...`, MeetingId: '***' };
  const chain = (answered: Json, reported: Json) => [
    turn(update(3), does(join(answered))),
    turn(interrupted(4)),
    turn(succeeded(5, reported)),
  ];

  it.each<[string, Turn[], string]>([
    ['names it where the answer shows our token', chain(OUR_JOIN, MASKED), 'joined'],
    ['names it where the answer shows our meeting', chain({ ...MASKED, MeetingId: MEETING }, MASKED), 'joined'],
    ['names it where the answer shows the beginning of our token', chain(PIECE, MASKED), 'joined'],
    [
      'names it where the success shows the end of our token',
      chain(MASKED, { JoinToken: `***${TOKEN.slice(-6)}` }),
      'joined',
    ],
    [
      'does not where five characters are shown',
      chain({ JoinToken: `${TOKEN.slice(0, 5)}...` }, MASKED),
      '+ join-unnamed',
    ],
    ['does not where all is masked: the meeting may be of its own', chain(MASKED, MASKED), '+ join-unnamed'],
    ['does not where the answer joins another meeting', chain(THEIR_JOIN, MASKED), '+ join-unnamed'],
    [
      'does not where the answer holds no join',
      [turn(update(3), does('Pause')), turn(succeeded(4, MASKED))],
      '+ join-unnamed',
    ],
    ['does not where the answer is unread', [turn(update(3), null), turn(succeeded(4, MASKED))], '+ join-unnamed'],
    [
      'does not where the join failed, and the handler joined another meeting then',
      [
        turn(update(3), does(join(PIECE))),
        turn(interrupted(4)),
        turn(failed(5, PIECE), does(join(MASKED))),
        turn(succeeded(6, MASKED)),
      ],
      '+ join-unnamed',
    ],
    [
      'does not where a success shows a piece of another token',
      chain(PIECE, { ...MASKED, JoinToken: `${OTHER_TOKEN.slice(0, 8)}***` }),
      '+ join-unnamed',
    ],
    [
      'does not where anything else was answered between',
      [turn(update(3), does(join(PIECE))), turn(done(4, 'Speak'), does(join(MASKED))), turn(succeeded(5, MASKED))],
      '+ join-unnamed',
    ],
    ['does not where an event is missing', chain(PIECE, MASKED).toSpliced(1, 1), '+ join-unnamed'],
    [
      'does not where another update stands between',
      [
        turn(update(3), does(join(PIECE))),
        turn(update(4, { action: 'mute' }), does(join(MASKED))),
        turn(succeeded(5, MASKED)),
      ],
      '+ join-unnamed',
    ],
  ])('%s', (_, turns, said) => expect(verdictOf(whole(...turns), EXISTING)).toBe(said));

  it.each<[string, Json | null]>([
    ['was answered with a join that may be under way', does(join(MASKED))],
    ['was answered in a way that is not known', null],
  ])('is broken where what came before the update %s', (_, answer) => {
    const before = [turn(event('NEW_INBOUND_CALL', 1), does('Pause')), turn(done(2, 'Pause'), answer)];
    const [asked, success] = [turn(update(3), does(join(PIECE))), turn(succeeded(4, MASKED))];
    expect(verdictOf(logOf([...before, asked, success], STYLES.whole), EXISTING)).toBe('+ join-unnamed');
    const ended = [...before, turn(failed(3, MASKED), does('Pause'))];
    const later = [turn(update(4), does(join(PIECE))), turn(interrupted(5)), turn(succeeded(6, MASKED))];
    expect(verdictOf(logOf([...ended, ...later], STYLES.whole), EXISTING)).toBe('joined');
  });

  it('is broken where the answer stands in another Lambda request', () => {
    const [, second] = [turn(update(3), null), turn(event('RINGING', 4), does(join(PIECE)))];
    expect(verdictOf(whole(turn(update(3), null), second as Turn, turn(succeeded(5, MASKED))), EXISTING)).toBe(
      '+ join-unnamed',
    );
  });
});

describe('a join outranks everything else, whatever came first, and is not taken back', () => {
  const others: [string, Json, string][] = [
    ['a failure before', failed(4), 'joined'],
    ['a failure after', failed(6), 'joined'],
    ['an unusable answer', invalidResponse(4), 'joined'],
    ["the caller's hang-up", hangUp(9), 'joined, left'],
    ["the meeting's hang-up", hangUp(9, 'LEG-B'), 'joined, left'],
    ["a telephone's hang-up before it", hangUp(4, 'LEG-B'), 'joined'],
  ];
  it.each(others)('%s', (_, other, said) => {
    expect(verdictOf([update(3), succeeded(5), other])).toBe(said);
    expect(verdictOf([other, update(3), succeeded(5)])).toBe(said);
  });

  it('an answer without the action', () => {
    expect(verdictOf(whole(turn(update(3), does()), turn(succeeded(5))))).toBe('joined');
  });

  it('when the caller left again is told', () => {
    const { at, leftAt } = judged([update(3), succeeded(5), hangUp(6)]) as { at: number; leftAt: number };
    expect(leftAt - at).toBe(100);
  });

  it('as of when the leg began, if the caller is seen to have left: the record may be younger than that', () => {
    const leg = meetingLeg({ StartTimeInMilliseconds: String(T0 + 60) });
    const join = succeeded(5, OUR_JOIN, withLegs(leg));
    expect(judged([update(3), join])).toMatchObject({ at: T0 + 100 });
    expect(judged([update(3), join, hangUp(6)])).toMatchObject({ at: T0 + 60 });
    const masked = succeeded(5, OUR_JOIN, withLegs({ ...leg, From: '***', To: '***' }));
    expect(judged([update(3), masked, hangUp(6)])).toMatchObject({ at: T0 + 60 });
  });
});

describe('a Connected leg of a meeting after our update is a sign, and no proof', () => {
  const later = (sequence: number | null, leg: Json = meetingLeg()) =>
    event('DIGITS_RECEIVED', sequence, {}, withLegs(leg));
  const bridged = withLegs(meetingLeg());

  it.each<[string, Json[], string]>([
    ['with the number as From', [update(3), later(5)], '+ join-unnamed'],
    ['with the number as To', [update(3), later(5, meetingLeg({ From: 'SMA', To: MEETING_NUMBER }))], '+ join-unnamed'],
    ['without Status', [update(3), later(5, meetingLeg({ Status: undefined }))], '+ join-unnamed'],
    ['in the failure of our own join', [update(3), failed(5, undefined, bridged)], '+ join-unnamed'],
    ['where our update is not seen', [later(5)], '+ join-unnamed'],
    ['before a hang-up', [update(3), later(5), hangUp(6)], '+ join-unnamed, over'],
    ['in the hang-up itself', [update(3), hangUp(6, 'LEG-A', bridged)], '+ join-unnamed, over'],
  ])('%s', (_, events, said) => expect(verdictOf(events)).toBe(said));

  it.each<[string, Json[]]>([
    ['LEG-B without numbers', [update(3), later(5, meetingLeg({ From: undefined, To: undefined }))]],
    ['LEG-B with its numbers masked', [update(3), later(5, meetingLeg({ From: '***', To: '***' }))]],
    ['a Disconnected one', [update(3), later(5, meetingLeg({ Status: 'Disconnected' }))]],
    ['one that the update shows already', [update(3, undefined, bridged), later(5)]],
    ["one that somebody else's join explains", [update(3), succeeded(4, THEIR_JOIN), later(5)]],
    ['one from before the update', [later(2), update(3)]],
    [
      'one that hangs up',
      [update(3), hangUp(5, 'LEG-B', { Participants: [phone(), meetingLeg({ Status: undefined })] })],
    ],
  ])('%s is none', (_, events) => expect(verdictOf(events, EXISTING)).toBe('? nothing-followed'));
});

it('evidence names what was seen, where and when', () => {
  expect(judged(whole(turn(update(3), does(join())), turn(done(4)), turn(succeeded(5)))).evidence).toMatchObject([
    { event: 'CALL_UPDATE_REQUESTED', sequence: 3 },
    { event: 'ACTION_SUCCESSFUL', sequence: 5, summary: 'JoinChimeMeeting succeeded' },
  ]);
});
