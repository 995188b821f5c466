/** The events of a call in their order: logged twice, in part, or under other operators' updates. */
import { describe, expect, it } from 'vitest';
import {
  ARGUMENTS,
  EXISTING,
  event,
  failed,
  hangUp,
  type Json,
  MEETING,
  marks,
  meetingLeg,
  OTHER_MEETING,
  OUR_JOIN,
  phone,
  record,
  succeeded,
  T0,
  THEIR_JOIN,
  update,
} from '../samples.js';
import { does, HELD, join, logOf, STYLES, type Turn, turn, whole, withLegs } from './handler-logs.js';
import { inShort, judgedRecords, verdictOf } from './judged.js';

const asked = turn(update(3), does(join()));
const again = (one: Turn) => STYLES.whole(one, '99999999-0000-4000-8000-000000000001');
const MASKED_TOKEN = { ...OUR_JOIN, JoinToken: '***' };

describe('an event that is logged twice counts as the sight that shows the most of it', () => {
  const bare = (more: Json = {}) => event('ACTION_FAILED', 4, {}, { Participants: [phone()], ...more });
  it.each<[string, Json, Json]>([
    ['its legs', failed(4), failed(4, OUR_JOIN, { Participants: [] })],
    ['its action', failed(4, {}), bare()],
    ['its parameters', failed(4, { ...OUR_JOIN }), failed(4, {})],
  ])('%s', (_, full, short) => {
    for (const [first, second] of [
      [full, short],
      [short, full],
    ]) {
      const answer = does('Pause');
      expect(verdictOf([...whole(asked, turn(first as Json, answer)), ...again(turn(second as Json, answer))])).toBe(
        'ACTION_FAILED',
      );
    }
  });

  it('its parameters, where those name another run', () => {
    const theirs = turn(failed(4, THEIR_JOIN), does());
    for (const [first, second] of [
      [theirs, turn(failed(4, {}), does())],
      [turn(failed(4, {}), does()), theirs],
    ]) {
      expect(verdictOf([...whole(asked, first as Turn), ...again(second as Turn)])).toBe('? nothing-followed');
    }
  });

  it('its arguments', () => {
    expect(verdictOf([update(3, {}), update(3), hangUp(9)])).toBe('- sequence-missing, over');
    expect(verdictOf([update(3), update(3, {}), hangUp(9)])).toBe('- sequence-missing, over');
  });

  it('and as seen when it was seen first', () => {
    const left = (first: number, second: number) => {
      const judgement = judgedRecords([
        record(update(3), 0),
        record(succeeded(4), 10),
        record(hangUp(5, 'LEG-A', { Participants: [] }), first),
        record(hangUp(5), second),
      ]);
      return judgement.kind === 'joined' && judgement.leftAt !== null ? judgement.leftAt - T0 : null;
    };
    expect([left(20, 60), left(60, 20)]).toEqual([20, 20]);
  });
});

describe('events without a Sequence', () => {
  it('are different ones, where they differ', () => {
    expect(verdictOf([update(3), hangUp(null, 'LEG-B'), hangUp(null)])).toBe('- sequence-missing, over');
    expect(verdictOf([update(3), hangUp(null, 'LEG-B'), hangUp(null, 'LEG-B')])).toBe('? nothing-followed');
  });

  it('leave open what came between', () => {
    expect(verdictOf(whole(asked, turn(failed(4), does()), turn(event('DIGITS_RECEIVED', null))))).toBe(
      '- sequence-missing',
    );
  });

  it('count from five seconds before our update was answered, where it is not seen', () => {
    const run = marks({ sequenceBefore: null });
    const at = (ms: number) => inShort(judgedRecords([record(succeeded(4, { JoinToken: '***' }), ms)], run));
    expect([at(-5_001), at(-5_000), at(1_000)]).toEqual(['? update-not-seen', '+ join-unnamed', '+ join-unnamed']);
  });

  it('count by time, though the Sequence from before is known', () => {
    const at = (ms: number) => inShort(judgedRecords([record(succeeded(null, { JoinToken: '***' }), ms)]));
    expect([at(-5_001), at(-5_000)]).toEqual(['? update-not-seen', '+ join-unnamed']);
  });
});

it('what came before the Sequence that was seen before our update is not ours', () => {
  const run = marks({ sequenceBefore: 4 });
  const at = (sequence: number) => verdictOf([succeeded(sequence, { JoinToken: '***' })], run);
  expect([at(3), at(4), at(5)]).toEqual(['? update-not-seen', '? update-not-seen', '+ join-unnamed']);
});

