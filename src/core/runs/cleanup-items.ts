import type { Attempt } from '../journal/record.js';
import { standing } from '../undo/standing.js';
import type { CleanupItem, KeptItem } from './result.js';

export function keptItems(runId: string, attempt: Attempt, reason: string, tryAgainAt: number | null): KeptItem[] {
  const again = tryAgainAt === null ? null : new Date(tryAgainAt).toISOString();
  return itemsOf(runId, attempt).map((item) => ({ ...item, reason, tryAgainAt: again }));
}

export function itemsOf(runId: string, attempt: Attempt): CleanupItem[] {
  const region = attempt.asked.meetingsRegion;
  const known = standing(runId, attempt).map(({ kind, meetingId, attendeeId }) => ({ kind, meetingId, attendeeId }));
  const unknown = { kind: 'meeting' as const, meetingId: null, attendeeId: null };
  const all = attempt.made.meeting.state === 'asked' ? [...known, unknown] : known;
  return all.map((item) => ({ ...item, region, runId }));
}
