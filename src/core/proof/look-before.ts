import { showDuration } from '../duration.js';
import { type CallEvent, legA } from '../evidence/call-event.js';
import { logDelayOf, type SeenEvent } from '../evidence/seen.js';
import { isGuid, sameId } from '../facts/ids.js';
import { asFailure, Failure } from '../failure.js';
import { withinTime } from '../outcome/deadline.js';
import type { Step } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { askForLogGroups, warnOfUnknownLog } from './application.js';
import { latestEvent, stateProblem } from './call-state.js';
import { otherApplication, type WholeCall } from './named-call.js';
import type { LookPorts } from './ports.js';
import { searchNewest } from './search-records.js';
import { withCauseOfEnd } from './why-ended.js';

export { awaitLogGroups } from './application.js';

/** What the call's records said before the update. */
export interface Seen {
  /** The records were read: to the newest one of the call, or to their end. */
  looked: boolean;
  /** What forbids the join, or null: nothing seen does. */
  problem: Failure | null;
  /** The highest Sequence seen of the call; null where none was. */
  sequence: number | null;
  /** How long the call's newest records took to get into the log, in ms; null where no event of the call was read. */
  logDelayMs: number | null;
  /** The call was given an update that names the run, or the meeting that it made: it has sent one, whatever its journal says. */
  sentBefore: boolean;
  /** LEG-A's CallId, as the call's records show it; null where they do not. */
  callId: string | null;
  /** Where the handler logs; empty where that is not known, and then nothing can be proved. */
  logGroups: string[];
}

/** What to look at. */
export interface LookAt {
  call: WholeCall;
  /** Empty: the SMA's function tells. */
  logGroups: string[];
  step: Step;
  /** The SMA's id was read in the call's own records, or in an event of it: AWS is not asked whether there is such an SMA. */
  isSmaKnown: boolean;
  mayTakeMs: number;
  /** What an update of an earlier process of the run would name; null: there was none. */
  own: OwnNames | null;
}

export interface OwnNames {
  runId: string;
  /** The meeting that the run made. */
  meetingId: string | null;
}

/** A look that goes on. */
export interface Looking {
  /**
   * What is wrong with the SMA's id, as soon as AWS or the records show it: nothing may be created then. Null as soon as one of
   * them bears it out, neither can be read, or the time is up. Never rejects.
   */
  wrongApplication: Promise<Failure | null>;
  /** Rejects only where the step could not be written down. */
  seen: Promise<Seen>;
}

/** The update waits this long for the look, and not longer: records that cannot be read are no obstacle. */
export const LOOK_MS = 2_000;
/**
 * Where nothing is held up by it; and where an earlier process began the run: if its journal was restored from a backup, only the
 * records show that the update was sent before.
 */
export const PATIENT_LOOK_MS = 10_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Looks once, for `mayTakeMs` at most, whether the call is over, bridged or still ringing, and learns on the way where its
 * handler logs and whether there is such an SMA. What cannot be read is a warning.
 */
export function beginLook(at: LookAt, ports: LookPorts, progress: Progress, signal: AbortSignal): Looking {
  let settle: Glance['settle'] = () => {};
  const wrongApplication = new Promise<Failure | null>((resolve) => {
    settle = resolve;
  });
  if (at.isSmaKnown) settle(null);
  const seen = progress.perform(
    at.step,
    (within) => lookInTime({ at, ports, progress: within, settle, seen: nothingSeen(at) }, signal),
    ({ looked, problem }) => (looked || problem !== null ? null : 'not read'),
    ({ looked, problem }) => looked || problem !== null,
  );
  const end = () => settle(null);
  seen.then(end, end);
  return { wrongApplication, seen };
}

function nothingSeen({ logGroups }: LookAt): Seen {
  return { looked: false, problem: null, sequence: null, logDelayMs: null, sentBefore: false, callId: null, logGroups };
}

/** One look, while it goes on. */
interface Glance {
  at: LookAt;
  ports: LookPorts;
  progress: Progress;
  /** Tells what is wrong with the SMA; only the first time counts. */
  settle(wrong: Failure | null): void;
  seen: Seen;
}

async function lookInTime(glance: Glance, signal: AbortSignal): Promise<Seen> {
  const { at, ports, progress, seen } = glance;
  const { mayTakeMs } = at;
  await withinTime(mayTakeMs, ports.clock, signal, async (within) => {
    const timeIsUp = new Promise<void>((resolve) => within.addEventListener('abort', () => resolve(), { once: true }));
    const looked = look(glance, within).catch((error: unknown) => {
      progress.warn(`The call's records could not be read: ${asFailure(error).cause ?? ''}`);
    });
    await Promise.race([looked, timeIsUp]);
    if (within.aborted && !signal.aborted && !seen.looked && seen.problem === null)
      progress.warn(`The call's records could not be read in ${showDuration(mayTakeMs)}; its state is not known.`);
  });
  // A copy: what a read that was given up still brings comes too late.
  return { ...seen };
}

