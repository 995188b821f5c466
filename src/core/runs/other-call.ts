import type { CallEvent } from '../evidence/call-event.js';
import { hangsUpLegA } from '../evidence/legs.js';
import { readTimeline } from '../evidence/timeline.js';
import { sameId } from '../facts/ids.js';
import { asFailure } from '../failure.js';
import { type Attempt, existingMeeting, meetingIdOf } from '../journal/record.js';
import type { LookPorts } from '../proof/ports.js';
import { attendeesOfRun } from '../run/made.js';

const MAX_RECORDS = 200;

/**
 * Another call whose records name what the attempt left: its own meeting, or its attendee by the beginning of the join token. A
 * handler may keep an update for the caller's next call. The reason to keep it; null where there is none.
 */
export async function namedByAnotherCall(
  attempt: Attempt,
  groups: readonly string[],
  { records }: Pick<LookPorts, 'records'>,
  signal: AbortSignal,
): Promise<string | null> {
  const since = attempt.begunAt - 60_000;
  const eventsOf = async (group: string, text: string) => {
    const query = { group, containing: [text], since, newestFirst: true, atMost: MAX_RECORDS };
    const { records: found, failure } = await records.read(query, signal);
    if (failure !== null) throw failure;
    return readTimeline(found).events.map(({ event }) => event);
  };
  const isOver = async (group: string, transactionId: string) => {
    const events = await eventsOf(group, transactionId);
    return events.some((event) => sameId(event.transactionId, transactionId) && hangsUpLegA(event));
  };
  try {
    for (const group of groups) {
      for (const text of namesOf(attempt)) {
        for (const other of callsIn(await eventsOf(group, text), attempt.call.transactionId)) {
          if (!(await isOver(group, other)))
            return `the records of another call, ${other}, name it, and its caller may be there`;
        }
      }
    }
    return null;
  } catch (error) {
    if (signal.aborted) throw error;
    return `whether another call was brought there could not be read: ${asFailure(error).message}`;
  }
}

function namesOf(attempt: Attempt): string[] {
  const own = meetingIdOf(attempt);
  if (existingMeeting(attempt) === null) return own === null ? [] : [own];
  return attendeesOfRun(attempt.made).map(({ attendeeId }) => btoa(attendeeId));
}

function callsIn(events: readonly CallEvent[], own: string | null): string[] {
  const others = events.map(({ transactionId }) => transactionId).filter((id) => !sameId(id, own));
  return [...new Set(others)];
}
