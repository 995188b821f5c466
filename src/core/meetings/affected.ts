import { sameId } from '../facts/ids.js';
import { MEETING_MAX_AGE_MS } from '../facts/limits.js';
import { asFailure, type Failure } from '../failure.js';
import type { Journal } from '../journal/port.js';
import { readableRuns } from '../journal/readable-runs.js';
import { type Attempt, mayBeDelivered, meetingIdOf } from '../journal/record.js';
import type { Clock } from '../ports/clock.js';
import type { Attendees } from '../ports/meetings.js';
import { requireGuid } from '../run/check.js';
import type { Verdict } from '../verdict/verdict.js';
import type { AttendeeResult } from './attendees-result.js';
import { checkMeeting } from './meeting.js';
import { shownAttendees } from './shown.js';

/** What is about to end: a meeting for everybody in it, or one attendee's connection. */
export interface Target {
  meetingId: string;
  meetingsRegion: string;
  /** Null: the whole meeting. */
  attendeeId: string | null;
}

/** A run of this machine that sent its caller there. */
export interface SentCaller {
  runId: string;
  /** Null while it has none. */
  verdict: Verdict | null;
}

/** Whom it affects, as far as that is known: AWS does not say who is connected. */
export interface Affected {
  /** Null where AWS was not asked, or did not answer. */
  attendees: AttendeeResult[] | null;
  /** Why AWS did not answer. */
  problem: Failure | null;
  callers: SentCaller[];
}

/** The runs of this machine, and the time. */
export interface KnownRuns {
  journal: Pick<Journal, 'runIds' | 'read'>;
  clock: Pick<Clock, 'now'>;
}

/** Throws before anything is sent. */
export function checkTarget(target: Target): void {
  checkMeeting(target);
  requireGuid('attendeeId', target.attendeeId);
}

/** Reads alone. Never throws: what cannot be read is not known. */
export async function lookWhomItAffects(
  target: Target,
  { attendees }: { attendees: Pick<Attendees, 'list'> },
  known: KnownRuns,
  signal: AbortSignal,
): Promise<Affected> {
  const { meetingId, attendeeId } = target;
  const callers = callersSentTo(target, known);
  try {
    const { value } = await attendees.list(meetingId, signal);
    const meant = value.filter((one) => attendeeId === null || sameId(one.attendeeId, attendeeId));
    return { attendees: shownAttendees(meant), problem: null, callers };
  } catch (error) {
    return { attendees: null, problem: asFailure(error), callers };
  }
}

/** The runs whose caller may be in it. A run that did not see its caller join may have been wrong, or too early. */
export function callersSentTo(target: Target, { journal, clock }: KnownRuns): SentCaller[] {
  // What an older run sent its caller to has ended by itself.
  return [...readableRuns(journal, { since: clock.now() - MEETING_MAX_AGE_MS })]
    .sort((one, other) => (one.runId < other.runId ? -1 : 1))
    .flatMap(({ runId, attempts }) => {
      const sent = attempts.findLast((attempt) => isSentTo(target, attempt));
      return sent === undefined ? [] : [{ runId, verdict: sent.verdict?.verdict ?? null }];
    });
}

function isSentTo({ meetingId, attendeeId }: Target, attempt: Attempt): boolean {
  if (!mayBeDelivered(attempt) || !sameId(meetingIdOf(attempt), meetingId)) return false;
  return attendeeId === null || sameId(attempt.update?.marks.attendeeId, attendeeId);
}
