import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/emulator/clock.js';
import { addAttendee } from '../../../src/emulator/meetings/attendees.js';
import { MeetingRooms } from '../../../src/emulator/meetings/rooms.js';

const REQUEST = { ClientRequestToken: 'token', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' };
const MINUTE = 60_000;

/** One meeting with two attendees, and what is told of who comes and goes, with the second. */
function house() {
  const clock = createClock(() => 0);
  const told: string[] = [];
  const rooms = new MeetingRooms(clock, (_meeting, happening) => {
    const who = 'attendee' in happening ? ` ${happening.attendee.externalUserId}` : '';
    told.push(`${clock.now() / 1_000} ${happening.type}${who}`);
  });
  const meeting = rooms.open('us-east-1', REQUEST);
  const one = addAttendee(meeting, { ExternalUserId: 'one' });
  const two = addAttendee(meeting, { ExternalUserId: 'two' });
  told.length = 0;
  const join = ({ attendeeId }: { attendeeId: string }) =>
    rooms.door.connect(meeting.meetingId, attendeeId, () => undefined);
  return { clock, told, rooms, meeting, one, two, join };
}

describe('who comes', () => {
  it('is authorized at once, and has joined a second later', () => {
    const { clock, told, join, one } = house();
    join(one);
    clock.advance(999);
    expect(told).toEqual(['0 AttendeeAuthorized one']);
    clock.advance(1);
    expect(told).toEqual(['0 AttendeeAuthorized one', '1 AttendeeJoined one']);
  });

  it('again from elsewhere is authorized once more, and neither leaves nor joins', () => {
    const { clock, told, join, one } = house();
    join(one);
    clock.advance(5_000);
    join(one);
    clock.advance(5_000);
    expect(told).toEqual(['0 AttendeeAuthorized one', '1 AttendeeJoined one', '5 AttendeeAuthorized one']);
  });

  it('again within the first second has joined once', () => {
    const { clock, told, join, one } = house();
    join(one);
    clock.advance(500);
    join(one);
    clock.advance(10_000);
    expect(told.filter((line) => line.includes('Joined'))).toEqual(['1 AttendeeJoined one']);
  });

  it('must be of the meeting', () => {
    const { rooms, meeting } = house();
    expect(() => rooms.door.connect(meeting.meetingId, meeting.meetingId, () => undefined)).toThrow();
    expect(() => rooms.door.connect('no meeting', 'nobody', () => undefined)).toThrow();
  });
});

describe('who goes', () => {
  it('within the first second has joined and left at that moment', () => {
    const { clock, told, join, one } = house();
    const seat = join(one);
    clock.advance(400);
    seat.leave();
    clock.advance(5_000);
    expect(told).toEqual(['0 AttendeeAuthorized one', '0.4 AttendeeJoined one', '0.4 AttendeeLeft one']);
  });

  it('goes once, however often the seat is left', () => {
    const { clock, told, join, one } = house();
    const seat = join(one);
    clock.advance(2_000);
    seat.leave();
    seat.leave();
    expect(told.filter((line) => line.includes('Left'))).toHaveLength(1);
  });

  it('as a browser may be lost, and that is another event', () => {
    const { clock, told, rooms, meeting, one } = house();
    rooms.enter(meeting, one);
    clock.advance(2_000);
    expect(rooms.exit(meeting, one, 'AttendeeDropped')).toBe(true);
    expect(told.at(-1)).toBe('2 AttendeeDropped one');
  });

  it('as a phone is not taken out as a browser is', () => {
    const { told, rooms, meeting, one, join } = house();
    join(one);
    expect(rooms.exit(meeting, one, 'AttendeeLeft')).toBe(false);
    expect(told).toHaveLength(1);
  });

  it('without being there changes nothing, and is not told', () => {
    const { told, rooms, meeting, one } = house();
    expect(rooms.exit(meeting, one, 'AttendeeLeft')).toBe(true);
    expect(told).toEqual([]);
  });

  it('because the meeting ends has left before it has ended', () => {
    const { clock, told, rooms, meeting, one, two, join } = house();
    join(one);
    join(two);
    clock.advance(2_000);
    rooms.end(meeting);
    expect(told.slice(-3)).toEqual(['2 AttendeeLeft one', '2 AttendeeLeft two', '2 MeetingEnded']);
  });

  it('because it is deleted is deleted first, then has left', () => {
    const { clock, told, rooms, meeting, one, join } = house();
    join(one);
    clock.advance(2_000);
    rooms.removeAttendee(meeting, one);
    expect(told.slice(-2)).toEqual(['2 AttendeeDeleted one', '2 AttendeeLeft one']);
  });
});

it('a meeting ends five minutes after the last one left, whoever came and went before', () => {
  const minutes = fc.array(fc.record({ who: fc.boolean(), after: fc.integer({ min: 1, max: 4 }) }), { maxLength: 20 });
  fc.assert(
    fc.property(minutes, (steps) => {
      const { clock, rooms, meeting, one, two, join } = house();
      const seats = new Map<object, { leave(): void }>();
      let emptySince = 0;
      for (const { who, after } of steps) {
        clock.advance(after * MINUTE);
        const attendee = who ? one : two;
        const seat = seats.get(attendee);
        if (seat === undefined) seats.set(attendee, join(attendee));
        else seat.leave();
        if (seat !== undefined) seats.delete(attendee);
        if (seats.size === 0) emptySince = clock.now();
      }
      if (seats.size > 0) clock.advance(60 * MINUTE);
      else clock.advance(emptySince + 5 * MINUTE - 1 - clock.now());
      expect(meeting.ended).toBe(false);
      if (seats.size === 0) clock.advance(1);
      expect(meeting.ended).toBe(seats.size === 0);
      expect(rooms.stays().filter(({ until }) => until === null)).toHaveLength(seats.size);
    }),
    { numRuns: 50 },
  );
});
