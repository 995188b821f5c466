import { readTimeline, type SeenEvent, type SeenTrouble, type Timeline } from '../evidence/timeline.js';
import { Failure } from '../failure.js';
import { withinTime } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { RecordQuery } from '../ports/records.js';
import type { Judgement } from '../verdict/judge.js';
import { judge } from '../verdict/judge.js';
import { isOfCall, ourUpdate, type RunMarks } from '../verdict/ours.js';
import { messageLogGroup } from './log-groups.js';
import type { LookPorts } from './ports.js';
import { type Look, lookForId, widen } from './read-records.js';

/** What was found out about a join, and what explains it. */
export interface Proof {
  judgement: Judgement;
  /** The not-joined judgement stood a second look, or needed none. */
  settled: boolean;
  timeline: Timeline;
  /** The groups that could not be read at the last look. */
  unreadable: Look['unreadable'];
  /** The last look was read to its end: what is not in it was not there. */
  complete: boolean;
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
/** Where the handler does not log what it answered to a failure, and may have tried again: joins take a while. */
const UNANSWERED_LOOK_AFTER_MS = 6_000;
/** The first look comes when a quick handler has had the time to answer. */
const PAUSES_MS = [250, 250, 400, 700];
const PAUSE_MS = 1_000;
/** What stands around the events is read only when they alone have not told: each read is a request of the quota's. */
const CONTEXT_AFTER_MS = 800;
const SLOWER_AFTER_MS = 15_000;
const SLOW_PAUSE_MS = 2_000;
const MAX_RECORDS = 3_000;
const MAX_STREAMS = 3;
const MIN_PAUSE_MS = 20;
const EXPLANATION_MS = 1_500;
const ASIDE_MS = 30_000;

/** A judgement that is not final yet: since when nothing else was seen, and what. */
interface Doubt {
  since: number;
  /** How long it lasts at least. */
  lastsMs: number;
  about: string;
}

/**
 * Looks into the handler's log until the records decide, the time is up, or nobody may read them. Evidence that cannot be
 * read is no reason to stop: the group may appear with the handler's first line.
 */
export async function prove(
  run: RunMarks,
  watch: Watch,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Proof> {
  const { clock } = ports;
  const startedAt = clock.now();
  const until = startedAt + watch.waitMs;
  let doubt: Doubt | null = null;
  let overSince: number | null = null;
  // One refusal may be somebody's passing mistake, a policy that is being changed for one.
  let deniedSince: number | null = null;
  let words: Promise<Words> | null = null;
  await clock.sleep(Math.min(PAUSES_MS[0] as number, watch.waitMs), signal);
  for (let round = 1; ; round += 1) {
    const before = clock.now();
    const withContext = before - startedAt >= CONTEXT_AFTER_MS || before >= until;
    const look = await lookInTime(until - before, run, watch, withContext, ports, progress, signal);
    const judgement = judge(look.timeline, run);
    const now = clock.now();
    if (judgement.kind === 'joined' && judgement.final)
      return { ...proofOf(judgement, true, look, run, signal), ...SILENCE };
    if (judgement.kind === 'not-joined' && judgement.final) {
      // The caller is gone, so there is time to read what explains it.
      const whole =
        withContext || signal.aborted ? look : await lookAtCall(run, watch.groups, true, ports, progress, signal);
      return {
        ...proofOf(judgement, true, whole, run, signal),
        ...(await readWords(run, watch, whole, ports, signal)),
      };
    }
    doubt = doubtOf(judgement, doubt, now);
    // What explains a failure is read while it is doubted: the look that confirms it must be the last thing before undoing.
    if (doubt !== null) words ??= readWords(run, watch, look, ports, signal);
    const wasWhole = look.complete && look.unreadable.length === 0 && !signal.aborted;
    if (doubt !== null && wasWhole && now - doubt.since >= doubt.lastsMs) {
      return { ...proofOf(judgement, true, look, run, signal), ...(await (words ?? SILENCE)) };
    }
    if (judgement.kind === 'open' && judgement.isOver) overSince ??= now;
    const nothingMoreComes = overSince !== null && now - overSince >= SECOND_LOOK_AFTER_MS;
    const timeIsUp = now >= until + (doubt === null ? 0 : SECOND_LOOK_AFTER_MS + doubt.lastsMs);
    deniedSince = isDenied(look, watch) ? (deniedSince ?? now) : null;
    const staysDenied = deniedSince !== null && now - deniedSince >= SECOND_LOOK_AFTER_MS;
    if (nothingMoreComes || timeIsUp || signal.aborted || staysDenied) {
      const told = signal.aborted ? SILENCE : await readWords(run, watch, look, ports, signal);
      return { ...proofOf(judgement, false, look, run, signal), ...told };
    }
    const pause = now - startedAt > SLOWER_AFTER_MS ? SLOW_PAUSE_MS : (PAUSES_MS[round] ?? PAUSE_MS);
    // Doubt is looked into at the usual pace: a join that ends it is then told at once.
    const since = overSince ?? deniedSince;
    const settled = since === null ? until : since + SECOND_LOOK_AFTER_MS;
    const next = doubt === null ? settled : doubt.since + doubt.lastsMs;
    const left = next > now ? next - now : pause;
    await clock.sleep(Math.max(MIN_PAUSE_MS, Math.min(pause, left)), signal);
  }
}

/** Another attempt, or a changed mind, is doubted anew. */
function doubtOf(judgement: Judgement, doubt: Doubt | null, now: number): Doubt | null {
  if (judgement.kind === 'open') return null;
  const about = JSON.stringify([judgement.kind, judgement.evidence]);
  const isUnanswered = judgement.kind === 'not-joined' && !judgement.answered;
  const lastsMs = isUnanswered ? UNANSWERED_LOOK_AFTER_MS : SECOND_LOOK_AFTER_MS;
  return { since: doubt?.about === about ? doubt.since : now, lastsMs, about };
}

function isDenied({ unreadable }: Look, { groups }: Watch): boolean {
  return unreadable.length >= groups.length && unreadable.every(({ failure }) => failure.exitCode === 3);
}

/** A log that does not answer is not waited for longer than evidence is: it counts as one that cannot be read. */
async function lookInTime(
  leftMs: number,
  run: RunMarks,
  watch: Watch,
  withContext: boolean,
  ports: LookPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Look> {
  const mayTakeMs = Math.max(leftMs, 0) + SECOND_LOOK_AFTER_MS;
  const from = ports.clock.now();
  const look = await withinTime(mayTakeMs, ports.clock, signal, (within) =>
    lookAtCall(run, watch.groups, withContext, ports, progress, within),
  );
  const isCut = !signal.aborted && !look.complete && ports.clock.now() - from >= mayTakeMs;
  if (!isCut || look.records.length > 0) return look;
  const failure = new Failure('TIMED_OUT', 'CloudWatch Logs did not answer in time.');
  return { ...look, unreadable: watch.groups.map((group) => ({ group, failure })) };
}

/** The call's records since the update, and around those that decide: answers and errors hold no transaction id. */
async function lookAtCall(
  run: RunMarks,
  groups: string[],
  withContext: boolean,
  ports: LookPorts,
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
    const key = `${group}\n${stream}`;
    const since = Math.min(streams.get(key)?.since ?? Number.POSITIVE_INFINITY, time - 1_000);
    streams.set(key, { group, stream, containing: [], since, atMost: MAX_RECORDS });
  }
  return [...streams.values()].slice(-MAX_STREAMS);
}

function proofOf(
  judgement: Judgement,
  settled: boolean,
  look: Look,
  run: RunMarks,
  signal: AbortSignal,
): Omit<Proof, keyof Words> {
  // A read that was cut short says nothing of the group it was to read.
  const unreadable = signal.aborted ? [] : look.unreadable;
  const { timeline, complete } = look;
  return { judgement, settled, timeline, unreadable, complete, troubles: troublesOf(timeline, run) };
}

/** What explains an ending beside the call's own records. Worth a moment, not more: the operator waits. */
type Words = Pick<Proof, 'aside' | 'messages'>;
const SILENCE: Words = { aside: null, messages: [] };

function readWords(run: RunMarks, watch: Watch, look: Look, ports: LookPorts, signal: AbortSignal): Promise<Words> {
  const silent = ourUpdate(look.timeline.events, run) === null && look.unreadable.length === 0;
  return withinTime(EXPLANATION_MS, ports.clock, signal, async (within) => {
    const [messages, aside] = await Promise.all([
      readMessages(run, watch.sipMediaApplicationId, ports, within),
      silent ? readAside(run, watch.groups, ports, within) : null,
    ]);
    return { messages, aside };
  });
}

/** Any request of the handler's at the time of the update: a handler that does not log its events names no call. */
async function readAside(
  run: RunMarks,
  groups: string[],
  ports: LookPorts,
  signal: AbortSignal,
): Promise<Proof['aside']> {
  const bounds = { since: run.updatedAt - 1_000, until: run.updatedAt + ASIDE_MS, atMost: 500 };
  const pages = await Promise.allSettled(
    groups.map((group) => ports.records.read({ group, containing: [], ...bounds }, signal)),
  );
  const records = pages.flatMap((page) => (page.status === 'fulfilled' ? page.value.records : []));
  const timeline = readTimeline(records);
  // A request that logged an event, if of another call, says nothing against the handler.
  const logging = new Set(timeline.events.map(({ requestId }) => requestId));
  const silent = [...timeline.startedRequests].filter((requestId) => !logging.has(requestId));
  return { invocations: silent.length, troubles: timeline.troubles };
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
  ports: LookPorts,
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
