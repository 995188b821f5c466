import { randomUUID } from 'node:crypto';
import type { MeetingRooms } from './rooms.js';

export interface OpenedMeeting {
  meetingId: string;
  attendeeId: string;
  externalUserId: string;
  joinToken: string;
}

/** A meeting with one attendee, as CreateMeetingWithAttendees makes them. */
export function openMeeting(rooms: MeetingRooms, region: string): OpenedMeeting {
  const ExternalUserId = `phone-${randomUUID().slice(0, 8)}`;
  const request = { ClientRequestToken: randomUUID(), MediaRegion: region, ExternalMeetingId: 'chime-join' };
  const meeting = rooms.open(region, request);
  const { attendeeId, joinToken } = rooms.addAttendee(meeting, { ExternalUserId });
  rooms.issued(joinToken);
  return { meetingId: meeting.meetingId, attendeeId, externalUserId: ExternalUserId, joinToken };
}
