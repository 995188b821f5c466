// What was said and sent so far, per run, and what must therefore be true of the emulator's state: the model.

import { meetingIdOf, recordOf } from '../../../dist/core/journal/record.js';
import { owesCleanup } from '../../../dist/core/runs/summary.js';
import { standing } from '../../../dist/core/undo/undo.js';

const EXITS = { JOINED: [0], ACCEPTED: [0], UNCONFIRMED: [7], NOT_JOINED: [9, 10], FAILED: [1, 3, 4, 5, 6, 9] };
const INTERRUPTED = 130;
/** What a run says again, and nothing is sent. */
export const ANSWERED = ['JOINED', 'ACCEPTED', 'NOT_JOINED'];
const CHANGES = /^(?:Batch)?(?:Create|Delete|Update)/;
const UPDATE = 'UpdateSipMediaApplicationCall';

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
export const newRun = (request) => ({ request, attempts: [], answer: null, proved: null, cleaned: 0 });

export const legsInto = (calls) =>
  calls.flatMap(({ status, legs }) =>
    legs.filter(({ attendeeId }) => attendeeId !== undefined).map((leg) => ({ ...leg, call: status })),
  );

export const isLive = ({ status, call }) => status === 'Connected' && call !== 'Ended';

/** Hears of every request that a process of `run` sends, before it is sent; `run` is null for a cleanup of all. */
export function listener(model, run, emulator) {
  const sent = { attempt: null };
  const told = (port, method, args) => {
    const live = () => legsInto(emulator.calls()).filter(isLive);
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
          attendeeIds: new Set(),
          meetingId: MeetingId,
          delivered: 0,
          cleaned: run.cleaned,
        };
        const before = run.attempts.filter(({ delivered }) => delivered > 0);
        if (before.some(({ attendeeIds }) => live().some((leg) => attendeeIds.has(leg.attendeeId))))
          model.wrong.push(`${run.request.runId} sends an update while a caller of its own is in a meeting`);
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
export const changesSince = (requests, length) =>
  requests.slice(length).filter(({ operation, delivered }) => delivered && CHANGES.test(operation));

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
  if (verdict === 'JOINED' && !isIn) return ['JOINED, and no leg ever led there'];
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
  const now = requests.filter(({ operation, delivered }) => operation === UPDATE && delivered).length;
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
  const isIn = ended !== null && (verdict?.verdict === 'JOINED' || verdict?.verdict === 'ACCEPTED');
  if (!isIn && !asked.keepMeeting) return false;
  if (asked.keepMeeting && names(attempt, thing)) return true;
  const own = thing.kind === 'meeting' ? (update?.marks.meetingId ?? meetingIdOf(attempt)) : null;
  return thing.kind === 'meeting'
    ? own === thing.meetingId
    : made.attendees.some(({ attendeeId }) => attendeeId === thing.attendeeId);
}

function names({ made, asked }, { kind, meetingId, attendeeId, users }) {
  const isAsked =
    made.meeting.state === 'asked' &&
    made.meeting.request.attendees.some(({ externalUserId }) => users.includes(externalUserId));
  if (kind === 'meeting' && isAsked) return true;
  return standing(made, asked).some(
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
