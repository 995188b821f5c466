import { reworded } from '../catalogue/failed.js';
import type { SeenEvent } from '../evidence/seen.js';
import type { Failure } from '../failure.js';
import type { Step } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { askForLogGroups, warnOfUnknownLog } from './application.js';
import { isNamedBy, type WholeCall } from './named-call.js';
import type { LookPorts } from './ports.js';
import { searchNewest } from './search-records.js';
import { type OwnNames, shownBefore } from './shown-before.js';
import { withCauseOfEnd } from './why-ended.js';

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

/** One look, while it goes on. */
export interface Glance {
  at: LookAt;
  ports: LookPorts;
  progress: Progress;
  /** Tells what is wrong with the SMA; only the first time counts. */
  settle(wrong: Failure | null): void;
  seen: Seen;
}

const DAY_MS = 24 * 60 * 60_000;

export async function look(glance: Glance, signal: AbortSignal): Promise<void> {
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
  const { groups, failure } = await askForLogGroups(call, { ports, progress, signal });
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
  return reworded(failure, 'APPLICATION_NOT_FOUND.asked', { id });
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
        const named = events.filter(({ event }) => isNamedBy(event, at.call.transactionId));
        found.push(...named);
        if (named.length > 0) note(found, glance);
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

function note(found: SeenEvent[], { at, settle, seen }: Glance): void {
  const { wrongId, showsApplication, problem, sentBefore, ...newest } = shownBefore(found, at.call, at.own);
  if (wrongId !== null || showsApplication) settle(wrongId);
  seen.looked = true;
  seen.problem ??= problem;
  seen.sentBefore ||= sentBefore;
  Object.assign(seen, newest);
}
