import type { TemplateValues } from './arguments.js';
import type { BridgeRequest } from './request.js';

/** What the arguments' placeholders stand for before the meeting is there. */
export function knownValues(
  request: BridgeRequest,
  callId: string | null,
  transactionId: string | null,
): TemplateValues {
  const { runId, externalUserId } = request;
  return {
    JoinToken: null,
    MeetingId: null,
    AttendeeId: null,
    ExternalUserId: externalUserId,
    CallId: callId,
    TransactionId: transactionId,
    RunId: runId,
  };
}
