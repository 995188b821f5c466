import type { BridgeRequest } from '../run/request.js';
import type { Digest } from '../verdict/sent-text.js';
import type { Asked } from './entry.js';

/** All that makes this run the same run when it is asked for again. */
export function askedOf(request: BridgeRequest, endpoint: string | null, digest: Digest): Asked {
  const { profile, region, meetingsRegion, call, meetingId, externalMeetingId, mediaRegion } = request;
  const { externalUserId, addAttendees, logGroups, keepMeeting, attendeesFile, timeoutMs } = request;
  return {
    ...{ endpoint, profile, region, meetingsRegion, call, meetingId, externalMeetingId, mediaRegion },
    ...{ externalUserId, addAttendees, logGroups, keepMeeting, attendeesFile, timeoutMs },
    arguments: digest(JSON.stringify(request.arguments)),
  };
}
