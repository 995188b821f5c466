/**
 * How often the verdict is definite where it could be, by ground truth alone. A run counts in a share only if nothing stood
 * in the way of reading: it waited (no --no-wait, no interrupt, no short --timeout), no request to CloudWatch Logs or for the
 * SMA was faulted, no event was dropped and no record lost. "Whole events" are all events, in JSON that is neither cut nor
 * shortened, with every action's data, and nothing masked but join tokens; shares are counted apart where tokens are masked.
 *
 * joined: the caller was in the run's meeting, the handler was told so, and the record of that could be read two seconds
 *   before the wait was over. Good: JOINED.
 * failed, declined, elsewhere, hung up: the caller never was in the run's meeting, and nobody else updated the call. The join
 *   was tried and failed; or it was not tried; or the caller was sent to another meeting or a telephone; or the call ended.
 *   The platform's lines are logged, every request of the handler had ended, the call had no action under way of whose end
 *   the handler would be told, and the handler had not kept the update for later. All of that could be read, and then the
 *   quiet time went by (six seconds, or twice the longest log delay), three seconds before the wait was over. Good:
 *   NOT_JOINED.
 */
import type { HandlerAction } from '../../../src/core/facts/event.js';
import { callEndedAt, deliveredUpdates, meetingOf, updatedAt } from './facts.js';
import type { HandlerPlan } from './handler.js';
import type { OurRun, Performed } from './performed.js';
import type { Plan } from './plan.js';
import type { Invoked } from './sandboxes.js';
import type { KeptRecord } from './world.js';

export interface Share {
  /** What it counts: the ground truth, and how the handler logs. */
  name: string;
  isGood: boolean;
}

const READING = ['FilterLogEvents', 'GetSipMediaApplication'];
const LOOKS_APART_MS = 2_000;
const QUIET_MS = 6_000;
const SLACK_MS = 3_000;

/** The share that this run counts in, or null. */
export function shareOf(performed: Performed, run: OurRun): Share | null {
  const { plan, truth } = performed;
  const until = waitsUntil(plan, run);
  const events = wayOfEvents(plan.handler);
  const updated = updatedAt(truth, run);
  if (until === null || events === null || updated === null || isHindered(plan)) return null;
  const verdict = run.first.result?.verdict;
  const stay = truth.stays.find(({ meetingId, from }) => meetingId === meetingOf(run) && from >= updated);
  if (stay !== undefined) {
    const told = truth.invoked.find(({ event, startedAt }) => isJoinSuccess(event) && startedAt >= stay.from);
    const readable = told === undefined ? Number.POSITIVE_INFINITY : readableAt(truth.records, told);
    if (readable + LOOKS_APART_MS > until) return null;
    return { name: `joined, ${events}`, isGood: verdict === 'JOINED' };
  }
  const why = whyNotJoined(performed, run, until);
  const answers = wayOfAnswers(plan.handler);
  if (why === null || answers === null) return null;
  const again = why === 'failed' && triedAgain(truth.invoked) ? ', after it was tried again' : '';
  const twice = askedTwice(truth.invoked) ? ', an event handled for 5 s or twice' : '';
  return { name: `${why}, ${events}, ${answers}${again}${twice}`, isGood: verdict === 'NOT_JOINED' };
}

/** When the run stops looking; null where it does not look for as long as it was asked to. */
function waitsUntil(plan: Plan, { asked, first }: OurRun): number | null {
  const { waitMs, timeoutMs } = asked;
  const began = first.steps['prove'];
  if (waitMs === null || began === undefined || timeoutMs < waitMs + 30_000 || plan.interruptAfter !== null)
    return null;
  return began + waitMs;
}

function isHindered({ faults, lost }: Plan): boolean {
  return lost !== null || faults.some(({ operation, kind }) => READING.includes(operation) || kind === 'drop-event');
}

function wayOfEvents({ logs: { events, masks } }: HandlerPlan): string | null {
  const isWhole = events.which === 'all' && events.actionData === 'whole' && !masks.numbers;
  if (!isWhole || !['json', 'pretty', 'lines'].includes(events.style)) return null;
  if (masks.keys === 'none') return 'whole events';
  return masks.keys === 'token' ? 'whole events, tokens masked' : null;
}

/** What is nested deeper than in one logger's envelope is not read as an answer. */
function wayOfAnswers({ logs: { answers, envelope } }: HandlerPlan): string | null {
  if (answers.which === 'none') return 'no answers';
  if (envelope === 'beside') return null;
  return answers.which === 'all' && answers.style === 'json' ? 'answers' : null;
}

