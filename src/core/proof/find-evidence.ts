import type { SeenTrouble, Timeline } from '../evidence/seen.js';
import { openTimeline } from '../evidence/timeline.js';
import { Failure } from '../failure.js';
import { withinTime } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import type { RecordQuery } from '../ports/records.js';
import { type Judgement, judge } from '../verdict/judge.js';
import { isOfCall, type RunMarks } from '../verdict/ours.js';
import type { WholeCall } from './find-call.js';
import { type Following, followCall, type Look } from './follow-records.js';
import { messageLogGroup } from './log-groups.js';
import { awaitLogGroups } from './look-before.js';
import type { LookPorts } from './ports.js';
import { beginWatch, FIRST_PAUSE_MS, next, SHORT_WAIT_MS } from './watch.js';

/** An update that was, or may have been, delivered, and where its traces are looked for. */
export interface Delivered {
  marks: RunMarks;
  call: WholeCall;
  /** Empty: the SMA's function tells. */
  logGroups: string[];
  /** What became of its own answer, where that was lost. */
  lost: Failure | null;
  /** How long to look, in ms; null: not at all. */
  waitMs: number | null;
}

/** What was found out about a join, and what explains it. */
export interface Proof {
  judgement: Judgement;
  /** What the judgement says may be said: a join is named, or its absence stood the quiet time in whole looks. */
  proved: boolean;
  /** The `--wait` that would have decided, in ms, where only time was missing. */
  wouldTakeMs: number | null;
  /** As of when the records speak, ms since the epoch, by the service's clock; null: no look was whole. */
  asOf: number | null;
  timeline: Timeline;
  /** Where it was looked. */
  groups: string[];
  /** The groups that could not be read at the last look. */
  unreadable: Look['unreadable'];
  /** The last look was read to its end: what is not in it was not there. */
  complete: boolean;
  /** Lambda's own reports of trouble in the requests that handled this call's events. */
  troubles: SeenTrouble[];
  /** The SMA's message log on this call: opaque text, it explains and never decides. */
  messages: string[];
}

/** What the watching reaches the world through, and who hears of it. */
export interface Watching {
  ports: LookPorts;
  progress: Progress;
  /** Aborts when the run's time is up or the operator interrupts. */
  signal: AbortSignal;
}

/** Looks for what came of an update; null where no log is known. Sends reads alone. */
export async function findEvidence(
  delivered: Delivered & { waitMs: number },
  watching: Watching,
): Promise<Proof | null> {
  const { call, waitMs } = delivered;
  const { ports, progress, signal } = watching;
  const from = ports.clock.now();
  const groups =
    delivered.logGroups.length > 0 ? delivered.logGroups : await awaitLogGroups(call, waitMs, ports, progress, signal);
  if (groups.length === 0) return null;
  const leftMs = Math.max(0, waitMs - (ports.clock.now() - from));
  const proof = await watchCall({ ...delivered, logGroups: groups, waitMs: leftMs }, watching);
  if (proof.judgement.kind === 'joined' && proof.proved) return proof;
  return signal.aborted ? proof : { ...proof, messages: await readMessages(delivered, watching) };
}

/** An answer of a handler of the update before is of interest too. */
const BEFORE_UPDATE_MS = 60_000;
const CONTEXT_BEFORE_MS = 30_000;
const MAX_RECORDS = 3_000;
const MAX_CONTEXT = 10_000;
/** A log that does not answer is not waited for longer than this after the time is up; who looks once, waits for that look. */
const LATE_ANSWER_MS = 2_000;
const ONE_LOOK_MS = 10_000;
/** An update further back is looked at for what followed it, not for all that came since. */
const LONG_AGO_MS = 10 * 60_000;
const FOLLOWED_BY_MS = 60_000;

