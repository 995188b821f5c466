import { sameId } from '../../core/facts/ids.js';
import { type Operation, operation } from '../http/operation.js';
import { Refusal } from '../http/refusal.js';
import { capabilitiesProblem } from './capabilities.js';
import * as input from './input.js';
import { attendeeOf, meetingOf } from './named.js';
import type { MeetingRooms } from './rooms.js';
import { attendeeOnTheWire } from './wire.js';

/** What attendees may send and receive. */
export function capabilityOperations(rooms: MeetingRooms): Operation[] {
  return [
    operation({
      name: 'UpdateAttendeeCapabilities',
      service: 'meetings',
      input: input.updateAttendeeCapabilitiesInput,
      run: ({ MeetingId, AttendeeId, Capabilities }, { region }) => {
        const meeting = meetingOf(rooms, region, MeetingId);
        const attendee = attendeeOf(meeting, AttendeeId);
        const problem = capabilitiesProblem(Capabilities, meeting.request.MeetingFeatures);
        if (problem !== undefined) throw new Refusal('BadRequestException', problem);
        rooms.setCapabilities(meeting, attendee, Capabilities);
        return { Attendee: attendeeOnTheWire(attendee) };
      },
    }),
    operation({
      name: 'BatchUpdateAttendeeCapabilitiesExcept',
      service: 'meetings',
      input: input.batchUpdateAttendeeCapabilitiesExceptInput,
      run: ({ MeetingId, ExcludedAttendeeIds, Capabilities }, { region }) => {
        const meeting = meetingOf(rooms, region, MeetingId);
        const problem = capabilitiesProblem(Capabilities, meeting.request.MeetingFeatures);
        if (problem !== undefined) throw new Refusal('BadRequestException', problem);
        for (const attendee of meeting.attendees.values()) {
          const isExcluded = ExcludedAttendeeIds.some(({ AttendeeId }) => sameId(AttendeeId, attendee.attendeeId));
          if (!isExcluded) rooms.setCapabilities(meeting, attendee, Capabilities);
        }
        return undefined;
      },
    }),
  ];
}
