import { readTimeline, type SeenEvent, type SeenTrouble, type Timeline } from '../evidence/timeline.js';
import type { RecordQuery } from '../ports/records.js';
import type { Judgement } from '../verdict/judge.js';
import { judge } from '../verdict/judge.js';
import { isOfCall, ourUpdate, type RunMarks } from '../verdict/ours.js';
import { withinTime } from './deadline.js';
import { messageLogGroup } from './log-groups.js';
import type { BridgePorts } from './ports.js';
import type { Progress } from './progress.js';
import { type Look, lookForId, widen } from './records-look.js';

/** What was found out about a join, and what explains it. */
export interface Proof {
  judgement: Judgement;
  /** The not-joined judgement stood a second look, or needed none. */
  settled: boolean;
  timeline: Timeline;
  /** Every group failed to be read at the last look. */
  unreadable: Look['unreadable'];
  /** Lambda's own reports of trouble in the requests that handled this call's events. */
  troubles: SeenTrouble[];
  /** Only where no event of the call was seen since the update: what the handler's log holds of that time, whosever it is. */
  aside: { invocations: number; troubles: SeenTrouble[] } | null;
  /** The SMA's message log on this call: opaque text, it explains and never decides. */
  messages: string[];
}

interface Watch {
  groups: string[];
  sipMediaApplicationId: string;
  /** How long to look, ms from now. */
  waitMs: number;
}

/** Evidence from a little before the update's own Date: the clocks of two services need not agree. */
const BEFORE_UPDATE_MS = 60_000;
const SECOND_LOOK_AFTER_MS = 2_000;
/** The first look comes when a quick handler has had the time to answer. */
const PAUSES_MS = [250, 250, 400, 700];
const PAUSE_MS = 1_000;
/** What stands around the events is read only when they alone have not told: each read is a request of the quota's. */
const CONTEXT_AFTER_MS = 800;
const SLOWER_AFTER_MS = 15_000;
const SLOW_PAUSE_MS = 2_000;
const MAX_RECORDS = 3_000;
const MAX_STREAMS = 3;
const EXPLANATION_MS = 2_000;
const ASIDE_MS = 30_000;

/**
 * Looks into the handler's log until the records decide, the time is up, or nobody may read them. Evidence that cannot be
 * read is no reason to stop: the group may appear with the handler's first line.
 */
