import { WRONG_CALL } from '../../../core/facts/actions/failures.js';
import { FOREIGN_ATTENDEE, NOT_IN_MEETING } from '../../../core/facts/actions/meeting.js';
import { sameId } from '../../../core/facts/ids.js';
import type { ActionKind } from './action.js';

/** Mutes or unmutes telephones of the meeting that the call is in. */
export const modifyChimeMeetingAttendees: ActionKind = {
  takes: () => 50,
  problem(_, { call }) {
    if (call.live.some((leg) => leg.meeting !== undefined)) return undefined;
    return call.legB === undefined ? WRONG_CALL : NOT_IN_MEETING;
  },
  effect({ Operation, MeetingId, AttendeeList }, { call, door }) {
    const { meeting } = call.live.find((leg) => leg.meeting !== undefined) ?? {};
    if (meeting === undefined || !sameId(meeting.meetingId, String(MeetingId))) return NOT_IN_MEETING;
    const attendees = (AttendeeList as unknown[]).map(String);
    return door.mute(meeting.meetingId, attendees, Operation === 'Mute') ? undefined : FOREIGN_ATTENDEE;
  },
};
