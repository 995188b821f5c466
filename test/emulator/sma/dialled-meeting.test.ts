import { describe, expect, it } from 'vitest';
import { Call } from '../../../src/emulator/sma/call.js';
import { joinByDialling, shownHeaders } from '../../../src/emulator/sma/dialled-meeting.js';
import { ATTENDEE, fakeDoor, MEETING, TOKEN } from './rig.js';

const leg = () =>
  new Call('Outbound').addLeg({
    tag: 'LEG-A',
    to: '+17035550122',
    from: '+12065550100',
    direction: 'Outbound',
    startedAt: 0,
    status: 'Ringing',
  });

function dialling(headers: Record<string, string>, door = fakeDoor()) {
  const own = leg();
  let ended = 0;
  const joined = joinByDialling(own, headers, door, () => void ended++);
  return { own, door, joined, ended: () => ended };
}

describe('headers that open a meeting', () => {
  it.each([
    ['the token and the meeting', { 'X-chime-join-token': TOKEN, 'X-chime-meeting-id': MEETING }],
    ['the token alone', { 'x-chime-join-token': TOKEN }],
    ['the meeting in another case', { 'X-CHIME-JOIN-TOKEN': TOKEN, 'X-Chime-Meeting-Id': MEETING.toUpperCase() }],
  ])('%s: the leg is the attendee’s', (_what, headers) => {
    const { own, door, joined } = dialling(headers);
    expect(joined).toBe(true);
    expect(own.meeting).toMatchObject({ meetingId: MEETING, attendeeId: ATTENDEE });
    expect(door.connected).toBe(1);
  });

  it('give the leg a seat that it leaves', () => {
    const { own, door } = dialling({ 'x-chime-join-token': TOKEN });
    own.meeting?.leave();
    expect(door.connected).toBe(0);
  });

  it('tell the caller of the meeting’s end', () => {
    const { door, ended } = dialling({ 'x-chime-join-token': TOKEN });
    expect(ended()).toBe(0);
    door.endMeeting();
    expect(ended()).toBe(1);
  });
});

describe('headers that open none', () => {
  it.each([
    ['no token', { 'x-chime-meeting-id': MEETING }],
    ['a token of nobody', { 'x-chime-join-token': `${TOKEN}x` }],
    ['the id of another meeting', { 'x-chime-join-token': TOKEN, 'x-chime-meeting-id': ATTENDEE }],
  ])('%s', (_what, headers) => {
    const { own, door, joined } = dialling(headers);
    expect(joined).toBe(false);
    expect(own.meeting).toBeUndefined();
    expect(door.connected).toBe(0);
  });

  it('a door that cannot take the connection', () => {
    const door = fakeDoor();
    door.broken = true;
    const { own, joined } = dialling({ 'x-chime-join-token': TOKEN }, door);
    expect(joined).toBe(false);
    expect(own.meeting).toBeUndefined();
  });
});

describe('the headers that events show', () => {
  it('are all but the two that open a meeting, in any case', () => {
    const headers = { 'X-Chime-Join-Token': TOKEN, 'x-chime-MEETING-id': MEETING, 'x-account': '7', Diversion: 'a' };
    expect(shownHeaders(headers)).toEqual({ 'x-account': '7', Diversion: 'a' });
  });

  it('are none where nothing else is left', () => {
    expect(shownHeaders({ 'x-chime-join-token': TOKEN })).toBeUndefined();
    expect(shownHeaders({})).toBeUndefined();
  });
});
