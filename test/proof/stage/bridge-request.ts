import { argumentTemplates } from '../../../src/core/run/arguments.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';

const REGION = 'us-east-1';

/** What the plans of several proofs say of the run that is asked for. */
export interface AskedOfBridge extends Pick<BridgeRequest, 'waitMs' | 'timeoutMs' | 'keepMeeting' | 'newMeeting'> {
  preset: Parameters<typeof argumentTemplates>[0];
  addAttendees: number;
  /** Only the CallId is given. */
  findsCall: boolean;
  namesLogGroup: boolean;
  /** `made`: the program makes the phone's id. */
  userId: string;
}

export interface Around {
  runId: string;
  call: PlacedCall;
  /** Into this one, where there is one. */
  meetingId: string | null;
  externalUserId?: string;
  logGroupName: string;
}

/** The arguments that a handler without a convention needs. */
export const ownArguments = ({ preset }: Pick<AskedOfBridge, 'preset'>): string[] =>
  preset === 'none' ? ['JoinToken={{JoinToken}}', 'MeetingId={{MeetingId}}'] : [];

export function bridgeRequest(asked: AskedOfBridge, around: Around): BridgeRequest {
  const { runId, meetingId, logGroupName, externalUserId = `phone-${runId}` } = around;
  const { callId, transactionId, sipMediaApplicationId } = around.call;
  const addAttendees = Array.from({ length: asked.addAttendees }, (_, index) => `browser-${index}-${runId}`);
  return {
    runId,
    isRunIdGiven: true,
    reason: null,
    profile: null,
    call: asked.findsCall
      ? { callId, transactionId: null, sipMediaApplicationId: null }
      : { callId, transactionId, sipMediaApplicationId },
    event: null,
    region: REGION,
    meetingsRegion: REGION,
    meetingId,
    externalMeetingId: `m-${runId}`,
    mediaRegion: REGION,
    externalUserId,
    givenUserIds: [...(asked.userId === 'made' ? [] : [externalUserId]), ...addAttendees],
    addAttendees,
    arguments: argumentTemplates(asked.preset, ownArguments(asked)),
    waitMs: asked.waitMs,
    timeoutMs: asked.timeoutMs,
    logGroups: asked.namesLogGroup ? [logGroupName] : [],
    sinceMs: null,
    keepMeeting: asked.keepMeeting,
    newMeeting: asked.newMeeting,
    attendeesFile: null,
  };
}
