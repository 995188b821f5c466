import { sameId } from '../../../core/facts/ids.js';
import { type ActionFailure, type ActionKind, invalidOnCall, type Parameters, type Stage } from './action.js';

const invalid = (errorMessage: string): ActionFailure => ({ errorType: 'InvalidActionParameter', errorMessage });

/** AWS's messages (developer guide, "ModifyChimeMeetingAttendees"). */
const WRONG = {
  operation: invalid('The ModifyChimeMeetingAttendees Operation parameter value is invalid'),
  meeting: invalid('Meeting ID parameter value is invalid.'),
  attendees: invalid('Attendee List parameter value is invalid.'),
  notInMeeting: invalid('Call is not connected to Chime Meeting.'),
  strangers: invalid('One or more attendees are not part of this meeting. All attendees must be part of this meeting.'),
};

/** Mutes or unmutes telephones of the meeting that the call is in. */
export const modifyChimeMeetingAttendees: ActionKind = {
  interruptible: false,
  takes: () => 50,
  problem({ Operation, MeetingId, AttendeeList }, { call }) {
    if (Operation !== 'Mute' && Operation !== 'Unmute') return WRONG.operation;
    if (typeof MeetingId !== 'string' || MeetingId === '') return WRONG.meeting;
    if (!Array.isArray(AttendeeList) || AttendeeList.length === 0) return WRONG.attendees;
    const inMeeting = call.live.some((leg) => leg.meeting !== undefined);
    if (!inMeeting && call.legB === undefined) return invalidOnCall;
    return inMeeting ? undefined : WRONG.notInMeeting;
  },
  effect({ Operation, MeetingId, AttendeeList }, { call, door }: Stage) {
    const { meeting } = call.live.find((leg) => leg.meeting !== undefined) ?? {};
    if (meeting === undefined || !sameId(meeting.meetingId, String(MeetingId))) return WRONG.notInMeeting;
    const attendees = (AttendeeList as Parameters[string][]).map(String);
    return door.mute(meeting.meetingId, attendees, Operation === 'Mute') ? undefined : WRONG.strangers;
  },
};
