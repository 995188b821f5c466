import { type Operation, operation } from '../http/operation.js';
import { pageToken, placeIn } from '../http/paging.js';
import * as input from './input.js';
import { attendeeOf, MEETINGS_QUOTA, meetingOf, shown, shownBatch } from './named.js';
import type { MeetingRooms } from './rooms.js';
import { attendeeOnTheWire } from './wire.js';

const DEFAULT_PAGE = 100;

/** Adds attendees, shows them and removes them. */
export function attendeeOperations(rooms: MeetingRooms): Operation[] {
  return [
    operation({
      name: 'CreateAttendee',
      service: 'meetings',
      quota: MEETINGS_QUOTA,
      input: input.createAttendeeInput,
      run: ({ MeetingId, ...wanted }, { region }) => ({
        Attendee: shown(rooms, rooms.addAttendee(meetingOf(rooms, region, MeetingId), wanted)),
      }),
    }),
    operation({
      name: 'BatchCreateAttendee',
      service: 'meetings',
      quota: MEETINGS_QUOTA,
      input: input.batchCreateAttendeeInput,
      run: ({ MeetingId, Attendees: wanted }, { region }) =>
        shownBatch(rooms, meetingOf(rooms, region, MeetingId), wanted),
    }),
    operation({
      name: 'GetAttendee',
      service: 'meetings',
      input: input.attendeeInput,
      run: ({ MeetingId, AttendeeId }, { region }) => ({
        Attendee: attendeeOnTheWire(attendeeOf(meetingOf(rooms, region, MeetingId), AttendeeId)),
      }),
    }),
    operation({
      name: 'ListAttendees',
      service: 'meetings',
      quota: MEETINGS_QUOTA,
      input: input.listAttendeesInput,
      run: ({ MeetingId, NextToken, MaxResults = DEFAULT_PAGE }, { region }) => {
        const meeting = meetingOf(rooms, region, MeetingId);
        const listing = `ListAttendees ${meeting.meetingId}`;
        const from = NextToken === undefined ? 0 : Number(placeIn(NextToken, listing, 'meetings'));
        const rest = [...meeting.attendees.values()].filter(({ ordinal }) => ordinal >= from);
        const next = rest[MaxResults];
        return {
          Attendees: rest.slice(0, MaxResults).map(attendeeOnTheWire),
          ...(next === undefined ? {} : { NextToken: pageToken(listing, String(next.ordinal)) }),
        };
      },
    }),
    operation({
      name: 'DeleteAttendee',
      service: 'meetings',
      success: 204,
      quota: MEETINGS_QUOTA,
      input: input.attendeeInput,
      run: ({ MeetingId, AttendeeId }, { region }) => {
        const meeting = meetingOf(rooms, region, MeetingId);
        rooms.removeAttendee(meeting, attendeeOf(meeting, AttendeeId));
        return undefined;
      },
    }),
  ];
}
