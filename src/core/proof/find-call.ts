import { failed } from '../catalogue/failed.js';
import type { SeenEvent } from '../evidence/seen.js';
import { sameId } from '../facts/ids.js';
import { Failure } from '../failure.js';
import { endOf, withinTime } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { CallName } from '../run/request.js';
import { notFound, type Vain } from './call-not-found.js';
import { handlerLogGroup } from './log-groups.js';
import { eventsNaming, namedCall, type WholeCall } from './named-call.js';
import type { LookPorts, Watching } from './ports.js';
import { searchNewest } from './search-records.js';
import { withCauseOfEnd } from './why-ended.js';

export type { WholeCall };

/** Whom to find, and where. */
export interface Lookup {
  /** Its `callId` is given. */
  call: CallName;
  /** Empty: where the handlers of the region's SMAs log. */
  logGroups: string[];
  /** How far back; absent or null: a day. */
  sinceMs?: number | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Live calls are young: the last quarter of an hour is searched before the rest. */
const RECENT_MS = 15 * MINUTE_MS;
/** What is found later than this before the run's end is of no use, and how far the search got is still to be reported. */
const RESERVED_MS = 500;

/** The groups to search, each with the SMA whose calls it holds; null: of several. */
type Groups = Map<string, string | null>;

/**
 * The call that a CallId belongs to, from what its handler logged: AWS has no such lookup. It goes on as long as the run may
 * last, and ends at the first record of the call. Throws CALL_NOT_FOUND, what the call's state forbids, or why nothing could
 * be read.
 */
export async function findCall(
  lookup: Lookup,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<WholeCall> {
  const watching = { ports, progress, signal };
  const groups = await groupsToSearch(lookup, watching);
  const mayTakeMs = Math.min(endOf(signal) - ports.clock.now() - RESERVED_MS, DAY_MS);
  const { events, vain } = await withinTime(Math.max(mayTakeMs, 0), ports.clock, signal, (within) =>
    search(lookup, groups, { ...watching, signal: within }),
  );
  signal.throwIfAborted();
  if (events.length === 0) throw notFound(vain);
  const { call, note } = await namedOrEnded(events, lookup, groups, watching);
  if (note !== null) progress.warn(note);
  return call;
}

/** The call; or why there is none to join any more, with what led to its end. */
async function namedOrEnded(
  events: SeenEvent[],
  { call }: Lookup,
  groups: Groups,
  { ports, signal }: Watching,
): Promise<ReturnType<typeof namedCall>> {
  try {
    return namedCall(events, call, groups);
  } catch (error) {
    throw error instanceof Failure ? await withCauseOfEnd(error, events, ports.records, signal) : error;
  }
}

/** The events that name the call; none, and what was searched in vain. */
async function search(
  { call, sinceMs }: Lookup,
  groups: Groups,
  { ports, progress, signal }: Watching,
): Promise<{ events: SeenEvent[]; vain: Vain }> {
  const id = call.callId as string;
  const backMs = sinceMs ?? DAY_MS;
  const vain: Vain = { id, groups: groups.size, backMs, recentMs: RECENT_MS, searched: [] };
  const naming = (events: SeenEvent[]) => eventsNaming(id, events, groups);
  const isHit = (events: SeenEvent[]) => naming(events).length > 0;
  for (const window of windowsOf(ports.clock.now(), backMs)) {
    const query = { groups: [...groups.keys()], id, ...window, isHit, onlyFirst: true };
    const part = await searchNewest(ports.records, query, signal);
    progress.sent(...part.requestIds);
    const events = naming(part.events);
    if (events.length > 0) return { events, vain };
    vain.searched.push(part);
    const cannotGoOn = part.unreadable.length === groups.size || (!part.complete && part.unreadable.length === 0);
    if (cannotGoOn) break;
  }
  return { events: [], vain };
}

/** The second one ends where the first began. */
function windowsOf(now: number, backMs: number): { since: number; until?: number }[] {
  if (backMs <= RECENT_MS) return [{ since: now - backMs }];
  return [{ since: now - RECENT_MS }, { since: now - backMs, until: now - RECENT_MS }];
}

async function groupsToSearch({ call, logGroups }: Lookup, { ports, progress, signal }: Watching): Promise<Groups> {
  const wanted = call.sipMediaApplicationId;
  if (logGroups.length > 0) return new Map(logGroups.map((group) => [group, wanted]));
  const answer = await ports.applications.list(signal);
  progress.sent(answer.requestId);
  const applications = answer.value.filter((one) => wanted === null || sameId(one.sipMediaApplicationId, wanted));
  const groups: Groups = new Map();
  for (const application of applications) {
    const group = handlerLogGroup(application);
    // Two SMAs may share a function: the event itself then says which one holds the call.
    if (group !== null) groups.set(group, groups.has(group) ? null : application.sipMediaApplicationId);
  }
  if (groups.size > 0) return groups;
  if (wanted !== null && applications.length === 0) {
    throw failed('APPLICATION_NOT_FOUND.listed', { id: wanted }, { delivery: 'refused' });
  }
  throw failed('CALL_NOT_FOUND.no-function', {}, { delivery: 'refused' });
}
