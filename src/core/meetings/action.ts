import { handlerResponse, joinChimeMeeting } from '../facts/action.js';
import { sameId } from '../facts/ids.js';
import { Failure } from '../failure.js';
import type { Progress } from '../outcome/progress.js';
import { requireGuid } from '../run/check.js';
import type { Secret } from '../secret.js';
import type { ActionResult } from './action-result.js';
import { joinTokenProblem } from './join-token.js';

export interface ActionRequest {
  joinToken: Secret;
  meetingId: string | null;
  callId: string | null;
  participantTag: string | null;
  /** The handler's whole response is wanted too. */
  response: boolean;
  /** The operator asked for the join token itself. */
  print: boolean;
}

/** The action that joins a call to a meeting. Throws what AWS would refuse; warns of what it may ignore. */
export function makeAction(request: ActionRequest, progress: Pick<Progress, 'warn'>): ActionResult {
  const { joinToken, meetingId, callId, participantTag, print } = request;
  requireGuid('--meeting-id', meetingId);
  requireGuid('--call-id', callId);
  if (sameId(callId, meetingId)) {
    throw new Failure('IDS_CONTRADICT', '--call-id and --meeting-id are the same id. They name different things.');
  }
  const problem = joinTokenProblem(joinToken.reveal());
  if (problem !== null) throw new Failure('ARGUMENT_INVALID', `The join token cannot be used: ${problem}.`);
  const action = joinChimeMeeting({
    JoinToken: print ? joinToken.reveal() : joinToken.toString(),
    ...(callId === null ? {} : { CallId: callId }),
    ...(participantTag === null ? {} : { ParticipantTag: requireLegA(participantTag) }),
    ...(meetingId === null ? {} : { MeetingId: meetingId }),
  });
  for (const warning of warningsOf(request)) progress.warn(warning);
  return request.response ? { action, response: handlerResponse([action]) } : { action };
}

function warningsOf({ meetingId, callId, participantTag, print }: ActionRequest): string[] {
  const warnings = [];
  if (meetingId === null) {
    warnings.push("There is no MeetingId: without it no meeting of today's API can be joined (--meeting-id).");
  }
  if (callId !== null && participantTag !== null) {
    warnings.push('There is a CallId and a ParticipantTag: AWS ignores the tag.');
  }
  if (!print) warnings.push('The join token is masked: --print writes it.');
  return warnings;
}

function requireLegA(tag: string): 'LEG-A' {
  if (tag === 'LEG-A') return tag;
  throw new Failure('LEG_NOT_JOINABLE', `--participant-tag ${JSON.stringify(tag.slice(0, 40))} is not LEG-A.`, {
    cause: 'JoinChimeMeeting takes no other leg',
    tryThis: ['--participant-tag LEG-A', "Leave it out: AWS takes the leg that the handler's event is about"],
  });
}
