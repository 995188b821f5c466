import { sameId } from '../../core/facts/ids.js';
import { MAX_ATTENDEES_WITH_MEETING, REQUESTS_PER_SECOND } from '../../core/facts/limits.js';
import { type Operation, operation } from '../http/operation.js';
import { pageToken, placeIn } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import type { Quota } from '../quotas.js';
import { addAttendees } from './attendees.js';
import { capabilitiesProblem } from './capabilities.js';
import * as input from './input.js';
import type { Attendee, Meeting } from './meeting.js';
import { newMeetingProblem } from './new-meeting.js';
import { replicaProblem } from './replica.js';
import type { RequestTokens } from './request-tokens.js';
import type { MeetingRooms } from './rooms.js';
import { attendeeOnTheWire, meetingOnTheWire } from './wire.js';

/** An older guide allows a burst of twenty; whoever keeps to ten a second is safe under either page. */
export const MEETINGS_QUOTA: Quota = { perSecond: REQUESTS_PER_SECOND.meetings, burst: REQUESTS_PER_SECOND.meetings };

const DEFAULT_PAGE = 100;

/**
 * The operations of chime-sdk-meetings on meetings and attendees; those on tags stand beside them. `maxLive` meetings may be live at once in one region.
 */
export function meetingOperations(
  rooms: MeetingRooms,
  tokens: RequestTokens,
  accountId: string,
  maxLive: number,
): Operation[] {
  const service = 'meetings';
  const quota = MEETINGS_QUOTA;

  const meetingOf = (region: string, meetingId: string): Meeting => {
    const meeting = rooms.find(region, meetingId);
    if (meeting !== undefined) return meeting;
    const over = rooms.any(meetingId)?.region === region;
    throw new Refusal('NotFoundException', over ? 'The meeting has ended' : `Meeting <${meetingId}> not found`);
  };
  const attendeeOf = (meeting: Meeting, attendeeId: string): Attendee => {
    const attendee = meeting.attendees.get(attendeeId.toLowerCase());
    if (attendee === undefined) throw new Refusal('NotFoundException', 'The attendee could not be found.');
    return attendee;
  };
  const open = (region: string, request: input.CreateMeetingInput): Meeting => {
    const problem = newMeetingProblem(request, region);
    if (problem !== undefined) throw new Refusal('BadRequestException', problem);
    const live = rooms.live();
    const refusal = replicaProblem(request, live);
    if (refusal !== undefined) throw refusal;
    if (live.filter((meeting) => meeting.region === region).length >= maxLive) {
      throw new Refusal('LimitExceededException', 'The account has as many live meetings as it may have.');
    }
    return rooms.open(region, request);
  };
  const shown = (attendee: Attendee): object => {
    rooms.issued(attendee.joinToken);
    return attendeeOnTheWire(attendee);
  };
  const shownBatch = (meeting: Meeting, wanted: input.NewAttendee[]) => {
    const { added, errors } = addAttendees(wanted, (each) => rooms.addAttendee(meeting, each));
    return { Attendees: added.map(shown), Errors: errors };
  };

  return [
    operation({
      name: 'CreateMeeting',
      service,
      quota,
      input: input.createMeetingInput,
      run: (request, { region }) =>
        tokens.once(region, 'CreateMeeting', request, () => {
          const meeting = open(region, request);
          return { meeting, answer: { Meeting: meetingOnTheWire(meeting, accountId) } };
        }),
    }),
    operation({
      name: 'CreateMeetingWithAttendees',
      service,
      quota,
      input: input.createMeetingWithAttendeesInput,
      run: (request, { region }) =>
        tokens.once(region, 'CreateMeetingWithAttendees', request, () => {
          const { Attendees: wanted, ...ofMeeting } = request;
          if (wanted.length > MAX_ATTENDEES_WITH_MEETING) throw tooManyAttendees();
          const meeting = open(region, ofMeeting);
          const answer = { Meeting: meetingOnTheWire(meeting, accountId), ...shownBatch(meeting, wanted) };
          return { meeting, answer };
        }),
    }),
    operation({
      name: 'GetMeeting',
      service,
      quota,
      input: input.meetingInput,
      run: ({ MeetingId }, { region }) => ({ Meeting: meetingOnTheWire(meetingOf(region, MeetingId), accountId) }),
    }),
    operation({
      name: 'DeleteMeeting',
      service,
      success: 204,
      quota,
      input: input.meetingInput,
      run: ({ MeetingId }, { region }) => {
        rooms.end(meetingOf(region, MeetingId));
        return undefined;
      },
    }),
    operation({
      name: 'CreateAttendee',
      service,
      quota,
      input: input.createAttendeeInput,
      run: ({ MeetingId, ...wanted }, { region }) => ({
        Attendee: shown(rooms.addAttendee(meetingOf(region, MeetingId), wanted)),
      }),
    }),
    operation({
      name: 'BatchCreateAttendee',
      service,
      quota,
      input: input.batchCreateAttendeeInput,
      run: ({ MeetingId, Attendees: wanted }, { region }) => shownBatch(meetingOf(region, MeetingId), wanted),
    }),
    operation({
      name: 'GetAttendee',
      service,
      input: input.attendeeInput,
      run: ({ MeetingId, AttendeeId }, { region }) => ({
        Attendee: attendeeOnTheWire(attendeeOf(meetingOf(region, MeetingId), AttendeeId)),
      }),
    }),
    operation({
      name: 'ListAttendees',
      service,
      quota,
      input: input.listAttendeesInput,
      run: ({ MeetingId, NextToken, MaxResults = DEFAULT_PAGE }, { region }) => {
        const meeting = meetingOf(region, MeetingId);
        const listing = `ListAttendees ${meeting.meetingId}`;
        const from = NextToken === undefined ? 0 : Number(placeIn(NextToken, listing, service));
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
      service,
      success: 204,
      quota,
      input: input.attendeeInput,
      run: ({ MeetingId, AttendeeId }, { region }) => {
        const meeting = meetingOf(region, MeetingId);
        rooms.removeAttendee(meeting, attendeeOf(meeting, AttendeeId));
        return undefined;
      },
    }),
    operation({
      name: 'UpdateAttendeeCapabilities',
      service,
      input: input.updateAttendeeCapabilitiesInput,
      run: ({ MeetingId, AttendeeId, Capabilities }, { region }) => {
        const meeting = meetingOf(region, MeetingId);
        const attendee = attendeeOf(meeting, AttendeeId);
        const problem = capabilitiesProblem(Capabilities, meeting.request.MeetingFeatures);
        if (problem !== undefined) throw new Refusal('BadRequestException', problem);
        rooms.setCapabilities(meeting, attendee, Capabilities);
        return { Attendee: attendeeOnTheWire(attendee) };
      },
    }),
    operation({
      name: 'BatchUpdateAttendeeCapabilitiesExcept',
      service,
      input: input.batchUpdateAttendeeCapabilitiesExceptInput,
      run: ({ MeetingId, ExcludedAttendeeIds, Capabilities }, { region }) => {
        const meeting = meetingOf(region, MeetingId);
        const problem = capabilitiesProblem(Capabilities, meeting.request.MeetingFeatures);
        if (problem !== undefined) throw new Refusal('BadRequestException', problem);
        for (const attendee of meeting.attendees.values()) {
          const isExcluded = ExcludedAttendeeIds.some(({ AttendeeId }) => sameId(AttendeeId, attendee.attendeeId));
          if (!isExcluded) rooms.setCapabilities(meeting, attendee, Capabilities);
        }
        return undefined;
      },
    }),
    operation({
      name: 'StartMeetingTranscription',
      service,
      input: input.startTranscriptionInput,
      run: ({ MeetingId, TranscriptionConfiguration: wanted }, { region }) => {
        const meeting = meetingOf(region, MeetingId);
        const { EngineTranscribeSettings, EngineTranscribeMedicalSettings } = wanted;
        if ((EngineTranscribeSettings === undefined) === (EngineTranscribeMedicalSettings === undefined)) {
          throw new Refusal('BadRequestException', 'TranscriptionConfiguration must have the settings of one engine.');
        }
        rooms.transcribe(meeting, wanted);
        return undefined;
      },
    }),
    operation({
      name: 'StopMeetingTranscription',
      service,
      input: input.meetingInput,
      run: ({ MeetingId }, { region }) => {
        rooms.transcribe(meetingOf(region, MeetingId), undefined);
        return undefined;
      },
    }),
  ];
}

/** What the service says in place of its model's limit (aws-sdk-js #4344). */
function tooManyAttendees(): Refusal {
  const constraint = `Member must have length less than or equal to ${MAX_ATTENDEES_WITH_MEETING}`;
  const message = `1 validation error detected: Value at 'attendees' failed to satisfy constraint: ${constraint}`;
  return new Refusal('ValidationException', message);
}
