// What was said and sent so far, per run, and what must therefore be true of the emulator's state: the model.

import { meetingIdOf, recordOf } from '../../../dist/core/journal/record.js';
import { owesCleanup } from '../../../dist/core/runs/summary.js';
import { standing } from '../../../dist/core/undo/standing.js';
import { changesIn, removalsIn, updatesIn } from '../removals.js';

const EXITS = { JOINED: [0], ACCEPTED: [0], UNCONFIRMED: [7], NOT_JOINED: [10], FAILED: [1, 3, 4, 5, 6, 9] };
const INTERRUPTED = 130;
/** What a run says again, and nothing is sent. */
export const ANSWERED = ['JOINED', 'ACCEPTED', 'NOT_JOINED'];

export const newModel = () => ({
  calls: [],
  /** Somebody else's: `{meetingId, attendeeId, joinToken}`; the meetings that they made, and every attendee of theirs. */
  meetings: [],
  theirs: new Set(),
  /** Meetings that somebody else ended. */
  endedByOthers: new Set(),
  runs: [],
  /** `{attempt, verdict}`: what must stay true. */
  said: [],
  /** The attempt whose update was sent last: what is delivered late is its own. */
  lastSent: null,
  delivered: 0,
  /** What was wrong at the moment of a request. */
  wrong: [],
});

/** A run, as the model keeps it: `answer` is the verdict it must repeat. */
export const newRun = (request) => ({
  request,
  attempts: [],
  answer: null,
  proved: null,
  cleaned: 0,
  asked: 0,
  room: null,
});

export const legsInto = (calls) =>
  calls.flatMap(({ status, legs }) =>
    legs.filter(({ attendeeId }) => attendeeId !== undefined).map((leg) => ({ ...leg, call: status })),
  );

export const isLive = ({ status, call }) => status === 'Connected' && call !== 'Ended';

/** Where updates that took effect would bring their callers, by now. */
const named = ({ runs }) => runs.flatMap(({ attempts }) => attempts).filter(({ delivered }) => delivered > 0);

/**
 * What a delivered update names goes by a cleanup alone, once the call is over or its meeting has ended; and nobody else's seat
 * goes with it. `by` is the command: `bridge`, `check` or `cleanup`.
 */
function isProtected(model, by, { emulator, truth }, { meetingId, attendeeId }) {
  const room = truth.meetings().find((meeting) => meeting.meetingId === meetingId);
  const updated = named(model).filter((one) =>
    attendeeId === null ? one.meetingId === meetingId : one.attendeeIds.has(attendeeId),
  );
  if (updated.length === 0 || room === undefined || room.ended) return false;
  if (by !== 'cleanup') return true;
  const calls = emulator.calls().filter(({ status }) => status !== 'Ended');
  if (updated.some((one) => calls.some(({ transactionId }) => transactionId === one.transactionId))) return true;
  const isOthers = (one) => model.theirs.has(one.attendeeId) || !one.externalUserId.startsWith('phone-');
  return attendeeId === null && room.attendees.some(isOthers);
}

/** Hears of every request that a process of `run` sends, before it is sent; `run` is null for a cleanup of all. */
export function listener(model, run, world, by) {
  const { emulator } = world;
  const sent = { attempt: null };
  const protect = (thing) => {
    const { meetingId, attendeeId } = thing;
    if (isProtected(model, by, world, thing))
      model.wrong.push(`${by}: a removal of ${attendeeId ?? meetingId} is sent, which a delivered update names`);
    if (by === 'check') model.wrong.push('runs check sends a removal');
  };
  const told = (port, method, args) => {
    const live = () => legsInto(emulator.calls()).filter(isLive);
    if (port === 'meetings' && method === 'end') protect({ meetingId: args[0], attendeeId: null });
    if (port === 'attendees' && method === 'remove') protect({ meetingId: args[0], attendeeId: args[1] });
    if (port === 'meetings' && method === 'end') {
      for (const { meetingId } of live().filter((leg) => leg.meetingId === args[0]))
        model.wrong.push(`DeleteMeeting of ${meetingId} is sent while a caller is in it`);
    }
    if (port === 'attendees' && method === 'remove') {
      for (const { attendeeId } of live().filter((leg) => leg.attendeeId === args[1]))
        model.wrong.push(`DeleteAttendee of ${attendeeId} is sent while that caller is in the meeting`);
    }
    if (port !== 'calls' || method !== 'update') return;
    const { AttendeeId, MeetingId } = args[0].arguments;
    if (run === null) model.wrong.push('an update is sent by a command that joins nobody');
    else {
      if (sent.attempt === null) {
        sent.attempt = {
          runId: run.request.runId,
          transactionId: args[0].transactionId,
          attendeeIds: new Set(),
          meetingId: MeetingId,
          delivered: 0,
          cleaned: run.cleaned,
        };
        const before = run.attempts.filter(({ delivered }) => delivered > 0);
        if (before.some(({ attendeeIds }) => live().some((leg) => attendeeIds.has(leg.attendeeId))))
          model.wrong.push(`${run.request.runId} sends an update while a caller of its own is in a meeting`);
        // Only what a cleanup removed, because the call was over, is begun anew.
        if (before.some(({ cleaned }) => cleaned === run.cleaned))
          model.wrong.push(`${run.request.runId} sends another update after one that was delivered`);
        run.attempts.push(sent.attempt);
        model.lastSent = sent.attempt;
      }
      sent.attempt.attendeeIds.add(AttendeeId);
    }
  };
  return { told, sent };
}