export async function prove(
  run: RunMarks,
  watch: Watch,
  ports: BridgePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Proof> {
  const startedAt = ports.clock.now();
  const until = startedAt + watch.waitMs;
  let doubtedSince: number | null = null;
  await ports.clock.sleep(Math.min(PAUSES_MS[0] as number, watch.waitMs), signal);
  for (let round = 1; ; round += 1) {
    const before = ports.clock.now();
    const withContext = before - startedAt >= CONTEXT_AFTER_MS || before >= until;
    const look = await lookAtCall(run, watch.groups, withContext, ports, progress, signal);
    const judgement = judge(look.timeline, run);
    const now = ports.clock.now();
    const conclude = async (settled: boolean) => {
      // An ending that is to be explained is looked at once more with what stands around it.
      const whole =
        withContext || judgement.kind === 'joined'
          ? look
          : await lookAtCall(run, watch.groups, true, ports, progress, signal);
      const judged = judge(whole.timeline, run);
      const told = settled && judged.kind === 'open' ? judgement : judged;
      return proofOf(told, settled, whole, run, watch, ports, signal);
    };
    if (judgement.kind === 'joined') return conclude(true);
    if (judgement.kind === 'not-joined') {
      if (judgement.final) return conclude(true);
      doubtedSince ??= now;
      if (now - doubtedSince >= SECOND_LOOK_AFTER_MS) return conclude(true);
    } else {
      doubtedSince = null;
    }
    const denied =
      look.unreadable.length === watch.groups.length && look.unreadable.every(({ failure }) => failure.exitCode === 3);
    const timeIsUp = now >= until && doubtedSince === null;
    if (denied || timeIsUp || signal.aborted) return conclude(false);
    const pause = now - startedAt > SLOWER_AFTER_MS ? SLOW_PAUSE_MS : (PAUSES_MS[round] ?? PAUSE_MS);
    const bound = doubtedSince === null ? until - now : doubtedSince + SECOND_LOOK_AFTER_MS - now;
    await ports.clock.sleep(Math.max(1, doubtedSince === null ? Math.min(pause, bound) : bound), signal);
  }
}

/** The call's records since the update, and around those that decide: answers and errors hold no transaction id. */
async function lookAtCall(
  run: RunMarks,
  groups: string[],
  withContext: boolean,
  ports: BridgePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Look> {
  const since = run.updatedAt - BEFORE_UPDATE_MS;
  const look = await lookForId(ports.records, { groups, id: run.transactionId, since, atMost: MAX_RECORDS }, signal);
  progress.sent(...look.requestIds);
  if (!withContext || judge(look.timeline, run).kind === 'joined') return look;
  const context = requestsOf(look.timeline, run);
  if (context.length === 0) return look;
  const wider = await widen(ports.records, look, context, signal);
  progress.sent(...wider.requestIds);
  return wider;
}

/** The log streams in which our update and what followed it was handled, from there on. */
function requestsOf(timeline: Timeline, run: RunMarks): RecordQuery[] {
  const update = ourUpdate(timeline.events, run);
  const from = update?.time ?? run.updatedAt;
  const streams = new Map<string, RecordQuery>();
  for (const { event, group, stream, time } of timeline.events) {
    if (!isOfCall(event, run) || time < from) continue;
    const since = Math.min(streams.get(stream)?.since ?? time, time) - 1_000;
    streams.set(stream, { group, stream, containing: [], since, atMost: MAX_RECORDS });
  }
  return [...streams.values()].slice(-MAX_STREAMS);
}

async function proofOf(
  judgement: Judgement,
  settled: boolean,
  look: Look,
  run: RunMarks,
  watch: Watch,
  ports: BridgePorts,
  signal: AbortSignal,
): Promise<Proof> {
  // A read that was cut short says nothing of the group it was to read.
  const unreadable = signal.aborted ? [] : look.unreadable;
  const proof = { judgement, settled, timeline: look.timeline, unreadable };
  if (judgement.kind === 'joined') return { ...proof, troubles: [], aside: null, messages: [] };
  const silent = ourUpdate(look.timeline.events, run) === null && unreadable.length === 0;
  // Words that explain are worth a moment, not more: the operator waits.
  const [messages, aside] = await withinTime(EXPLANATION_MS, ports.clock, signal, (within) =>
    Promise.all([
      readMessages(run, watch.sipMediaApplicationId, ports, within),
      silent ? readAside(run, watch.groups, ports, within) : null,
    ]),
  );
  return { ...proof, troubles: troublesOf(look.timeline, run), aside, messages };
}

/** Any request of the handler's at the time of the update: a handler that does not log its events names no call. */
async function readAside(
  run: RunMarks,
  groups: string[],
  ports: BridgePorts,
  signal: AbortSignal,
): Promise<Proof['aside']> {
  const bounds = { since: run.updatedAt - 1_000, until: run.updatedAt + ASIDE_MS, atMost: 500 };
  const pages = await Promise.allSettled(
    groups.map((group) => ports.records.read({ group, containing: [], ...bounds }, signal)),
  );
  const records = pages.flatMap((page) => (page.status === 'fulfilled' ? page.value.records : []));
  const timeline = readTimeline(records);
  return { invocations: timeline.startedRequests.size, troubles: timeline.troubles };
}

/** Those of the requests that handled this call's events; Lambda's lines name the request, not the call. */
function troublesOf(timeline: Timeline, run: RunMarks): SeenTrouble[] {
  const requests = new Set(
    timeline.events.filter(({ event }) => isOfCall(event, run)).map((seen: SeenEvent) => seen.requestId),
  );
  return timeline.troubles.filter(({ requestId }) => requestId !== null && requests.has(requestId));
}

async function readMessages(
  run: RunMarks,
  sipMediaApplicationId: string,
  ports: BridgePorts,
  signal: AbortSignal,
): Promise<string[]> {
  const query = { group: messageLogGroup(sipMediaApplicationId), containing: [run.transactionId] };
  try {
    const page = await ports.records.read({ ...query, since: run.updatedAt - BEFORE_UPDATE_MS, atMost: 50 }, signal);
    return page.records.map(({ message }) => message);
  } catch {
    // Mostly switched off, and then there is no such group: the verdict never rests on it.
    return [];
  }
}
