import { failed } from '../catalogue/failed.js';
import type { SeenTrouble, Timeline } from '../evidence/seen.js';
import { openTimeline } from '../evidence/timeline.js';
import { withinTime } from '../outcome/deadline.js';
import type { RecordQuery } from '../ports/records.js';
import { judge } from '../verdict/judge.js';
import { isOfCall, type RunMarks } from '../verdict/ours.js';
import type { Delivered } from './delivered.js';
import { type Following, followCall, type Look } from './follow-records.js';
import type { Watching } from './ports.js';
import type { Proof } from './proof.js';
import { beginWatch, FIRST_PAUSE_MS, type Looked, next, SHORT_WAIT_MS } from './watch.js';

/** An answer of a handler of the update before is of interest too. */
export const BEFORE_UPDATE_MS = 60_000;
const CONTEXT_BEFORE_MS = 30_000;
const MAX_RECORDS = 3_000;
const MAX_CONTEXT = 10_000;
/** A log that does not answer is not waited for longer than this after the time is up; who looks once, waits for that look. */
const LATE_ANSWER_MS = 2_000;
const ONE_LOOK_MS = 10_000;
/** An update further back is looked at for what followed it, not for all that came since. */
const LONG_AGO_MS = 10 * 60_000;
const FOLLOWED_BY_MS = 60_000;

type Watched = Delivered & { waitMs: number };

/** Looks again and again until the records decide, the time is up, or nobody may read them. */
export async function watchCall(delivered: Watched, watching: Watching): Promise<Proof> {
  const { waitMs } = delivered;
  const { clock } = watching.ports;
  let watch = beginWatch(clock.now(), waitMs);
  let withContext = waitMs < SHORT_WAIT_MS;
  const records = new WatchedRecords(delivered, watching);
  await records.begin();
  await clock.sleep(Math.min(FIRST_PAUSE_MS, waitMs), watching.signal);
  for (;;) {
    const sight = await records.look(withContext, Math.max(watch.startedAt + waitMs - clock.now(), 0));
    const step = next(watch, sight.looked, clock.now());
    if (step.do === 'end') return proofOf(sight, step, delivered);
    ({ watch, withContext } = step);
    await clock.sleep(step.pauseMs, watching.signal);
  }
}

/** What all looks so far have brought, and how the last one went. */
interface Sight {
  looked: Looked;
  timeline: Timeline;
  unreadable: Look['unreadable'];
  complete: boolean;
}

class WatchedRecords {
  readonly #delivered: Watched;
  readonly #watching: Watching;
  readonly #following: Following;
  readonly #readTimeline = openTimeline();
  /** Where the context ends, ms since the epoch; null: at the newest record. */
  #until: number | null = null;

  constructor(delivered: Watched, watching: Watching) {
    this.#delivered = delivered;
    this.#watching = watching;
    const { marks, logGroups: groups } = delivered;
    const { records, clock } = watching.ports;
    const since = marks.updatedAt - BEFORE_UPDATE_MS;
    this.#following = followCall(records, { groups, id: marks.transactionId, since, atMost: MAX_RECORDS }, clock);
  }

  async begin(): Promise<void> {
    const { updatedAt } = this.#delivered.marks;
    if (this.#watching.ports.clock.now() - updatedAt >= LONG_AGO_MS) this.#until = await this.#endOfCall(updatedAt);
  }

  /** A while after the last record of a call whose update was sent long ago, ms since the epoch. */
  async #endOfCall(updatedAt: number): Promise<number> {
    const { records } = await this.#read([], ONE_LOOK_MS);
    return records.reduce((latest, { time }) => Math.max(latest, time), updatedAt) + FOLLOWED_BY_MS;
  }

  async look(withContext: boolean, leftMs: number): Promise<Sight> {
    const { marks, logGroups: groups, waitMs } = this.#delivered;
    const { ports, signal } = this.#watching;
    const context = withContext ? contextOf(marks, groups, this.#until) : [];
    const begunAt = ports.clock.now();
    const look = await this.#read(context, leftMs + (waitMs < SHORT_WAIT_MS ? ONE_LOOK_MS : LATE_ANSWER_MS));
    const timeline = this.#readTimeline(look.records);
    const { complete, readAt, logDelayMs } = look;
    const unreadable = signal.aborted ? [] : unreadableIn(look, groups);
    const whole = complete && unreadable.length === 0;
    const denied = unreadable.length >= groups.length && unreadable.every(({ failure }) => failure.exitCode === 3);
    const judgement = judge(timeline, marks);
    const looked = { judgement, begunAt, withContext, whole, denied, readAt, logDelayMs, aborted: signal.aborted };
    return { looked, timeline, unreadable, complete };
  }

  async #read(context: readonly RecordQuery[], mayTakeMs: number): Promise<Look> {
    const { ports, progress, signal } = this.#watching;
    const look = await withinTime(mayTakeMs, ports.clock, signal, (within) => this.#following.look(context, within));
    progress.sent(...look.requestIds);
    return look;
  }
}

function proofOf(
  { looked, timeline, unreadable, complete }: Sight,
  { proved, wouldTakeMs }: Pick<Proof, 'proved' | 'wouldTakeMs'>,
  { marks, logGroups: groups }: Delivered,
): Proof {
  const { judgement, readAt, logDelayMs } = looked;
  const asOf = judgement.kind === 'joined' ? judgement.at : readAt === null ? null : readAt - (logDelayMs ?? 0);
  const troubles = troublesOf(timeline, marks);
  return { judgement, proved, wouldTakeMs, asOf, timeline, groups, unreadable, complete, troubles, messages: [] };
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
  const failure = failed('TIMED_OUT.records');
  return groups.map((group) => ({ group, failure }));
}

/** Those of the requests that handled this call's events; Lambda's lines name the request, not the call. */
function troublesOf({ events, troubles }: Timeline, marks: RunMarks): SeenTrouble[] {
  const requests = new Set(events.filter(({ event }) => isOfCall(event, marks)).map(({ requestId }) => requestId));
  return troubles.filter(({ requestId }) => requestId !== null && requests.has(requestId));
}
