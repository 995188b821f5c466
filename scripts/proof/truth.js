// What a run said, held against what the emulator knows.
import { conductOf } from './handlers.js';

const EXITS = { JOINED: [0], ACCEPTED: [0], UNCONFIRMED: [7], NOT_JOINED: [10], FAILED: [1, 3, 4, 5, 6, 9] };
/** HUP, INT, TERM: what the program ends with when it was interrupted. */
const INTERRUPTED = [129, 130, 143];
const REMOVALS = ['DeleteMeeting', 'DeleteAttendee'];

/** Everything that is wrong with what the run said and did; empty where nothing is. */
export function problemsOf(run) {
  const { told, truth, complaints } = run;
  const problems = [...told.problems, ...complaints, ...secretsShown(run), ...journalProblems(run)];
  if (told.code === 'INTERNAL') problems.push(`a defect: ${told.cause}`);
  if (updatesDelivered(truth) > 1) problems.push(`the update was delivered ${updatesDelivered(truth)} times`);
  problems.push(...callersDropped(run), ...removedAfterUpdate(run), ...othersRemoved(run));
  if (told.result === null) return [...problems, ...withoutResult(run)];
  return [...problems, ...untrueVerdict(run), ...wrongExit(run), ...unnamedLeftovers(run), ...untrueUndone(run)];
}

/** Every update of the run that took effect; the second operator's do not go over the wire. */
export function updatesDelivered({ requests }) {
  return requests.filter(({ operation, delivered }) => operation === 'UpdateSipMediaApplicationCall' && delivered)
    .length;
}

/**
 * The legs that ever led an attendee of the run's into a meeting: one that was not there before it, or one that the operator
 * named, and that AWS therefore gave to the run where it could not see who was there. Nobody else joins as that one.
 */
export function ourLegs({ truth, before, request = null }) {
  const others = before.meetings
    .flatMap(({ attendees }) => attendees)
    .filter(({ externalUserId }) => externalUserId !== request?.externalUserId);
  const known = new Set(others.map(({ attendeeId }) => attendeeId));
  return truth.calls
    .flatMap(({ legs }) => legs)
    .filter(({ attendeeId }) => attendeeId !== undefined && !known.has(attendeeId));
}

/** Exit 2 and its like say that nothing was sent. */
function withoutResult({ told, truth }) {
  const sent = truth.requests.length > 0 || told.exit !== 2;
  return sent ? [`no result: ${told.code}, exit ${told.exit}: ${told.cause}`] : [];
}

function untrueVerdict(run) {
  const { verdict } = run.told.result;
  const joined = ourLegs(run).length > 0;
  if (verdict === 'JOINED' && !joined) return ['JOINED, and no leg ever led there'];
  if ((verdict === 'NOT_JOINED' || verdict === 'FAILED') && joined) return [`${verdict}, and a leg led there`];
  if (verdict === 'FAILED' && updatesDelivered(run.truth) > 0) return ['FAILED, and the update was delivered'];
  if (verdict === 'ACCEPTED' && updatesDelivered(run.truth) === 0) return ['ACCEPTED, and no update was delivered'];
  return [];
}

function wrongExit({ told, plan }) {
  const { verdict } = told.result;
  const interrupted = plan.interruptAfter !== null && plan.asProgram !== null && INTERRUPTED.includes(told.exit);
  if (interrupted && verdict !== 'JOINED') return [];
  const inProcess = plan.interruptAfter !== null && told.code === 'INTERRUPTED' && told.exit === 130;
  return EXITS[verdict].includes(told.exit) || inProcess ? [] : [`${verdict} with exit code ${told.exit}`];
}

/**
 * A caller whose leg led into the run's meeting and who did not hang up must still be there. And whoever hung up: nothing
 * that the run takes back may ever have had a leg in it, for then only luck has spared the caller.
 */
function callersDropped(run) {
  const dropped = run.truth.calls
    .filter(({ status }) => status !== 'Ended')
    .flatMap(({ legs }) => legs)
    .filter(({ attendeeId, status }) => attendeeId !== undefined && status === 'Disconnected');
  const removals = run.truth.requests.filter(({ operation, delivered }) => REMOVALS.includes(operation) && delivered);
  const under = removals.length > 0 && ourLegs(run).length > 0;
  return [
    ...dropped.map(({ meetingId }) => `dropped caller: its leg into ${meetingId} was disconnected`),
    ...(under ? ['dropped caller: what a leg led to was removed'] : []),
  ];
}

/** Once the update was delivered the program removes nothing. */
function removedAfterUpdate({ truth: { requests } }) {
  const at = requests.findIndex(
    ({ operation, delivered }) => operation === 'UpdateSipMediaApplicationCall' && delivered,
  );
  if (at === -1) return [];
  return requests
    .slice(at)
    .filter(({ operation, delivered }) => REMOVALS.includes(operation) && delivered)
    .map(({ operation }) => `${operation} after the update was delivered`);
}

/** What was there before the run, and is not the run's to remove. */
function othersRemoved({ truth, before }) {
  return before.meetings.flatMap(({ meetingId, attendees }) => {
    const now = truth.meetings.find((meeting) => meeting.meetingId === meetingId);
    if (now === undefined || now.ended) return [`somebody else's meeting was ended: ${meetingId}`];
    const there = new Set(now.attendees.map(({ attendeeId }) => attendeeId));
    return attendees
      .filter(({ attendeeId }) => !there.has(attendeeId))
      .map(({ attendeeId }) => `somebody else's attendee was removed: ${attendeeId}`);
  });
}

