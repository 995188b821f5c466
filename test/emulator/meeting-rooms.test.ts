import { expect, test } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import { addAttendee } from '../../src/emulator/meetings/attendees.js';
import { MeetingRooms } from '../../src/emulator/meetings/rooms.js';

const MINUTE = 60_000;
const request = { ClientRequestToken: 'token', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' };

function house() {
  const clock = createClock(() => 0);
  const rooms = new MeetingRooms(clock);
  const meeting = rooms.open('us-east-1', request);
  const phone = addAttendee(meeting, { ExternalUserId: 'phone' });
  const other = addAttendee(meeting, { ExternalUserId: 'other' });
  const dropped: string[] = [];
  const join = ({ attendeeId }: { attendeeId: string }, name = attendeeId) =>
    rooms.door.connect(meeting.meetingId, attendeeId, () => dropped.push(name));
  return { clock, rooms, meeting, phone, other, dropped, join };
}

test('a join token lets its attendee in while attendee and meeting last', () => {
  const { rooms, meeting, phone, other } = house();
  const place = { meetingId: meeting.meetingId, attendeeId: phone.attendeeId, region: 'us-east-1' };
  expect(rooms.door.byToken(phone.joinToken)).toEqual(place);
  expect(rooms.door.byToken(phone.joinToken.slice(1))).toBeUndefined();
  rooms.removeAttendee(meeting, phone);
  expect(rooms.door.byToken(phone.joinToken)).toBeUndefined();
  rooms.end(meeting);
  expect(rooms.door.byToken(other.joinToken)).toBeUndefined();
});

test('a meeting with someone connected outlives five minutes, and ends five minutes after the last one left', () => {
  const { clock, meeting, phone, other, join } = house();
  const first = join(phone);
  const second = join(other);
  clock.advance(60 * MINUTE);
  first.leave();
  clock.advance(10 * MINUTE);
  second.leave();
  clock.advance(5 * MINUTE - 1);
  expect(meeting.ended).toBe(false);
  clock.advance(1);
  expect(meeting.ended).toBe(true);
});

test('a meeting ends after 24 hours with whoever is in it, who is told', () => {
  const { clock, meeting, phone, dropped, join } = house();
  join(phone, 'phone');
  clock.advance(24 * 60 * MINUTE - 1);
  expect(meeting.ended).toBe(false);
  clock.advance(1);
  expect(meeting.ended).toBe(true);
  expect(dropped).toEqual(['phone']);
});

test('a deleted attendee is dropped, the others stay', () => {
  const { rooms, meeting, phone, other, dropped, join } = house();
  join(phone, 'phone');
  join(other, 'other');
  rooms.removeAttendee(meeting, phone);
  expect(dropped).toEqual(['phone']);
});

test('an attendee that connects again drops its earlier connection, whose leaving then changes nothing', () => {
  const { clock, meeting, phone, dropped, join } = house();
  const first = join(phone, 'first');
  join(phone, 'second');
  expect(dropped).toEqual(['first']);
  first.leave();
  clock.advance(6 * MINUTE);
  expect(meeting.ended).toBe(false);
});

test('replicas end with their primary meeting', () => {
  const { rooms, meeting } = house();
  const replica = rooms.open('eu-west-2', { ...request, PrimaryMeetingId: meeting.meetingId.toUpperCase() });
  rooms.end(meeting);
  expect(replica.ended).toBe(true);
});

test('a reset forgets meetings and tokens, and tells nobody', () => {
  const { clock, rooms, phone, dropped, join } = house();
  rooms.issued(phone.joinToken);
  join(phone, 'phone');
  rooms.reset();
  clock.advance(25 * 60 * MINUTE);
  expect(rooms.state()).toEqual([]);
  expect(rooms.secrets()).toEqual([]);
  expect(dropped).toEqual([]);
});

test('each stay is kept, with when it began and when it ended, by leaving, removal, a second connection or the end', () => {
  const { clock, rooms, meeting, phone, other, join } = house();
  const stay = (attendee: { attendeeId: string }, from: number, until: number | null) => ({
    ...{ meetingId: meeting.meetingId, attendeeId: attendee.attendeeId },
    ...{ from, until },
  });
  const first = join(phone);
  clock.advance(1_000);
  first.leave();
  join(phone);
  clock.advance(1_000);
  join(phone);
  join(other);
  clock.advance(1_000);
  rooms.removeAttendee(meeting, phone);
  expect(rooms.stays()).toEqual([
    stay(phone, 0, 1_000),
    stay(phone, 1_000, 2_000),
    stay(phone, 2_000, 3_000),
    stay(other, 2_000, null),
  ]);
  clock.advance(1_000);
  rooms.end(meeting);
  expect(rooms.stays().at(-1)).toEqual(stay(other, 2_000, 4_000));
});

test('of thousands of ended meetings the newest are remembered, and every live one', () => {
  const { rooms, meeting } = house();
  const ended = Array.from({ length: 6_000 }, () => {
    const one = rooms.open('us-east-1', request);
    rooms.end(one);
    return one.meetingId;
  });
  const kept = rooms.state().map(({ meetingId }) => meetingId);
  expect(kept.length).toBeLessThanOrEqual(5_001);
  expect(kept).toContain(meeting.meetingId);
  expect(kept).toEqual(expect.arrayContaining(ended.slice(-2_500)));
});

test('attendees are muted all or none, only while they are connected, and come back unmuted', () => {
  const { rooms, meeting, phone, other, join } = house();
  const muted = () => rooms.state()[0]?.attendees.map((attendee) => attendee.muted);
  const mute = (...ids: string[]) => rooms.door.mute(meeting.meetingId, ids, true);
  const seat = join(phone);
  expect(mute(phone.attendeeId, meeting.meetingId)).toBe(false);
  expect(muted()).toEqual([false, false]);
  expect(mute(phone.attendeeId.toUpperCase(), other.attendeeId)).toBe(true);
  expect(muted()).toEqual([true, false]);
  seat.leave();
  join(phone);
  expect(muted()).toEqual([false, false]);
  expect(rooms.door.mute('another meeting', [phone.attendeeId], true)).toBe(false);
});
