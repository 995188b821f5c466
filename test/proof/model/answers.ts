/** Holds what a bridge or a check answered against the truth, and keeps what must stay true of it. */
import type { Outcome } from '../../../src/core/outcome/outcome.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import type { RecordedRequest } from '../../../src/emulator/requests.js';
import { EXITS, LEFT_BEHIND, UNAVAILABLE } from '../stage/exits.js';
import { fromFirstUpdate, removalsIn } from '../stage/requests.js';
import type { WorldState } from '../stage/stages.js';
import { inWords, type Named } from '../stage/things.js';
import { legsInto, type Model, type ModelAttempt, type ModelRun } from './state.js';
import type { World } from './world.js';

const INTERRUPTED = 130;
/** What a run says again, and nothing is sent. */
const ANSWERED: readonly Verdict[] = ['JOINED', 'ACCEPTED', 'NOT_JOINED'];

export interface Answered {
  run: ModelRun;
  outcome: Outcome<BridgeResult>;
  state: WorldState;
  /** What took effect of the command's requests. */
  changed: readonly RecordedRequest[];
}

/** `sent`: the attempt whose update it sent, or null. */
export function answeredBridge(model: Model, answered: Answered, sent: ModelAttempt | null): string[] {
  const { run, outcome, state, changed } = answered;
  const { result, failure } = outcome;
  const exit = failure?.exitCode ?? 0;
  const problems = failure?.code === 'INTERNAL' ? [`a defect: ${failure.cause}`] : [];
  if (result === null) return [...problems, ...withoutResult(answered, exit)];
  const { verdict } = result;
  if ((failure?.retryable ?? false) !== (exit === UNAVAILABLE))
    problems.push(`exit ${exit}, and retryable is ${failure?.retryable}`);
  problems.push(...untrueRest(run.request, result, exit), ...removedAfterUpdate(changed));
  if (sent !== null) problems.push(...wrongRoom(run, result));
  problems.push(...goneThings(result, state));
  if (!EXITS[verdict].includes(exit) && !(failure?.code === 'INTERRUPTED' && exit === INTERRUPTED))
    problems.push(`${verdict} with exit code ${exit}`);
  problems.push(...otherThanBefore(run, verdict, sent));
  const attempt = sent ?? run.attempts.at(-1) ?? null;
  if (failure?.code === 'RUN_UNDER_WAY') return problems;
  if (verdict === 'FAILED' && sent === null) {
    if (isDelivered(attempt, run)) problems.push('FAILED, and its update was delivered');
  } else problems.push(...say(model, { run, attempt, verdict }, state));
  run.answer = ANSWERED.includes(verdict) ? verdict : null;
  return problems;
}

function withoutResult({ outcome: { failure }, changed }: Answered, exit: number): string[] {
  const problems = exit === 2 ? [] : [`no result, and exit ${exit}: ${failure?.code}`];
  if (changed.length > 0) problems.push(`exit 2, and something was sent: ${changed.map(({ operation }) => operation)}`);
  return problems;
}

function otherThanBefore({ answer, proved }: ModelRun, verdict: Verdict, sent: ModelAttempt | null): string[] {
  const problems: string[] = [];
  if (answer !== null && verdict !== answer) problems.push(`it said ${answer}, and now says ${verdict}`);
  if (proved !== null && verdict !== proved) problems.push(`it was proved ${proved}, and now it says ${verdict}`);
  if (answer !== null && sent !== null) problems.push(`it said ${answer}, and sends another update`);
  return problems;
}

/** It was delivered, and no cleanup has removed what it brought about since. */
function isDelivered(attempt: ModelAttempt | null, run: ModelRun): boolean {
  return attempt !== null && attempt.delivered > 0 && attempt.cleaned === run.cleaned;
}

/** One run's own requests: no removal takes effect after its update did. */
function removedAfterUpdate(requests: readonly RecordedRequest[]): string[] {
  return removalsIn(fromFirstUpdate(requests)).map(({ operation }) => `${operation} after its update was delivered`);
}