/** What the run made and what still stands, as `{kind, meetingId, attendeeId}`. */
export function standingOf({ truth, before }) {
  const others = new Map(before.meetings.map(({ meetingId, attendees }) => [meetingId, attendees]));
  const live = truth.meetings.filter(({ ended }) => !ended);
  return live.flatMap(({ meetingId, attendees }) => {
    if (!others.has(meetingId)) return [{ kind: 'meeting', meetingId, attendeeId: null }];
    const known = new Set(others.get(meetingId).map(({ attendeeId }) => attendeeId));
    return attendees
      .filter(({ attendeeId }) => !known.has(attendeeId))
      .map(({ attendeeId }) => ({ kind: 'attendee', meetingId, attendeeId }));
  });
}

/** Each thing that stands after the run must be named: by its id, or as one whose id was never learnt. */
function unnamedLeftovers(run) {
  const { verdict, standing: kept, leftovers } = run.told.result;
  const there = standingOf(run);
  const meetings = there.filter(({ kind }) => kind === 'meeting');
  const problems = meetings.length > 1 ? [`${meetings.length} meetings were made`] : [];
  if (verdict === 'JOINED') return kept.length === 0 ? problems : [...problems, 'JOINED, and standing is not empty'];
  const named = [...kept, ...leftovers];
  const isNamed = ({ kind, meetingId, attendeeId }) =>
    named.some(
      (left) =>
        left.kind === kind &&
        (left.meetingId === meetingId || left.meetingId === null) &&
        (left.attendeeId === attendeeId || left.attendeeId === null),
    );
  const unnamed = there.filter((thing) => !isNamed(thing));
  return [
    ...problems,
    ...unnamed.map(
      ({ kind, meetingId, attendeeId }) => `left behind and not named: ${kind} ${attendeeId ?? meetingId}`,
    ),
  ];
}

function untrueUndone(run) {
  const standing = standingOf(run);
  return run.told.result.undone
    .filter(({ kind, meetingId, attendeeId }) =>
      standing.some((thing) => thing.kind === kind && thing.meetingId === meetingId && thing.attendeeId === attendeeId),
    )
    .map(({ kind, meetingId, attendeeId }) => `said to be undone, and stands: ${kind} ${attendeeId ?? meetingId}`);
}

/** What was sent is written down, ends with what was said, and names what stands. */
function journalProblems(run) {
  const { journal, told, truth, phones } = run;
  const problems = [];
  if (truth.secrets.some((secret) => journal.includes(secret))) problems.push('a join token is in the journal');
  if (phones.some((number) => journal.includes(number.slice(1)))) problems.push('a phone number is in the journal');
  const creations = truth.requests.filter(({ operation }) => /^(?:Batch)?Create|^Update/.test(operation));
  const entries = journal.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  if (creations.length > 0 && entries.length === 0) return [...problems, 'something was sent, and there is no journal'];
  const ended = entries.findLast(({ type }) => type === 'ended');
  const said = told.result?.verdict;
  if (entries.length > 0 && said !== undefined && ended?.result.verdict !== said) {
    problems.push(`the journal ends with ${ended?.result.verdict}, the run said ${said}`);
  }
  const ids = standingOf(run).map(({ attendeeId, meetingId }) => attendeeId ?? meetingId);
  const asked = (made) =>
    made.meeting.state === 'asked' || (made.attendees.length === 0 && made.asked.length + made.doubtful.length > 0);
  const isWritten = (id) => journal.includes(id) || entries.some(({ type, made }) => type === 'made' && asked(made));
  return [
    ...problems,
    ...ids.filter((id) => !isWritten(id)).map((id) => `it stands, and is not in the journal: ${id}`),
  ];
}

/** Join tokens and phone numbers are never said; external user ids are masked in what --debug says. */
function secretsShown({ told, truth, phones, plan, request }) {
  const shown = [];
  if (truth.secrets.some((secret) => told.said.includes(secret))) shown.push('a join token is shown');
  if (phones.some((number) => told.said.includes(number.slice(1)))) shown.push('a phone number is shown');
  if (plan.asProgram === 'debug') {
    const debug = told.said.split('\n').filter((line) => line.startsWith('debug:'));
    if (debug.some((line) => line.includes(request.externalUserId))) shown.push('--debug shows an external user id');
  }
  return shown;
}

/**
 * A join that no record can show (see test/proof/random/beyond.ts): the handler does not log its answers, and a fault dropped
 * the event that tells it of the join.
 */
export function isBeyondTheLog({ plan, told, truth, before }) {
  if (told.result?.verdict !== 'NOT_JOINED' || conductOf(plan.handler).logsAnswers) return false;
  if (ourLegs({ truth, before }).length === 0) return false;
  const events = truth.call?.events ?? [];
  return !events.some(
    ({ InvocationEventType: type, ActionData }) =>
      type === 'ACTION_SUCCESSFUL' && ActionData?.Type === 'JoinChimeMeeting',
  );
}
