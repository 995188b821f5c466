import { sameId } from '../facts/ids.js';
import { type Attempt, existingMeeting, meetingIdOf } from '../journal/record.js';
import type { Meeting } from '../ports/meetings.js';
import type { Ending } from '../run/ending.js';
import type { BridgeRequest } from '../run/request.js';
import { type BridgeResult, type Leftover, NOT_BEGUN, type Standing, type Undone } from '../run/result.js';
import { standing, unlearnedMeeting } from './standing.js';

/** What a run left, and what it took back. */
export interface Left {
  standing: Standing[];
  undone: Undone[];
  leftovers: Leftover[];
}

export const NOTHING_LEFT: Left = { standing: [], undone: [], leftovers: [] };

/**
 * What stands after an ending that forbids to remove anything; a caller who joined is where they should be. What a cleanup
 * removed later, or could not, is the cleanup's to say: a run undoes only where it FAILED.
 */
export function leftAfter(runId: string, attempt: Attempt, { verdict }: Ending): Left {
  const isThere = verdict === 'JOINED' || (verdict === 'FAILED' && !attempt.asked.keepMeeting);
  return {
    standing: isThere ? [] : standing(runId, attempt),
    undone: verdict === 'FAILED' ? attempt.undone : [],
    leftovers: verdict === 'FAILED' ? (attempt.leftovers ?? unlearnedMeeting(runId, attempt)) : [],
  };
}

/** `bridge`'s result of a run of which no attempt was begun. An id that nobody typed is named only if a journal has it. */
export function nothingBegun(
  { call, region, ...request }: Pick<BridgeRequest, 'runId' | 'isRunIdGiven' | 'call' | 'region'>,
  { verdict, asOf, likely, evidence, failure }: Ending,
): BridgeResult {
  const isNamed = request.isRunIdGiven || failure?.code === 'RUN_UNDER_WAY';
  const runId = isNamed ? request.runId : NOT_BEGUN.runId;
  const nothing = { meeting: null, attendee: null, ...NOTHING_LEFT };
  return { verdict, asOf, likely, runId, call: { ...call, region }, evidence, ...nothing };
}

/** `bridge`'s result of an attempt, as its journal has it. `meeting`: as AWS answered it, where that is known. */
export function resultOf(
  runId: string,
  attempt: Attempt,
  { verdict, asOf, likely, evidence }: Ending,
  { left, meeting = null }: { left: Left; meeting?: Meeting | null },
): BridgeResult {
  const { call, update, asked } = attempt;
  return {
    verdict,
    asOf,
    likely,
    runId,
    call: { ...update?.marks.call, ...call, region: asked.region },
    meeting: meetingOf(attempt, meeting),
    attendee: attendeeOf(attempt),
    evidence,
    ...left,
  };
}

function meetingOf(attempt: Attempt, answered: Meeting | null): BridgeResult['meeting'] {
  const created = existingMeeting(attempt) === null;
  if (answered !== null) {
    const { meetingId, externalMeetingId, mediaRegion, region } = answered;
    return { meetingId, externalMeetingId, mediaRegion, region, created };
  }
  const meetingId = meetingIdOf(attempt);
  if (meetingId === null) return null;
  if (attempt.ended !== null && sameId(attempt.ended.result.meeting?.meetingId, meetingId))
    return attempt.ended.result.meeting;
  const { externalMeetingId, mediaRegion, meetingsRegion: region } = attempt.asked;
  const own = created ? { externalMeetingId, mediaRegion } : { externalMeetingId: null, mediaRegion: null };
  return { meetingId, ...own, region, created };
}

function attendeeOf({ update, made, asked: { externalUserId } }: Attempt): BridgeResult['attendee'] {
  const phone = made.attendees.find((one) => sameId(one.externalUserId, externalUserId));
  const attendeeId = update?.marks.attendeeId ?? phone?.attendeeId;
  return attendeeId === undefined ? null : { attendeeId, externalUserId, created: true };
}