/** What is left in place, undone and left over is said where the verdict allows it, with the exit that belongs to it. */
function untrueRest({ keepMeeting, runId }: BridgeRequest, result: BridgeResult, exit: number): string[] {
  const { verdict, standing, undone, leftovers } = result;
  const problems: string[] = [];
  if (verdict !== 'FAILED' && undone.length + leftovers.length > 0)
    problems.push(`${verdict}, with ${undone.length} undone and ${leftovers.length} leftovers`);
  if (verdict === 'JOINED' && standing.length > 0) problems.push('JOINED, and something is left in place');
  if (leftovers.length > 0 !== (exit === LEFT_BEHIND)) problems.push(`${leftovers.length} leftovers, and exit ${exit}`);
  if (keepMeeting && undone.length > 0) problems.push('--keep-meeting, and something was undone');
  const foreign = standing.filter(({ command }) => command !== `chime-join runs cleanup ${runId}`);
  return [...problems, ...foreign.map(({ command }) => `left in place: ${command}`)];
}

/** The one living meeting that earlier runs for the call were sent to, where there is one: a second run goes there. */
export function roomLeft({ runs }: Model, run: ModelRun, { truth }: World): string | null {
  const { call, meetingId } = run.request;
  if (meetingId !== null) return null;
  const live = truth.meetings().filter(({ ended }) => !ended);
  const living = new Set(live.map((meeting) => meeting.meetingId));
  const sent = runs
    .filter((other) => other !== run)
    .flatMap(({ attempts }) => attempts)
    .filter((one) => one.transactionId === call.transactionId && living.has(one.meetingId));
  const rooms = [...new Set(sent.map((one) => one.meetingId))];
  return rooms.length === 1 && sent.every(({ delivered }) => delivered > 0) ? (rooms[0] ?? null) : null;
}

function wrongRoom({ room, request }: ModelRun, { verdict, meeting }: BridgeResult): string[] {
  if (room === null || verdict === 'FAILED' || meeting === null || (meeting.meetingId === room) !== request.newMeeting)
    return [];
  return [`the call's meeting is ${room}, and ${request.runId} goes into ${meeting.meetingId}`];
}

/** Nothing is said to be undone that is there. */
function goneThings({ undone }: BridgeResult, state: WorldState): string[] {
  return undone
    .filter((thing) => isThere(thing, state))
    .map((thing) => `said to be undone, and stands: ${inWords(thing)}`);
}

export function isThere({ kind, meetingId, attendeeId }: Named, { meetings }: WorldState): boolean {
  const meeting = meetings.find((one) => one.meetingId === meetingId && !one.ended);
  if (kind === 'meeting') return meeting !== undefined;
  return meeting?.attendees.some((one) => one.attendeeId === attendeeId) === true;
}

export function answeredCheck(model: Model, { run, outcome, state, changed }: Answered): string[] {
  const problems = changed.map(({ operation }) => `runs check sent ${operation}`);
  const { result, failure } = outcome;
  if (failure?.code === 'INTERNAL') return [...problems, `a defect: ${failure.cause}`];
  if (result === null) return problems;
  const { verdict } = result;
  if (run.proved !== null && verdict !== run.proved)
    problems.push(`check: it was proved ${run.proved}, and now it is ${verdict}`);
  const attempt = run.attempts.at(-1) ?? null;
  if (verdict === 'FAILED' && isDelivered(attempt, run)) problems.push('check: FAILED, and its update was delivered');
  if (verdict !== 'FAILED') problems.push(...say(model, { run, attempt, verdict }, state));
  // What a check finds, the same run asked for again says too.
  if (ANSWERED.includes(verdict)) run.answer = verdict;
  return problems;
}

interface Saying {
  run: ModelRun;
  attempt: ModelAttempt | null;
  verdict: Verdict;
}

function say(model: Model, { run, attempt, verdict }: Saying, state: WorldState): string[] {
  if (attempt === null)
    return verdict === 'UNCONFIRMED' || verdict === 'NOT_JOINED' ? [] : [`${verdict}, and no update was sent`];
  if (verdict === 'JOINED' || verdict === 'NOT_JOINED') run.proved = verdict;
  if (verdict !== 'UNCONFIRMED') model.said.push({ attempt, verdict });
  const legs = legsInto(state.calls);
  const isIn = legs.some(({ attendeeId }) => attempt.attendeeIds.has(attendeeId));
  // Another run, or another operator, may have brought the caller into the meeting that this run made.
  const isInRoom = legs.some(({ meetingId }) => meetingId === attempt.meetingId);
  if (verdict === 'JOINED' && !isIn && (run.request.meetingId !== null || !isInRoom))
    return ['JOINED, and no leg ever led there'];
  if (verdict === 'ACCEPTED' && attempt.delivered === 0) return ['ACCEPTED, and no update was delivered'];
  return [];
}
