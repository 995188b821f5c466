import { sameId } from '../../core/facts/ids.js';
import { Refusal } from '../http/refusal.js';
import type { CreateMeetingInput } from './input.js';
import type { Meeting } from './meeting.js';

/** Replica meetings of one primary (general reference, quotas). */
const MAX_REPLICAS = 4;

/** The refusal of a replica whose primary meeting is not live, or has all its replicas, or is a replica itself. */
export function replicaProblem({ PrimaryMeetingId }: CreateMeetingInput, live: Meeting[]): Refusal | undefined {
  if (PrimaryMeetingId === undefined) return undefined;
  const primary = live.find(({ meetingId }) => sameId(meetingId, PrimaryMeetingId));
  if (primary === undefined || primary.request.PrimaryMeetingId !== undefined) {
    return new Refusal('BadRequestException', 'PrimaryMeetingId does not name a live primary meeting.');
  }
  const replicas = live.filter(({ request }) => sameId(request.PrimaryMeetingId, PrimaryMeetingId));
  if (replicas.length < MAX_REPLICAS) return undefined;
  return new Refusal('LimitExceededException', 'The primary meeting has as many replicas as it may have.');
}
