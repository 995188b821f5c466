import { sameId } from '../../../core/facts/ids.js';
import { JOIN_TOKEN_LENGTH, MEETING_NUMBER } from '../../../core/facts/limits.js';
import {
  type ActionFailure,
  type ActionKind,
  invalidOnCall,
  invalidParameter,
  type Parameters,
  type Stage,
  systemError,
} from './action.js';

/** AWS has one message for every wrong or missing parameter of this action (developer guide, "JoinChimeMeeting"). */
const invalidToken = invalidParameter('JoinToken');
const notAnswered: ActionFailure = { errorType: 'CallNotAnswered', errorMessage: 'Call is not answered.' };

const JOIN_MS = 150;

export const joinChimeMeeting: ActionKind = {
  interruptible: false,
  reportsAlone: true,
  takes: () => JOIN_MS,
  effect(parameters, stage) {
    const { call, clock, door } = stage;
    const problem = joinProblem(parameters, stage);
    if (problem !== undefined) return problem;
    const entry = door.byToken(String(parameters['JoinToken']));
    if (entry === undefined || !sameId(String(parameters['MeetingId']), entry.meetingId)) return invalidToken;
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
      return systemError;
    }
    return undefined;
  },
};

function joinProblem(parameters: Parameters, { call }: Stage): ActionFailure | undefined {
  const { JoinToken, CallId, ParticipantTag } = parameters;
  if (!call.answered) return notAnswered;
  // A call that dialled the meeting has it at LEG-A already.
  if (call.legB !== undefined || call.legA.meeting !== undefined) return invalidOnCall;
  // CallId wins over the tag, and must be the phone's: LEG-A is the only tag the action allows.
  if (CallId === undefined ? (ParticipantTag ?? 'LEG-A') !== 'LEG-A' : !sameId(String(CallId), call.legA.callId)) {
    return invalidToken;
  }
  if (typeof JoinToken !== 'string') return invalidToken;
  const { min, max } = JOIN_TOKEN_LENGTH;
  return JoinToken.length < min || JoinToken.length > max ? invalidToken : undefined;
}