describe("in an existing meeting, another operator's update from before ours", () => {
  const theirs = (args: Json) => update(2, args);
  const first = event('NEW_INBOUND_CALL', 1);
  const joins = (...before: Json[]) =>
    verdictOf([first, ...before, update(before.length + 2), succeeded(before.length + 3, MASKED_TOKEN)], EXISTING);

  it.each<[string, Json, string]>([
    ['that names our meeting may have been it', { room: MEETING }, '+ join-unnamed'],
    ['that names it in capitals may have been it', { room: MEETING.toUpperCase() }, '+ join-unnamed'],
    ['that names it among others may have been it', { a: 'x', note: `to ${MEETING}!` }, '+ join-unnamed'],
    ['that hides what it brings may have been it', { room: '***' }, '+ join-unnamed'],
    ['that brings no text may have been it', { room: 7 }, '+ join-unnamed'],
    ['that names another meeting was not', { room: OTHER_MEETING }, 'joined'],
    ['that brings nothing was not', {}, 'joined'],
  ])('%s', (_, args, said) => expect(joins(theirs(args))).toBe(said));

  it.each<[string, Json[], string]>([
    ['has failed to join', [theirs({ room: MEETING }), failed(3, { JoinToken: '***' })], 'joined'],
    ['failed before it was sent', [failed(2, { JoinToken: '***' }), update(3, { room: MEETING })], '+ join-unnamed'],
    [
      'came twice, of which the first has failed',
      [theirs({ room: MEETING }), failed(3, { JoinToken: '***' }), update(4, { room: MEETING })],
      '+ join-unnamed',
    ],
    [
      'was followed by the failure of another action',
      [theirs({ room: MEETING }), event('ACTION_FAILED', 3, { ActionData: { Type: 'Speak', Parameters: {} } })],
      '+ join-unnamed',
    ],
  ])('that %s', (_, before, said) => expect(joins(...before)).toBe(said));

  it('does not matter where our own token is shown', () => {
    expect(verdictOf([theirs({ room: MEETING }), update(3), succeeded(4)], EXISTING)).toBe('joined');
  });

  it('makes a failure after ours nobody knows whose', () => {
    const told = (args: Json) =>
      verdictOf(
        logOf([HELD[0] as Turn, turn(theirs(args)), asked, turn(failed(4, { JoinToken: '***' }))], STYLES.whole),
        EXISTING,
      );
    expect(told({ room: MEETING })).toBe('? nothing-followed');
  });
});

describe('an update that is ours as far as can be seen', () => {
  const hidden = Object.fromEntries(Object.keys(ARGUMENTS).map((key) => [key, '***']));
  const before = [event('NEW_INBOUND_CALL', 1), event('RINGING', 2)];

  it('names a join by its meeting, where no event before it is missing', () => {
    expect(verdictOf([...before, update(3, hidden), succeeded(4, MASKED_TOKEN)], EXISTING)).toBe('joined');
    expect(verdictOf([before[1] as Json, update(3, hidden), succeeded(4, MASKED_TOKEN)], EXISTING)).toBe(
      '+ join-unnamed',
    );
    expect(verdictOf([before[0] as Json, update(3, hidden), succeeded(4, MASKED_TOKEN)], EXISTING)).toBe(
      '+ join-unnamed',
    );
  });

  it('is known by its marks, whatever is missing before it', () => {
    expect(verdictOf([update(3), succeeded(4, MASKED_TOKEN)], EXISTING)).toBe('joined');
  });
});

describe('a join is not taken back', () => {
  it('by a hang-up from before it, or with its own Sequence', () => {
    expect(verdictOf([update(3), hangUp(4, 'LEG-B'), succeeded(5)])).toBe('joined');
    expect(verdictOf([update(3), hangUp(5, 'LEG-B'), succeeded(5)])).toBe('joined');
    expect(verdictOf([update(3), succeeded(5), hangUp(6, 'LEG-B')])).toBe('joined, left');
  });
});

describe('a leg that stood before our update', () => {
  const pressed = (sequence: number, ...legs: Json[]) => event('DIGITS_RECEIVED', sequence, {}, withLegs(...legs));
  it('is no sign; one that was gone by then is not that leg', () => {
    const shown = update(3, ARGUMENTS, withLegs(meetingLeg()));
    expect(verdictOf([pressed(2), shown, pressed(4, meetingLeg())])).toBe('? nothing-followed');
    expect(verdictOf([pressed(2, meetingLeg()), update(3), pressed(4, meetingLeg())])).toBe('+ join-unnamed');
  });

  it('in a meeting that was not made for it is no sign of ours; in ours it is', () => {
    const named = { JoinToken: THEIR_JOIN.JoinToken, MeetingId: MEETING };
    expect(verdictOf([update(3), succeeded(4, THEIR_JOIN)], EXISTING)).toBe('? nothing-followed');
    expect(verdictOf([update(3), succeeded(4, named)], EXISTING)).toBe('+ join-unnamed');
  });
});
