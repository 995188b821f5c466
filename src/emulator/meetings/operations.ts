import { MAX_ATTENDEES_WITH_MEETING } from '../../core/facts/limits.js';
import { type Operation, operation } from '../http/operation.js';
import { Refusal } from '../http/refusal.js';
import { attendeeOperations } from './attendee-operations.js';
import { capabilityOperations } from './capability-operations.js';
import * as input from './input.js';
import type { Meeting } from './meeting.js';
import { MEETINGS_QUOTA, meetingOf, shownBatch } from './named.js';
import { newMeetingProblem } from './new-meeting.js';
import { replicaProblem } from './replica.js';
import type { RequestTokens } from './request-tokens.js';
import type { MeetingRooms } from './rooms.js';
import { tagOperations } from './tags.js';
import { transcriptionOperations } from './transcription-operations.js';
import { meetingOnTheWire } from './wire.js';

export interface MeetingsDeps {
  rooms: MeetingRooms;
  tokens: RequestTokens;
  accountId: string;
  /** So many meetings may be live at once in one region. */
  maxLive: number;
}

/** All operations of chime-sdk-meetings. */
export function meetingsOperations(deps: MeetingsDeps): Operation[] {
  const { rooms } = deps;
  return [
    ...meetingOperations(deps),
    ...attendeeOperations(rooms),
    ...capabilityOperations(rooms),
    ...transcriptionOperations(rooms),
    ...tagOperations(rooms),
  ];
}

function meetingOperations(deps: MeetingsDeps): Operation[] {
  const { rooms, tokens, accountId } = deps;
  return [
    operation({
      name: 'CreateMeeting',
      service: 'meetings',
      quota: MEETINGS_QUOTA,
      input: input.createMeetingInput,
      run: (request, { region }) =>
        tokens.once(region, 'CreateMeeting', request, () => {
          const meeting = open(deps, region, request);
          return { meeting, answer: { Meeting: meetingOnTheWire(meeting, accountId) } };
        }),
    }),
    operation({
      name: 'CreateMeetingWithAttendees',
      service: 'meetings',
      quota: MEETINGS_QUOTA,
      input: input.createMeetingWithAttendeesInput,
      run: (request, { region }) =>
        tokens.once(region, 'CreateMeetingWithAttendees', request, () => {
          const { Attendees: wanted, ...ofMeeting } = request;
          if (wanted.length > MAX_ATTENDEES_WITH_MEETING) throw tooManyAttendees();
          const meeting = open(deps, region, ofMeeting);
          const answer = { Meeting: meetingOnTheWire(meeting, accountId), ...shownBatch(rooms, meeting, wanted) };
          return { meeting, answer };
        }),
    }),
    operation({
      name: 'GetMeeting',
      service: 'meetings',
      quota: MEETINGS_QUOTA,
      input: input.meetingInput,
      run: ({ MeetingId }, { region }) => ({
        Meeting: meetingOnTheWire(meetingOf(rooms, region, MeetingId), accountId),
      }),
    }),
    operation({
      name: 'DeleteMeeting',
      service: 'meetings',
      success: 204,
      quota: MEETINGS_QUOTA,
      input: input.meetingInput,
      run: ({ MeetingId }, { region }) => {
        rooms.end(meetingOf(rooms, region, MeetingId));
        return undefined;
      },
    }),
  ];
}

function open({ rooms, maxLive }: MeetingsDeps, region: string, request: input.CreateMeetingInput): Meeting {
  const problem = newMeetingProblem(request, region);
  if (problem !== undefined) throw new Refusal('BadRequestException', problem);
  const live = rooms.live();
  const refusal = replicaProblem(request, live);
  if (refusal !== undefined) throw refusal;
  if (live.filter((meeting) => meeting.region === region).length >= maxLive) {
    throw new Refusal('LimitExceededException', 'The account has as many live meetings as it may have.');
  }
  return rooms.open(region, request);
}

/** What the service says in place of its model's limit (aws-sdk-js #4344). */
function tooManyAttendees(): Refusal {
  const constraint = `Member must have length less than or equal to ${MAX_ATTENDEES_WITH_MEETING}`;
  const message = `1 validation error detected: Value at 'attendees' failed to satisfy constraint: ${constraint}`;
  return new Refusal('ValidationException', message);
}
