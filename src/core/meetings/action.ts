import { failed } from '../catalogue/failed.js';
import { NO_MEETING_ID, TOKEN_MASKED } from '../catalogue/remarks.js';
import { handlerResponse, joinChimeMeeting } from '../facts/action.js';
import { sameId } from '../facts/ids.js';
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
  requireGuid('meetingId', meetingId);
  requireGuid('callId', callId);
  if (sameId(callId, meetingId)) {
    throw failed('IDS_CONTRADICT.one-id', { field: 'callId', otherField: 'meetingId' });
  }
  const problem = joinTokenProblem(joinToken.reveal());
  if (problem !== null) throw failed('ARGUMENT_INVALID.join-token', { problem });
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
  if (meetingId === null) warnings.push(NO_MEETING_ID);
  if (callId !== null && participantTag !== null) {
    warnings.push('There is a CallId and a ParticipantTag: AWS ignores the tag.');
  }
  if (!print) warnings.push(TOKEN_MASKED);
  return warnings;
}

function requireLegA(tag: string): 'LEG-A' {
  if (tag === 'LEG-A') return tag;
  throw failed('LEG_NOT_JOINABLE.tag', { given: JSON.stringify(tag.slice(0, 40)) });
}