async function look(glance: Glance, signal: AbortSignal): Promise<void> {
  const { at, seen } = glance;
  if (at.logGroups.length > 0) {
    await Promise.all([at.isSmaKnown ? null : askForApplication(glance, signal), readCall(glance, signal)]);
    return;
  }
  await askForApplication(glance, signal);
  if (seen.logGroups.length > 0) await readCall(glance, signal);
}

/** Whether there is such an SMA, and where its function logs. Only AWS's own no is taken for one. */
async function askForApplication(
  { at: { call, logGroups }, ports, progress, settle, seen }: Glance,
  signal: AbortSignal,
): Promise<void> {
  const { groups, failure } = await askForLogGroups(call, ports, progress, signal);
  if (failure?.code === 'APPLICATION_NOT_FOUND' && failure.delivery === 'refused') {
    seen.problem = noSuchApplication(call.sipMediaApplicationId, failure);
    settle(seen.problem);
    return;
  }
  settle(null);
  if (logGroups.length > 0) return;
  seen.logGroups = groups;
  if (failure !== null && !signal.aborted) warnOfUnknownLog(failure, progress);
}

function noSuchApplication(id: string, failure: Failure): Failure {
  return failure.retold(failure.code, `There is no SIP media application ${id} in this region.`);
}

/** Newest first: in each group the first page with an event of the call is enough. */
async function readCall(glance: Glance, signal: AbortSignal): Promise<void> {
  const { at, ports, progress, seen } = glance;
  const found: SeenEvent[] = [];
  const { unreadable, requestIds, complete } = await searchNewest(
    ports.records,
    {
      groups: seen.logGroups,
      id: at.call.transactionId,
      since: ports.clock.now() - DAY_MS,
      isHit: (events) => {
        const named = events.filter(({ event }) => names(event, at.call.transactionId));
        found.push(...named);
        if (named.length > 0) judge(found, glance);
        return named.length > 0;
      },
      onlyFirst: false,
    },
    signal,
  );
  progress.sent(...requestIds);
  seen.looked ||= complete;
  if (seen.problem !== null) seen.problem = await withCauseOfEnd(seen.problem, found, ports.records, signal);
  for (const { group, failure } of unreadable)
    progress.warn(`${group} could not be read: ${failure.cause ?? failure.message}`);
}

function names({ transactionId, legs }: CallEvent, id: string): boolean {
  return sameId(transactionId, id) || legs.some(({ callId }) => sameId(callId, id));
}

/** What the events say of the call that was named, or of the name. */
function judge(found: SeenEvent[], { at: { call, own }, settle, seen }: Glance): void {
  seen.looked = true;
  const events = found.filter(({ event }) => sameId(event.transactionId, call.transactionId));
  const shown = events.map(({ event }) => event.sipMediaApplicationId).filter((id) => id !== null && isGuid(id));
  const isElsewhere = shown.length > 0 && !shown.some((id) => sameId(id, call.sipMediaApplicationId));
  const wrongId =
    events.length === 0
      ? isCallId(call.transactionId, found)
      : isElsewhere
        ? otherApplication(call.transactionId, shown[0] as string, call.sipMediaApplicationId)
        : null;
  if (wrongId !== null || shown.length > 0) settle(wrongId);
  seen.problem ??= wrongId ?? stateProblem(events);
  seen.sentBefore ||= own !== null && events.some(({ event }) => isOwnUpdate(event, own));
  const latest = latestEvent(events);
  const phone = latest === null ? null : (legA(latest)?.callId ?? null);
  seen.sequence = latest?.sequence ?? null;
  seen.logDelayMs = events.length === 0 ? null : logDelayOf(events);
  seen.callId = phone !== null && isGuid(phone) ? phone : null;
}

function isOwnUpdate({ type, arguments: args }: CallEvent, { runId, meetingId }: OwnNames): boolean {
  if (type !== 'CALL_UPDATE_REQUESTED') return false;
  return Object.entries(args ?? {}).some(([name, value]) => {
    if (/run_?id/i.test(name) && value === runId) return true;
    return meetingId !== null && typeof value === 'string' && value.toLowerCase().includes(meetingId.toLowerCase());
  });
}

function isCallId(id: string, found: SeenEvent[]): Failure {
  const transactionId = latestEvent(found)?.transactionId ?? '';
  return new Failure('CALL_NOT_FOUND', `${id} is a CallId, not a TransactionId.`, {
    cause: `the handler's log shows it as a leg of the call ${transactionId}`,
    delivery: 'refused',
    tryThis: [`Give it as what it is: chime-join bridge --call-id ${id}`],
  });
}
