import { legA } from '../evidence/call-event.js';
import type { SeenEvent } from '../evidence/timeline.js';
import { EXIT_CODES } from '../exit-codes.js';
import { sameId } from '../facts/ids.js';
import { Failure } from '../failure.js';
import type { Progress } from '../outcome/progress.js';
import { callBridged, legNotJoinable } from '../run/check.js';
import type { CallName } from '../run/request.js';
import { latestEvent, stateProblem } from './call-state.js';
import { handlerLogGroup } from './log-groups.js';
import type { LookPorts } from './ports.js';
import { type Look, lookForId } from './read-records.js';

/** A call with all the ids the update needs. */
export interface WholeCall extends CallName {
  transactionId: string;
  sipMediaApplicationId: string;
}

const MINUTE_MS = 60_000;
/** Live calls are young: the last quarter of an hour is searched before the last day. */
const WINDOWS_MS = [15 * MINUTE_MS, 24 * 60 * MINUTE_MS];
const MAX_RECORDS = 25;

interface Search {
  call: CallName;
  logGroups: string[];
}

/**
 * The call that a CallId belongs to, from what its handler logged: AWS has no such lookup. Throws CALL_NOT_FOUND, what the
 * call's state forbids, or why nothing could be read.
 */
export async function findCall(
  search: Search,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<WholeCall> {
  const callId = search.call.callId as string;
  const groups = await groupsToSearch(search, ports, progress, signal);
  const unreadable: Look['unreadable'] = [];
  for (const windowMs of WINDOWS_MS) {
    const query = {
      groups: [...groups.keys()],
      id: callId,
      since: ports.clock.now() - windowMs,
      newestFirst: true,
      atMost: MAX_RECORDS,
    };
    const look = await lookForId(ports.records, query, signal);
    signal.throwIfAborted();
    progress.sent(...look.requestIds);
    unreadable.push(...look.unreadable);
    const events = look.timeline.events.filter(({ event }) => event.legs.some((leg) => sameId(leg.callId, callId)));
    const found = named(events, search.call, groups);
    if (found !== null) return found;
    if (look.unreadable.length === groups.size) break;
  }
  throw notFound(callId, groups.size, unreadable);
}

async function groupsToSearch(
  search: Search,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Map<string, string | null>> {
  if (search.logGroups.length > 0)
    return new Map(search.logGroups.map((group) => [group, search.call.sipMediaApplicationId]));
  const answer = await ports.applications.list(signal);
  progress.sent(answer.requestId);
  const wanted = search.call.sipMediaApplicationId;
  const applications = answer.value.filter((one) => wanted === null || sameId(one.sipMediaApplicationId, wanted));
  const groups = new Map<string, string | null>();
  for (const application of applications) {
    const group = handlerLogGroup(application);
    // Two SMAs may share a function: the event itself then says which one holds the call.
    if (group !== null) groups.set(group, groups.has(group) ? null : application.sipMediaApplicationId);
  }
  if (groups.size > 0) return groups;
  const where =
    wanted === null ? 'This region has no SIP media application' : 'The SIP media application is not in this region';
  throw new Failure('CALL_NOT_FOUND', `${where}, so there is no handler's log to look the call up in.`, {
    tryThis: ["Name the SMA's region with --region", 'Give --transaction-id and --sma-id, or --event'],
  });
}

/** The call the events tell of, if it is the one that was named; throws what its state forbids. */
function named(events: SeenEvent[], call: CallName, groups: Map<string, string | null>): WholeCall | null {
  const latest = latestEvent(events);
  if (latest === null) return null;
  const { transactionId } = latest;
  const group = events.find(({ event }) => event === latest)?.group ?? '';
  const sipMediaApplicationId = latest.sipMediaApplicationId ?? groups.get(group) ?? null;
  if (call.transactionId !== null && !sameId(call.transactionId, transactionId)) return null;
  if (sipMediaApplicationId === null) return null;
  if (call.sipMediaApplicationId !== null && !sameId(call.sipMediaApplicationId, sipMediaApplicationId)) return null;
  const problem = stateProblem(events);
  if (problem !== null) throw problem;
  const leg = latest.legs.find(({ callId }) => sameId(callId, call.callId));
  if (leg?.tag === 'LEG-B')
    throw leg.status === 'Connected' ? callBridged('That CallId is LEG-B: the call is bridged.') : goneLeg();
  return { callId: leg?.callId ?? legA(latest)?.callId ?? call.callId, transactionId, sipMediaApplicationId };
}

/** Told by what was read, so it is no usage error: reads were sent. */
function goneLeg(): Failure {
  const { code, message } = legNotJoinable();
  return legNotJoinable().retold(code, message, { exitCode: EXIT_CODES.forbidden.code });
}

function notFound(callId: string, groups: number, unreadable: Look['unreadable']): Failure {
  const first = unreadable.find(({ failure }) => failure.code !== 'LOG_GROUP_NOT_FOUND') ?? unreadable[0];
  const groupIsMissing = first?.failure.code === 'LOG_GROUP_NOT_FOUND';
  if (first !== undefined && !groupIsMissing) {
    return first.failure.retold(
      first.failure.code,
      `The logs could not be read, so the call ${callId} could not be looked up.`,
    );
  }
  const cause = groupIsMissing
    ? `the log group ${first.group} does not exist`
    : `no record of the last 24 hours in ${groups} log group${groups === 1 ? '' : 's'} holds it`;
  return new Failure('CALL_NOT_FOUND', `No call with the CallId ${callId} is in the handler's logs.`, {
    cause,
    delivery: 'refused',
    tryThis: [
      "Is it a TransactionId? CallId is that of a participant in an event's CallDetails",
      'Name the log group with --log-group, or another region with --region',
      'A handler that does not log its events cannot be searched: give --transaction-id and --sma-id',
    ],
  });
}