/** What changed things since then. */
export const changesSince = (requests, length) => changesIn(requests.slice(length));

/** One run's own requests: no removal takes effect after its update did. */
function removedAfterUpdate(requests) {
  const first = requests.indexOf(updatesIn(requests)[0]);
  return first === -1
    ? []
    : removalsIn(requests.slice(first)).map(({ operation }) => `${operation} after its update was delivered`);
}

/** What is left in place, undone and left over is said where the verdict allows it, with the exit that belongs to it. */
function untrueRest({ keepMeeting, runId }, { verdict, standing, undone, leftovers }, exit) {
  const problems = [];
  if (verdict !== 'FAILED' && undone.length + leftovers.length > 0)
    problems.push(`${verdict}, with ${undone.length} undone and ${leftovers.length} leftovers`);
  if (verdict === 'JOINED' && standing.length > 0) problems.push('JOINED, and something is left in place');
  if (leftovers.length > 0 !== (exit === 9)) problems.push(`${leftovers.length} leftovers, and exit ${exit}`);
  if (keepMeeting && undone.length > 0) problems.push('--keep-meeting, and something was undone');
  return [
    ...problems,
    ...standing
      .filter(({ command }) => command !== `chime-join runs cleanup ${runId}`)
      .map(({ command }) => `left in place: ${command}`),
  ];
}

/** Holds what a bridge answered against the truth. `sent`: the attempt whose update it sent, or null. */
export function answeredBridge(model, run, sent, outcome, state, changed) {
  const { result, failure } = outcome;
  const exit = failure?.exitCode ?? 0;
  const problems = [];
  if (failure?.code === 'INTERNAL') problems.push(`a defect: ${failure.cause}`);
  if (result === null) {
    if (exit !== 2) problems.push(`no result, and exit ${exit}: ${failure?.code}`);
    if (changed.length > 0)
      problems.push(`exit 2, and something was sent: ${changed.map(({ operation }) => operation)}`);
    return problems;
  }
  const { verdict } = result;
  if ((failure?.retryable ?? false) !== (exit === 6))
    problems.push(`exit ${exit}, and retryable is ${failure?.retryable}`);
  problems.push(...untrueRest(run.request, result, exit), ...removedAfterUpdate(changed));
  if (sent !== null) problems.push(...wrongRoom(run, result));
  problems.push(...goneThings(result, state));
  if (!EXITS[verdict].includes(exit) && !(failure?.code === 'INTERRUPTED' && exit === INTERRUPTED))
    problems.push(`${verdict} with exit code ${exit}`);
  if (run.answer !== null && verdict !== run.answer) problems.push(`it said ${run.answer}, and now says ${verdict}`);
  if (run.proved !== null && verdict !== run.proved)
    problems.push(`it was proved ${run.proved}, and now it says ${verdict}`);
  if (run.answer !== null && sent !== null) problems.push(`it said ${run.answer}, and sends another update`);
  const attempt = sent ?? run.attempts.at(-1) ?? null;
  if (failure?.code === 'RUN_UNDER_WAY') return problems;
  if (verdict === 'FAILED' && sent === null) {
    if (attempt !== null && attempt.delivered > 0 && attempt.cleaned === run.cleaned)
      problems.push('FAILED, and its update was delivered');
  } else problems.push(...say(model, run, attempt, verdict, state));
  run.answer = ANSWERED.includes(verdict) ? verdict : null;
  return problems;
}

