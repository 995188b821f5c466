import { SYSTEM_ERROR, WRONG_CALL } from '../../../core/facts/actions/failures.js';
import { WRONG_TOKEN } from '../../../core/facts/actions/meeting.js';
import { parameterFailure } from '../../../core/facts/actions/parameter-failure.js';
import { sameId } from '../../../core/facts/ids.js';
import { MEETING_NUMBER } from '../../../core/facts/limits.js';
import type { ActionFailure, ActionKind, Parameters, Stage } from './action.js';

const notAnswered: ActionFailure = { errorType: 'CallNotAnswered', errorMessage: 'Call is not answered.' };

const JOIN_MS = 150;

export const joinChimeMeeting: ActionKind = {
  reportsAlone: true,
  checksLate: true,
  takes: () => JOIN_MS,
  effect(parameters, stage) {
    const { call, clock, door } = stage;
    const problem = joinProblem(parameters, stage);
    if (problem !== undefined) return problem;
    const entry = door.byToken(String(parameters['JoinToken']));
    if (entry === undefined || !sameId(String(parameters['MeetingId']), entry.meetingId)) return WRONG_TOKEN;
    const leg = call.addLeg({
      tag: 'LEG-B',
      to: MEETING_NUMBER,
      from: 'SMA',
      direction: 'Outbound',
      startedAt: clock.now(),
      status: 'Connected',
    });
    try {
      const seat = door.connect(entry.meetingId, entry.attendeeId, () => stage.legLeft(leg));
      leg.meeting = { meetingId: entry.meetingId, attendeeId: entry.attendeeId, leave: () => seat.leave() };
    } catch {
      call.legs.pop();
      return SYSTEM_ERROR;
    }
    return undefined;
  },
};

function joinProblem(parameters: Parameters, { call }: Stage): ActionFailure | undefined {
  const { CallId, ParticipantTag } = parameters;
  if (!call.answered) return notAnswered;
  // A call that dialled the meeting has it at LEG-A already.
  if (call.legB !== undefined || call.legA.meeting !== undefined) return WRONG_CALL;
  // CallId wins over the tag, and must be the phone's: LEG-A is the only tag the action allows.
  if (CallId === undefined ? (ParticipantTag ?? 'LEG-A') !== 'LEG-A' : !sameId(String(CallId), call.legA.callId)) {
    return WRONG_TOKEN;
  }
  return parameterFailure('JoinChimeMeeting', parameters);
}
