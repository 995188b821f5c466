import type { Judgement } from '../verdict/judge.js';
import type { Why } from '../verdict/verdict.js';

/** What one look into the records came to. Times in ms. */
export interface Looked {
  judgement: Judgement;
  /** When the look began, by the machine's own clock: it shows nothing that came later. */
  begunAt: number;
  /** The requests around the call's events were read too: their starts, ends and answers. */
  withContext: boolean;
  /** Every log group was read to its end. */
  whole: boolean;
  /** Nobody may read any of the groups. */
  denied: boolean;
  /** The service's clock when the last whole look began; null: none was whole yet. */
  readAt: number | null;
  /** The longest time that a record of the call took to become readable; null: not measured. */
  logDelayMs: number | null;
  /** The operator, or the run's deadline, ends the watching. */
  aborted: boolean;
}

/** What the watching has come to so far. Times by the machine's own clock, in ms since the epoch. */
export interface Watch {
  startedAt: number;
  /** How long is looked at most, `--wait`. */
  waitMs: number;
  round: number;
  /** What speaks against the join (the time of its last record, by the log), and since when nothing else came. */
  quiet: { decidedAt: number; since: number } | null;
  /** Since when the call is over and nothing decides. */
  overSince: number | null;
  deniedSince: number | null;
}

/** `wouldTakeMs`: the wait that would have decided, where only time was missing; null: more time would not have. */
export type Next =
  | { do: 'look'; watch: Watch; pauseMs: number; withContext: boolean }
  | { do: 'end'; proved: boolean; wouldTakeMs: number | null };

/** A handler that was told of a failure may try again, and a join takes a while: silence this long means that it did not. */
const QUIET_MS = 6_000;
/** One AccessDenied may be transient, for example while a policy is being edited. */
const DENIED_MS = 2_000;
/** The first look comes when a quick handler has had the time to answer. */
const PAUSES_MS = [250, 250, 400, 700];
const PAUSE_MS = 1_000;
/** A handler that has answered nothing by then is looked at with all it logged. */
const CONTEXT_AFTER_MS = 2_000;
const SLOWER_AFTER_MS = 15_000;
const SLOW_PAUSE_MS = 2_000;
const SHORTEST_PAUSE_MS = 20;

export const FIRST_PAUSE_MS = PAUSES_MS[0] as number;

/** Who waits no longer than this gets all of it at the first look. */
export const SHORT_WAIT_MS = 1_000;

export function beginWatch(now: number, waitMs: number): Watch {
  return { startedAt: now, waitMs, round: 0, quiet: null, overSince: null, deniedSince: null };
}

/**
 * What follows from a look. Pure. A join ends the watching at once. What speaks against it must stand, in whole looks and with
 * nothing new, for the quiet time: six seconds, and twice the log delay that was measured.
 */
export function next(before: Watch, looked: Looked, now: number): Next {
  const { judgement, aborted } = looked;
  if (judgement.kind === 'joined') return { do: 'end', proved: true, wouldTakeMs: null };
  const watch = after(before, looked, now);
  const quietMs = quietTime(looked);
  const silentMs = silentFor(watch, looked);
  if (!aborted && judgement.kind === 'not-joined' && looked.withContext && looked.whole && silentMs >= quietMs) {
    return { do: 'end', proved: true, wouldTakeMs: null };
  }
  const until = before.startedAt + before.waitMs;
  const nothingMoreComes = watch.overSince !== null && now - watch.overSince >= quietMs;
  const staysDenied = watch.deniedSince !== null && now - watch.deniedSince >= DENIED_MS;
  // The last look is one that can explain, too; a slow answer may have used up the time of it.
  const isLast = now >= until && !aborted && looked.whole;
  if (isLast && !looked.withContext) return { do: 'look', watch, pauseMs: SHORTEST_PAUSE_MS, withContext: true };
  if (aborted || nothingMoreComes || staysDenied || now >= until) {
    const isShort = judgement.kind === 'not-joined' && now >= until;
    return { do: 'end', proved: false, wouldTakeMs: isShort ? now - before.startedAt + quietMs - silentMs : null };
  }
  const pauseMs = pauseBefore(watch, looked, until, now);
  return { do: 'look', watch, pauseMs, withContext: needsContext(judgement, watch, now + pauseMs) };
}

function after(before: Watch, { judgement, denied }: Looked, now: number): Watch {
  const decidedAt = judgement.kind === 'not-joined' ? judgement.decidedAt : null;
  const since = before.quiet?.decidedAt === decidedAt ? before.quiet.since : now;
  const isOver = judgement.kind === 'open' && judgement.isOver && !COMES_YET.includes(judgement.why);
  return {
    ...before,
    round: before.round + 1,
    quiet: decidedAt === null ? null : { decidedAt, since },
    overSince: isOver ? (before.overSince ?? now) : null,
    deniedSince: denied ? (before.deniedSince ?? now) : null,
  };
}

/** What is missing comes by itself, whatever becomes of the call: the end of a Lambda request, or its event. */
const COMES_YET: readonly Why[] = ['request-open', 'request-silent'];

/**
 * How long nothing has come since what decides could be read: as this process saw it up to the begin of its last look, or by the
 * log's own times, which tell of the time before it looked too.
 */
function silentFor({ quiet }: Watch, { begunAt, readAt, logDelayMs }: Looked): number {
  if (quiet === null) return 0;
  const byLog = readAt === null || logDelayMs === null ? 0 : readAt - quiet.decidedAt - logDelayMs;
  return Math.max(begunAt - quiet.since, byLog);
}

/** What stands around the events is read only where it can decide or explain: it is another request of the quota's each time. */
function needsContext(judgement: Judgement, { startedAt, waitMs }: Watch, at: number): boolean {
  if (judgement.kind !== 'open' || judgement.likely !== null || judgement.why === 'attempt-under-way') return true;
  return at >= startedAt + waitMs || (judgement.why !== 'update-not-seen' && at >= startedAt + CONTEXT_AFTER_MS);
}

function quietTime({ logDelayMs }: Looked): number {
  return Math.max(QUIET_MS, 2 * (logDelayMs ?? 0));
}

/** A look is due at the usual pace, and just when something is decided. */
function pauseBefore(
  { startedAt, round, quiet, overSince, deniedSince }: Watch,
  looked: Looked,
  until: number,
  now: number,
) {
  const usual: number = now - startedAt > SLOWER_AFTER_MS ? SLOW_PAUSE_MS : (PAUSES_MS[round] ?? PAUSE_MS);
  const quietMs = quietTime(looked);
  const due = [
    until,
    ...(quiet === null ? [] : [quiet.since + quietMs]),
    ...(overSince === null ? [] : [overSince + quietMs]),
    ...(deniedSince === null ? [] : [deniedSince + DENIED_MS]),
  ].filter((time) => time > now);
  return Math.max(SHORTEST_PAUSE_MS, Math.min(usual, ...due.map((time) => time - now)));
}
