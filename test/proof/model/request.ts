import { argumentTemplates } from '../../../src/core/run/arguments.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';

export const TIMEOUT_MS = 30_000;

export interface Wanted {
  region: string;
  meetingId: string | null;
  waitMs: number | null;
  keepMeeting: boolean;
  newMeeting: boolean;
  browsers: readonly string[];
}

export function requestOf(runId: string, call: PlacedCall, wanted: Wanted): BridgeRequest {
  const { callId, transactionId, sipMediaApplicationId } = call;
  const { region, meetingId, waitMs, keepMeeting, newMeeting, browsers } = wanted;
  const addAttendees = browsers.map((name) => `${name}-${runId}`);
  return {
    ...{ runId, isRunIdGiven: true, reason: null, profile: null },
    call: { callId, transactionId, sipMediaApplicationId },
    ...{ event: null, region, meetingsRegion: region, meetingId, externalMeetingId: `m-${runId}`, mediaRegion: region },
    externalUserId: `phone-${runId}`,
    // As the command line has it: every run of the model is named.
    givenUserIds: [`phone-${runId}`, ...addAttendees],
    addAttendees,
    arguments: argumentTemplates('standard', []),
    ...{ waitMs, timeoutMs: TIMEOUT_MS, logGroups: [], sinceMs: null },
    ...{ newMeeting, keepMeeting, attendeesFile: null },
  };
}
