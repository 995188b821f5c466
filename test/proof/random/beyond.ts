/**
 * Joins that no record can show. A NOT_JOINED of a caller who is in the meeting counts as beyond the log only if all of
 * this is true, by the emulator's own records:
 *
 * 1. the newest event of the call, as of the verdict, is the success of the join, so no later event could show the legs;
 * 2. its record is lost for good: a fault dropped the event, or none of the records of its invocations can ever be read,
 *    the platform's lines included where those are logged at all;
 * 3. the handler's answers are not logged as a rule, or not so that their actions can be read: its new attempt stands nowhere.
 */

import { meetingOf } from './facts.js';
import type { OurRun, Performed } from './performed.js';

export function whyBeyondTheLog({ plan, truth }: Performed, run: OurRun, at: number): string | null {
  const { which, style } = plan.handler.logs.answers;
  const isRead = !['first-level', 'nested', 'shortened'].includes(style);
  if (isRead && ['all', 'sometimes', 'template-and-final'].includes(which)) return null;
  const stay = truth.stays.findLast(({ meetingId, from }) => meetingId === meetingOf(run) && from <= at);
  if (stay === undefined) return null;
  const since = truth.invoked.filter(({ startedAt }) => startedAt >= stay.from && startedAt <= at);
  const later = since.filter(({ event }) => event.ActionData?.Type !== 'JoinChimeMeeting');
  if (later.length > 0) return null;
  const readable = since.some(({ requestId, stream, startedAt, endedAt }) =>
    truth.records.some(
      ({ message, stream: its, at: writtenAt, readableAt }) =>
        Number.isFinite(readableAt) &&
        (message.includes(requestId) ||
          // What was written as it began is the end of the request before.
          (its === stream && writtenAt > startedAt && writtenAt <= (endedAt ?? Number.POSITIVE_INFINITY))),
    ),
  );
  if (readable) return null;
  return since.length === 0 ? 'the event of the join was dropped' : 'the records of the join are lost';
}

/** A record of the join is at most this much younger than the leg that it shows, or `asOf` is when the leg began. */
const LATE_MS = 3_000;

/** JOINED as of a moment just after the caller left: beyond the log only if no record of the end could be read by then. */
export function whyLeaveIsBeyondTheLog(
  { truth }: Performed,
  run: OurRun,
  { asOf, at }: { asOf: number; at: number },
): string | null {
  const stay = truth.stays.findLast(({ meetingId, from }) => meetingId === meetingOf(run) && from <= asOf);
  if (stay === undefined || asOf - stay.from > LATE_MS) return null;
  const seen = truth.invoked.some(
    ({ event, stream, startedAt, endedAt }) =>
      event.InvocationEventType === 'HANGUP' &&
      startedAt >= stay.from &&
      truth.records.some(
        ({ stream: its, at: writtenAt, readableAt, message }) =>
          its === stream &&
          writtenAt >= startedAt &&
          writtenAt <= (endedAt ?? at) &&
          readableAt <= at &&
          message.includes('HANGUP'),
      ),
  );
  return seen ? null : 'the caller left before the record of the join was written, and no record of that could be read';
}