/** The one living meeting that earlier runs for the call were sent to, where there is one: a second run goes there. */
export function roomLeft({ runs }, run, { truth }) {
  const { call, meetingId } = run.request;
  if (meetingId !== null) return null;
  const living = new Set(
    truth
      .meetings()
      .filter(({ ended }) => !ended)
      .map((meeting) => meeting.meetingId),
  );
  const sent = runs
    .filter((other) => other !== run)
    .flatMap(({ attempts }) => attempts)
    .filter((one) => one.transactionId === call.transactionId && living.has(one.meetingId));
  const rooms = new Set(sent.map((one) => one.meetingId));
  return rooms.size === 1 && sent.every(({ delivered }) => delivered > 0) ? sent[0].meetingId : null;
}

function wrongRoom({ room, request }, { verdict, meeting }) {
  if (room === null || verdict === 'FAILED' || meeting === null || (meeting.meetingId === room) !== request.newMeeting)
    return [];
  return [`the call's meeting is ${room}, and ${request.runId} goes into ${meeting.meetingId}`];
}

/** Nothing is said to be undone that is there. */
function goneThings({ undone }, state) {
  return undone
    .filter((thing) => isThere(thing, state))
    .map(({ kind, attendeeId, meetingId }) => `said to be undone, and stands: ${kind} ${attendeeId ?? meetingId}`);
}

function isThere({ kind, meetingId, attendeeId }, { meetings }) {
  const meeting = meetings.find((one) => one.meetingId === meetingId && !one.ended);
  return kind === 'meeting'
    ? meeting !== undefined
    : meeting?.attendees.some((one) => one.attendeeId === attendeeId) === true;
}

export function answeredCheck(model, run, outcome, state, changed) {
  const problems = changed.map(({ operation }) => `runs check sent ${operation}`);
  const { result, failure } = outcome;
  if (failure?.code === 'INTERNAL') return [...problems, `a defect: ${failure.cause}`];
  if (result === null) return problems;
  const { verdict } = result;
  if (run.proved !== null && verdict !== run.proved)
    problems.push(`check: it was proved ${run.proved}, and now it is ${verdict}`);
  const attempt = run.attempts.at(-1) ?? null;
  if (verdict === 'FAILED' && attempt !== null && attempt.delivered > 0 && attempt.cleaned === run.cleaned)
    problems.push('check: FAILED, and its update was delivered');
  if (verdict !== 'FAILED') problems.push(...say(model, run, attempt, verdict, state));
  // What a check finds, the same run asked for again says too.
  if (ANSWERED.includes(verdict)) run.answer = verdict;
  return problems;
}

function say(model, run, attempt, verdict, state) {
  if (attempt === null)
    return verdict === 'UNCONFIRMED' || verdict === 'NOT_JOINED' ? [] : [`${verdict}, and no update was sent`];
  const isIn = ledTo(attempt, state);
  if (verdict === 'JOINED' || verdict === 'NOT_JOINED') run.proved = verdict;
  if (verdict !== 'UNCONFIRMED') model.said.push({ attempt, verdict });
  // Another run, or another operator, may have brought the caller into the meeting that this run made.
  const isThere = legsInto(state.calls).some(({ meetingId }) => meetingId === attempt.meetingId);
  if (verdict === 'JOINED' && !isIn && (run.request.meetingId !== null || !isThere))
    return ['JOINED, and no leg ever led there'];
  if (verdict === 'ACCEPTED' && attempt.delivered === 0) return ['ACCEPTED, and no update was delivered'];
  return [];
}

const ledTo = ({ attendeeIds }, { calls }) => legsInto(calls).some(({ attendeeId }) => attendeeIds.has(attendeeId));

/** A later attempt of its run sent the same attendee, as it does into an existing meeting: its leg is that one's. */
const isSentAgain = ({ runs }, attempt) =>
  runs
    .flatMap(({ attempts }) => attempts.slice(attempts.indexOf(attempt) + 1).map((later) => [attempts, later]))
    .some(([own, later]) => own.includes(attempt) && [...later.attendeeIds].some((id) => attempt.attendeeIds.has(id)));

/** Counts what was delivered since the last time. */
export function noteDelivered(model, requests) {
  const now = updatesIn(requests).length;
  if (now > model.delivered) model.lastSent.delivered += now - model.delivered;
  model.delivered = now;
}

