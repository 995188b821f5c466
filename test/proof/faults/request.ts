import { argumentTemplates } from '../../../src/core/run/arguments.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';
import type { Plan } from './plan.js';

const REGION = 'us-east-1';

/** The arguments that a handler of this proof needs beside those of its preset. */
export const ownArguments = ({ preset }: Plan): string[] =>
  preset === 'none' ? ['JoinToken={{JoinToken}}', 'MeetingId={{MeetingId}}'] : [];

export function requestOf(
  plan: Plan,
  runId: string,
  { callId, transactionId, sipMediaApplicationId }: PlacedCall,
  existing: { meetingId: string } | null,
): BridgeRequest {
  const externalUserId = `phone-${runId}`;
  const addAttendees = Array.from({ length: plan.addAttendees }, (_, index) => `browser-${index}-${runId}`);
  return {
    runId,
    isRunIdGiven: true,
    reason: null,
    profile: null,
    call: plan.findsCall
      ? { callId, transactionId: null, sipMediaApplicationId: null }
      : { callId, transactionId, sipMediaApplicationId },
    event: null,
    region: REGION,
    meetingsRegion: REGION,
    meetingId: existing?.meetingId ?? null,
    externalMeetingId: `m-${runId}`,
    mediaRegion: REGION,
    externalUserId,
    givenUserIds: [...(plan.userId === 'made' ? [] : [externalUserId]), ...addAttendees],
    addAttendees,
    arguments: argumentTemplates(plan.preset, ownArguments(plan)),
    waitMs: plan.waitMs,
    timeoutMs: plan.timeoutMs,
    logGroups: plan.namesLogGroup ? [`/aws/lambda/${plan.handler}`] : [],
    sinceMs: null,
    newMeeting: false,
    keepMeeting: plan.keepMeeting,
    attendeesFile: null,
  };
}
