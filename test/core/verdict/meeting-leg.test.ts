import { describe, expect, it } from 'vitest';
import {
  event,
  failed,
  hangUp,
  type Json,
  MEETING_NUMBER,
  marks,
  meetingLeg,
  phone,
  succeeded,
  THEIR_JOIN,
  update,
} from '../samples.js';
import { judged, verdictOf } from './judged.js';

const withLeg = (type: string, sequence: number | null, leg: Json = meetingLeg()) =>
  event(type, sequence, {}, { Participants: [phone(), leg] });
const later = (leg: Json) => withLeg('DIGITS_RECEIVED', 5, leg);

describe('a Connected meeting leg after our update', () => {
  it.each<[string, Json, string]>([
    ['with the number as From counts', meetingLeg(), 'joined'],
    ['with the number as To counts', meetingLeg({ From: 'SMA', To: MEETING_NUMBER }), 'joined'],
    ['as LEG-B without numbers counts', meetingLeg({ From: undefined, To: undefined }), 'joined'],
    ['without Status counts', meetingLeg({ Status: undefined }), 'joined'],
    ['that is Disconnected does not count', meetingLeg({ Status: 'Disconnected' }), 'open'],
    ['to another telephone does not count', meetingLeg({ From: '+14155551212', To: '+12065550100' }), 'open'],
  ])('%s', (_, leg, verdict) => expect(verdictOf([update(3), later(leg)])).toBe(verdict));

  it.each<[string, Json[]]>([
    ['if the update is not seen', [withLeg('DIGITS_RECEIVED', 5)]],
    [
      'if the update shows one already',
      [update(3, undefined, { Participants: [phone(), meetingLeg()] }), later(meetingLeg())],
    ],
    ['if an event before shows one', [withLeg('DIGITS_RECEIVED', 2), update(3), later(meetingLeg())]],
    ['if another update came between', [update(3), update(4, { a: 'b' }), later(meetingLeg())]],
    ["if somebody else's join succeeded between", [update(3), succeeded(4, THEIR_JOIN), later(meetingLeg())]],
    ['if it has no Sequence', [update(3), withLeg('DIGITS_RECEIVED', null)]],
    ['before the update', [withLeg('DIGITS_RECEIVED', 2), update(3)]],
    [
      'in the event of the hang-up of that very leg',
      [update(3), hangUp(5, 'LEG-B', { Participants: [phone(), meetingLeg({ Status: undefined })] })],
    ],
  ])('does not count %s', (_, events) => expect(verdictOf(events, marks({ meetingCreated: false }))).toBe('open'));

  it('makes a failure of the join none', () => {
    const late = failed(5, undefined, { Participants: [phone(), meetingLeg()] });
    expect(verdictOf([update(3), late])).toBe('joined');
  });

  it('in a failure counts for nothing without our update', () => {
    expect(verdictOf([failed(5, undefined, { Participants: [phone(), meetingLeg()] })])).toBe('open');
  });

  it('outranks the hang-up that follows, and the hang-up that shows it', () => {
    expect(verdictOf([update(3), later(meetingLeg()), hangUp(6)])).toBe('joined');
    const gone = { Participants: [phone({ Status: 'Disconnected' }), meetingLeg()] };
    expect(verdictOf([update(3), hangUp(6, 'LEG-A', gone)])).toBe('joined');
  });

  it('is told as what it is', () => {
    expect(judged([update(3), later(meetingLeg())]).evidence).toMatchObject([
      { event: 'CALL_UPDATE_REQUESTED', sequence: 3 },
      { event: 'DIGITS_RECEIVED', sequence: 5, summary: expect.stringContaining('meeting leg') },
    ]);
  });
});