/** All that is wrong with the world by now. */
export function untruths(model, world, state) {
  const problems = model.wrong.splice(0);
  problems.push(...world.complaints());
  for (const { attempt, verdict } of model.said) {
    const isIn = ledTo(attempt, state) && !isSentAgain(model, attempt);
    if ((verdict === 'NOT_JOINED' || verdict === 'FAILED') && isIn)
      problems.push(`${attempt.runId} said ${verdict}, and a leg led there`);
    if (verdict === 'FAILED' && attempt.delivered > 0)
      problems.push(`${attempt.runId} said FAILED, and its update was delivered`);
  }
  for (const { attempts, request } of model.runs) {
    for (const { delivered } of attempts)
      if (delivered > 1) problems.push(`${request.runId}: an update was delivered ${delivered} times`);
  }
  problems.push(...dropped(model, state), ...unfound(model, world, state), ...journals(world, state));
  return problems;
}

/** A leg that is gone while its caller is still there and nobody else ended the meeting. */
function dropped({ endedByOthers }, { calls }) {
  return legsInto(calls)
    .filter(
      ({ status, call, meetingId }) => status === 'Disconnected' && call !== 'Ended' && !endedByOthers.has(meetingId),
    )
    .map(({ meetingId }) => `dropped caller: its leg into ${meetingId} was disconnected`);
}

/** What the program made and still stands, as `{kind, meetingId, attendeeId, users}`, if nobody is in it. */
export function unused({ meetings, theirs }, state) {
  const live = legsInto(state.calls).filter(isLive);
  const others = new Set(meetings.map(({ meetingId }) => meetingId));
  return state.meetings
    .filter(({ ended }) => !ended)
    .flatMap(({ meetingId, attendees }) => {
      if (!others.has(meetingId)) {
        if (live.some((leg) => leg.meetingId === meetingId)) return [];
        return [
          {
            kind: 'meeting',
            meetingId,
            attendeeId: null,
            users: attendees.map(({ externalUserId }) => externalUserId),
          },
        ];
      }
      return attendees
        .filter(({ attendeeId }) => !theirs.has(attendeeId) && !live.some((leg) => leg.attendeeId === attendeeId))
        .map(({ attendeeId, externalUserId }) => ({
          kind: 'attendee',
          meetingId,
          attendeeId,
          users: [externalUserId],
        }));
    });
}

/** What stands and neither belongs to a run that joined, nor was to be kept, nor would be found by a cleanup. */
function unfound(model, world, state) {
  const attempts = world.runIds().flatMap((runId) => recordOf(runId, world.read(runId))?.attempts ?? []);
  return unused(model, state)
    .filter(
      (thing) =>
        !attempts.some((attempt) => isWanted(attempt, thing) || (owesCleanup(attempt) && names(attempt, thing))),
    )
    .map(({ kind, meetingId, attendeeId }) => `nothing would find it: ${kind} ${attendeeId ?? meetingId}`);
}

/** Of a run that did its work, or keeps what it made. */
export function isWanted(attempt, thing) {
  const { verdict, ended, asked, update, made } = attempt;
  const isIn = ended !== null && verdict?.verdict === 'JOINED';
  if (!isIn && !asked.keepMeeting) return false;
  if (asked.keepMeeting && names(attempt, thing)) return true;
  const own = thing.kind === 'meeting' ? (update?.marks.meetingId ?? meetingIdOf(attempt)) : null;
  return thing.kind === 'meeting'
    ? own === thing.meetingId
    : made.attendees.some(({ attendeeId }) => attendeeId === thing.attendeeId);
}

function names(attempt, { kind, meetingId, attendeeId, users }) {
  const { made } = attempt;
  const isAsked =
    made.meeting.state === 'asked' &&
    made.meeting.request.attendees.some(({ externalUserId }) => users.includes(externalUserId));
  if (kind === 'meeting' && isAsked) return true;
  return standing('any', attempt).some(
    (left) =>
      left.kind === kind &&
      left.meetingId === meetingId &&
      (left.attendeeId === attendeeId || left.attendeeId === null),
  );
}

function journals(world, { secrets }) {
  const text = world.files().join('\n');
  const foreign = world.runIds().filter((runId) => (world.read(runId)?.foreign ?? 1) > 0);
  return [
    ...secrets.filter((secret) => text.includes(secret)).map(() => 'a join token is in the journal'),
    ...foreign.map((runId) => `the journal of ${runId} cannot be read`),
  ];
}