/** Looks again and again until the records decide, the time is up, or nobody may read them. */
async function watchCall(delivered: Delivered & { waitMs: number }, watching: Watching): Promise<Proof> {
  const { marks, logGroups: groups, waitMs } = delivered;
  const { ports, progress, signal } = watching;
  const { clock } = ports;
  const since = marks.updatedAt - BEFORE_UPDATE_MS;
  const following = followCall(ports.records, { groups, id: marks.transactionId, since, atMost: MAX_RECORDS }, clock);
  const readTimeline = openTimeline();
  let watch = beginWatch(clock.now(), waitMs);
  let withContext = waitMs < SHORT_WAIT_MS;
  const until = clock.now() - marks.updatedAt < LONG_AGO_MS ? null : await endOfCall(following, marks, watching);
  await clock.sleep(Math.min(FIRST_PAUSE_MS, waitMs), signal);
  for (;;) {
    const leftMs = Math.max(watch.startedAt + waitMs - clock.now(), 0);
    const mayTakeMs = leftMs + (waitMs < SHORT_WAIT_MS ? ONE_LOOK_MS : LATE_ANSWER_MS);
    const context = withContext ? contextOf(marks, groups, until) : [];
    const begunAt = clock.now();
    const look = await withinTime(mayTakeMs, clock, signal, (within) => following.look(context, within));
    progress.sent(...look.requestIds);
    const timeline = readTimeline(look.records);
    const judgement = judge(timeline, marks);
    const unreadable = signal.aborted ? [] : unreadableIn(look, groups);
    const { readAt, logDelayMs } = look;
    const whole = look.complete && unreadable.length === 0;
    const denied = unreadable.length >= groups.length && unreadable.every(({ failure }) => failure.exitCode === 3);
    const looked = { judgement, begunAt, withContext, whole, denied, readAt, logDelayMs, aborted: signal.aborted };
    const step = next(watch, looked, clock.now());
    if (step.do === 'end') {
      const { proved, wouldTakeMs } = step;
      const asOf = judgement.kind === 'joined' ? judgement.at : readAt === null ? null : readAt - (logDelayMs ?? 0);
      const troubles = troublesOf(timeline, marks);
      const seen = { timeline, groups, unreadable, complete: look.complete, troubles, messages: [] };
      return { judgement, proved, wouldTakeMs, asOf, ...seen };
    }
    ({ watch, withContext } = step);
    await clock.sleep(step.pauseMs, signal);
  }
}

/** A while after the last record of a call whose update was sent long ago, ms since the epoch. */
async function endOfCall(following: Following, { updatedAt }: RunMarks, { ports, progress, signal }: Watching) {
  const { records, requestIds } = await withinTime(ONE_LOOK_MS, ports.clock, signal, (within) =>
    following.look([], within),
  );
  progress.sent(...requestIds);
  return records.reduce((latest, { time }) => Math.max(latest, time), updatedAt) + FOLLOWED_BY_MS;
}

/** All that the handlers logged at that time: a request that shows no event of any call may have handled this one. */
function contextOf({ updatedAt }: RunMarks, groups: readonly string[], until: number | null): RecordQuery[] {
  const end = until === null ? {} : { until };
  const bounds = { containing: [], since: updatedAt - CONTEXT_BEFORE_MS, ...end, atMost: MAX_CONTEXT };
  return groups.map((group) => ({ group, ...bounds }));
}

/** A log that has not answered at all counts as one that cannot be read. */
function unreadableIn(look: Look, groups: readonly string[]): Look['unreadable'] {
  if (look.unreadable.length > 0 || look.complete || look.records.length > 0 || look.readAt !== null)
    return look.unreadable;
  const failure = new Failure('TIMED_OUT', 'CloudWatch Logs did not answer in time.');
  return groups.map((group) => ({ group, failure }));
}

/** Those of the requests that handled this call's events; Lambda's lines name the request, not the call. */
function troublesOf({ events, troubles }: Timeline, marks: RunMarks): SeenTrouble[] {
  const requests = new Set(events.filter(({ event }) => isOfCall(event, marks)).map(({ requestId }) => requestId));
  return troubles.filter(({ requestId }) => requestId !== null && requests.has(requestId));
}

const EXPLANATION_MS = 1_500;

/** Mostly switched off, and then there is no such group. Worth a moment, not more: the operator waits. */
async function readMessages({ marks, call }: Delivered, { ports, signal }: Watching): Promise<string[]> {
  const query = { group: messageLogGroup(call.sipMediaApplicationId), containing: [marks.transactionId] };
  const since = marks.updatedAt - BEFORE_UPDATE_MS;
  return withinTime(EXPLANATION_MS, ports.clock, signal, async (within) => {
    try {
      const page = await ports.records.read({ ...query, since, atMost: 50 }, within);
      return page.records.map(({ message }) => message);
    } catch {
      return [];
    }
  });
}