function isJoinSuccess({ InvocationEventType, ActionData }: Invoked['event']): boolean {
  return InvocationEventType === 'ACTION_SUCCESSFUL' && ActionData?.Type === 'JoinChimeMeeting';
}

/** When every record of the invocation could be read. */
function readableAt(records: readonly KeptRecord[], { stream, startedAt, endedAt }: Invoked): number {
  const its = records.filter(
    (record) =>
      record.stream === stream && record.at >= startedAt && record.at <= (endedAt ?? Number.POSITIVE_INFINITY),
  );
  return Math.max(...its.map((record) => record.readableAt));
}

type WhyNot = 'failed' | 'declined' | 'elsewhere' | 'hung up';

function whyNotJoined(performed: Performed, run: OurRun, until: number): WhyNot | null {
  const { plan, truth, runs } = performed;
  if (runs.length > 1 || plan.othersUpdateAfter.length > 0 || plan.handler.logs.system !== 'INFO') return null;
  const endedAt = callEndedAt(performed);
  const by = truth.invoked.filter(({ startedAt }) => startedAt < until);
  if (by.some((invoked) => invoked.endedAt === null || invoked.endedAt >= until)) return null;
  const wasOver = endedAt !== null && endedAt < until;
  if (!wasOver && hasActionUnderWay(by)) return null;
  const known = truth.records.filter(({ at }) => at < until);
  const delay = Math.max(...known.map(({ at, readableAt: readable }) => readable - at));
  const readable = Math.max(...known.map((record) => record.readableAt));
  if (readable + Math.max(QUIET_MS, 2 * delay) + SLACK_MS > until) return null;
  if (deliveredUpdates(truth, run).length === 0) return null;
  if (wasOver) return 'hung up';
  const failed = by.some(
    ({ event }) => event.InvocationEventType === 'ACTION_FAILED' && event.ActionData?.Type === 'JoinChimeMeeting',
  );
  if (failed) return 'failed';
  if (by.some(({ answer }) => keepsUpdate(answer))) return null;
  return by.some(({ answer }) => goesElsewhere(answer, meetingOf(run))) ? 'elsewhere' : 'declined';
}

/** More than one join of the call failed. */
function triedAgain(invoked: readonly Invoked[]): boolean {
  const failures = invoked.filter(
    ({ event }) => event.InvocationEventType === 'ACTION_FAILED' && event.ActionData?.Type === 'JoinChimeMeeting',
  );
  return new Set(failures.map(({ event }) => event.Sequence)).size > 1;
}

/** Lambda and the SMA ask again after five seconds: which of the answers counted is not known. */
const ASKED_AGAIN_AFTER_MS = 5_000;

function askedTwice(invoked: readonly Invoked[]): boolean {
  const sequences = invoked.map(({ event }) => event.Sequence);
  const isSlow = invoked.some(
    ({ startedAt, endedAt }) => (endedAt ?? Number.POSITIVE_INFINITY) - startedAt >= ASKED_AGAIN_AFTER_MS,
  );
  return isSlow || new Set(sequences).size < sequences.length;
}

/** Whoever keeps the update may join with it at any event that is still to come. */
function keepsUpdate(answer: string | null): boolean {
  if (answer === null) return false;
  const { TransactionAttributes } = (JSON.parse(answer) ?? {}) as { TransactionAttributes?: Record<string, string> };
  return TransactionAttributes?.['waits'] !== undefined;
}

function goesElsewhere(answer: string | null, meetingId: string | null): boolean {
  return (actionsOf(answer) ?? []).some(
    ({ Type, Parameters }) =>
      Type === 'CallAndBridge' || (Type === 'JoinChimeMeeting' && Parameters?.['MeetingId'] !== meetingId),
  );
}

/** The last list that the handler gave has not been reported on. */
function hasActionUnderWay(invoked: readonly Invoked[]): boolean {
  const last = invoked.findLastIndex(({ answer }) => actionsOf(answer) !== null);
  const given = actionsOf(invoked[last]?.answer ?? null);
  const type = given?.at(-1)?.Type;
  if (type === undefined) return false;
  const after = invoked.slice(last + 1);
  return !after.some(
    ({ event }) =>
      (event.ActionData?.Type === type && event.InvocationEventType !== 'ACTION_INTERRUPTED') ||
      event.InvocationEventType === 'ACTION_FAILED',
  );
}

/** Null where the answer leaves the call's actions as they are. */
function actionsOf(answer: string | null): HandlerAction[] | null {
  if (answer === null) return null;
  const { Actions } = (JSON.parse(answer) ?? {}) as { Actions?: HandlerAction[] | null };
  return Array.isArray(Actions) ? Actions : null;
}
