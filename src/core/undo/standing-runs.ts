import { sameId } from '../facts/ids.js';
import { MEETING_MAX_AGE_MS } from '../facts/limits.js';
import { holderIn } from '../journal/logbook.js';
import type { Journal } from '../journal/port.js';
import { readableRuns } from '../journal/readable-runs.js';
import {
  type Attempt,
  existingMeeting,
  isUndone,
  lastAttempt,
  mayBeDelivered,
  meetingIdOf,
} from '../journal/record.js';
import type { CallName } from '../run/request.js';

/** An earlier run of this machine whose meeting, or seat, may still stand. */
export interface EarlierRun {
  runId: string;
  meetingId: string;
  /** The phone's attendees that it, and the runs before it for the call, were given. */
  attendeeIds: string[];
}

/** Where a run would send its requests: another endpoint's meetings are other meetings. */
export interface Place {
  runId: string;
  endpoint: string | null;
  region: string;
  meetingsRegion: string;
}

/**
 * The latest ended run for this call that left a meeting in place, and the meeting: an update of its own may still join the
 * call there, so the next run goes there too. Null where there is none.
 */
export function earlierRunFor(call: CallName, place: Place, journal: Journal, now: number): EarlierRun | null {
  const attempts = endedAttempts(place, journal, now).filter(({ attempt }) => isSameCall(attempt.call, call));
  const [latest] = attempts.sort((one, other) => other.attempt.begunAt - one.attempt.begunAt);
  const meetingId = latest === undefined ? null : meetingIdOf(latest.attempt);
  if (latest === undefined || meetingId === null) return null;
  const there = attempts.filter(({ attempt }) => sameId(meetingIdOf(attempt), meetingId));
  const attendeeIds = there.flatMap(({ attempt: { update } }) => (update === null ? [] : [update.marks.attendeeId]));
  return { runId: latest.runId, meetingId, attendeeIds };
}

/** How many seats in this meeting earlier runs of this machine hold. */
export function seatsHeldIn(meetingId: string, place: Place, journal: Journal, now: number): number {
  const there = endedAttempts(place, journal, now).filter(({ attempt }) => sameId(existingMeeting(attempt), meetingId));
  return there.reduce((seats, { attempt }) => seats + attempt.made.attendees.length, 0);
}

/** Attempts whose update may have been delivered, whose process has ended, and that left in place what they created. */
function endedAttempts(place: Place, journal: Journal, now: number): { runId: string; attempt: Attempt }[] {
  const others = readableRuns(journal, { since: now - MEETING_MAX_AGE_MS, except: place.runId });
  return [...others].flatMap((run) => {
    if (holderIn(run.claims, journal, now) !== null) return [];
    const attempt = lastAttempt(run);
    return isStanding(attempt) && isThere(attempt, place) ? [{ runId: run.runId, attempt }] : [];
  });
}

function isStanding(attempt: Attempt): boolean {
  return mayBeDelivered(attempt) && attempt.verdict?.verdict !== 'FAILED' && !isUndone(attempt);
}

function isThere({ asked }: Attempt, place: Place): boolean {
  return (
    asked.endpoint === place.endpoint && asked.region === place.region && asked.meetingsRegion === place.meetingsRegion
  );
}

/** Of two runs' ids for a call one is enough to know it again. */
function isSameCall(one: CallName, other: CallName): boolean {
  return sameId(one.transactionId, other.transactionId) || sameId(one.callId, other.callId);
}
