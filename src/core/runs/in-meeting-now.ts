import { hangsUpLegA, mayHaveMeetingLeg } from '../evidence/call-event.js';
import { latestSeen, readTimeline, type SeenEvent } from '../evidence/timeline.js';
import { sameId } from '../facts/ids.js';
import { type Attempt, meetingIdOf } from '../journal/record.js';
import type { WholeCall } from '../proof/find-call.js';
import { awaitLogGroups } from '../proof/look-before.js';
import type { LookPorts } from '../proof/ports.js';
import type { Sweep } from './clean-attempt.js';

const DAY_MS = 24 * 60 * 60_000;
const MAX_RECORDS = 50;

/**
 * The newest record of the call shows a leg that is up and may lead into a meeting, or a record names this attempt's meeting,
 * and none shows that the call is over. What cannot be read shows nothing.
 */
export async function isInMeetingNow(
  attempt: Attempt,
  ports: LookPorts,
  { progress, signal }: Sweep,
): Promise<boolean> {
  const { call, asked } = attempt;
  const { transactionId, sipMediaApplicationId } = call;
  if (transactionId === null || sipMediaApplicationId === null) return false;
  const whole: WholeCall = { callId: call.callId, transactionId, sipMediaApplicationId };
  const groups = asked.logGroups.length > 0 ? asked.logGroups : await awaitLogGroups(whole, 0, ports, progress, signal);
  const bounds = { containing: [transactionId], since: ports.clock.now() - DAY_MS, newestFirst: true };
  const pages = await Promise.allSettled(
    groups.map((group) => ports.records.read({ group, ...bounds, atMost: MAX_RECORDS }, signal)),
  );
  signal.throwIfAborted();
  const records = pages.flatMap((page) => (page.status === 'fulfilled' ? page.value.records : []));
  const events = readTimeline(records).events.filter(({ event }) => sameId(event.transactionId, transactionId));
  const latest = latestSeen(events);
  if (latest === null || events.some(({ event }) => hangsUpLegA(event))) return false;
  return mayHaveMeetingLeg(latest.event) || events.some((seen) => namesMeeting(seen, meetingIdOf(attempt)));
}

/** Only an update of the run's own can have told the call of it. */
function namesMeeting({ event }: SeenEvent, meetingId: string | null): boolean {
  const named = [event.parameters['MeetingId'], ...Object.values(event.arguments ?? {})];
  return meetingId !== null && named.some((value) => typeof value === 'string' && sameId(value, meetingId));
}
