// What a run said, held against what the emulator knows.

import { changesIn, removalsIn, removedAfterUpdate, removedUnderSomebody, updatesIn } from './removals.js';

const EXITS = { JOINED: [0], ACCEPTED: [0], UNCONFIRMED: [7], NOT_JOINED: [10], FAILED: [1, 3, 4, 5, 6, 9] };
/** HUP, INT, TERM: what the program ends with when it was interrupted. */
const INTERRUPTED = [129, 130, 143];
const UNAVAILABLE = 6;
const LEFT_BEHIND = 9;
/** An empty meeting ends after so long (FAQ), and clocks tell of its making a little later than it was. */
const MEETING_ENDS_MS = 5 * 60_000;
const SLACK_MS = 15_000;

/** Everything that is wrong with what the run said and did; empty where nothing is. */
export function problemsOf(run) {
  const { told, truth, complaints } = run;
  const problems = [...told.problems, ...complaints, ...secretsShown(run), ...journalProblems(run)];
  if (told.code === 'INTERNAL') problems.push(`a defect: ${told.cause}`);
  if (updatesDelivered(truth) > 1) problems.push(`the update was delivered ${updatesDelivered(truth)} times`);
  problems.push(...callersDropped(run), ...othersRemoved(run));
  problems.push(...untrueAgain(run), ...untrueCheck(run), ...untrueCleanups(run));
  if (told.result === null) return [...problems, ...withoutResult(run)];
  return [...problems, ...untrueVerdict(run), ...wrongExit(run), ...untrueRest(run), ...wrongRoom(run)];
}

/** Every update of the run that took effect; the second operator's do not go over the wire. */
export function updatesDelivered({ requests }) {
  return updatesIn(requests).length;
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
  const { verdict, asOf, likely } = run.told.result;
  const joined = ourLegs(run).length > 0;
  if (verdict === 'JOINED' && !joined) return ['JOINED, and no leg ever led there'];
  if ((verdict === 'NOT_JOINED' || verdict === 'FAILED') && joined) return [`${verdict}, and a leg led there`];
  if (verdict === 'FAILED' && updatesDelivered(run.truth) > 0) return ['FAILED, and the update was delivered'];
  if (verdict === 'ACCEPTED' && updatesDelivered(run.truth) === 0) return ['ACCEPTED, and no update was delivered'];
  if ((verdict === 'JOINED' || verdict === 'NOT_JOINED') && asOf === null) return [`${verdict}, as of nothing`];
  return verdict !== 'UNCONFIRMED' && likely !== null ? [`${verdict}, and likely ${likely}`] : [];
}

/** What the run says when it is asked for once more, by the same truth. */
function untrueAgain(run) {
  const { again } = run;
  if (again === null) return [];
  if (again.result === null) return [`asked again: no result: ${again.code}: ${again.cause}`];
  const repeated = { ...run, told: again };
  const problems = [...untrueVerdict(repeated), ...wrongExit(repeated), ...untrueRest(repeated)];
  return problems.map((problem) => `asked again: ${problem}`);
}

/** `runs check` reads, and says no more than `bridge` may. */
function untrueCheck(run) {
  const { check, truth } = run;
  if (check === null) return [];
  const changed = changesIn(truth.phases.check).map(({ operation }) => `it sent ${operation}`);
  if (check.code === 'INTERNAL') changed.push(`a defect: ${check.cause}`);
  const checked = { ...run, told: check };
  const problems = check.result === null ? [] : [...untrueVerdict(checked), ...wrongExit(checked)];
  return [...changed, ...problems].map((problem) => `runs check: ${problem}`);
}

function wrongExit({ told, plan }) {
  const { verdict, leftovers } = told.result;
  const problems = [];
  if ((told.exit === UNAVAILABLE) !== (told.retryable ?? false))
    problems.push(`exit ${told.exit}, and retryable is ${told.retryable}`);
  if (leftovers.length > 0 !== (told.exit === LEFT_BEHIND))
    problems.push(`${leftovers.length} leftovers, and exit ${told.exit}`);
  const interrupted = plan.interruptAfter !== null && plan.asProgram !== null && INTERRUPTED.includes(told.exit);
  if (interrupted && verdict !== 'JOINED') return problems;
  const inProcess = plan.interruptAfter !== null && told.code === 'INTERRUPTED' && told.exit === 130;
  return EXITS[verdict].includes(told.exit) || inProcess
    ? problems
    : [...problems, `${verdict} with exit code ${told.exit}`];
}

/**
 * A caller whose leg led into the run's meeting and who did not hang up must still be there. And whoever hung up: nothing
 * that the run takes back may ever have had a leg in it, for then only luck has spared the caller; and once its update was
 * delivered it takes back nothing at all.
 */
function callersDropped(run) {
  const { requests, phases } = run.truth;
  const dropped = run.truth.calls
    .filter(({ status }) => status !== 'Ended')
    .flatMap(({ legs }) => legs)
    .filter(({ attendeeId, status }) => attendeeId !== undefined && status === 'Disconnected');
  const under = removalsIn(requests).length > 0 && ourLegs(run).length > 0;
  return [
    ...dropped.map(({ meetingId }) => `dropped caller: its leg into ${meetingId} was disconnected`),
    ...(under ? ['dropped caller: what a leg led to was removed'] : []),
    ...removedAfterUpdate(requests),
    ...removedUnderSomebody([...phases.whileUp, ...phases.whenOver], run.truth.stays),
  ];
}

/** While the call is up a cleanup removes nothing that a delivered update left; whatever it leaves, it names. */
function untrueCleanups(run) {
  const { truth, plan, cleanups } = run;
  const problems = [];
  if (updatesDelivered(truth) > 0 && truth.callAtVerdict !== 'Ended')
    problems.push(...removalsIn(truth.phases.whileUp).map(({ operation }) => `${operation} while the call is up`));
  for (const { told, meetings } of cleanups) {
    if (told.code === 'INTERNAL') problems.push(`a defect: ${told.cause}`);
    if (told.result === null) {
      if (told.code !== 'RUN_NOT_FOUND') problems.push(`no result: ${told.code}: ${told.cause}`);
      continue;
    }
    const { removed, kept, failed } = told.result;
    if (failed.length > 0 !== (told.exit === LEFT_BEHIND))
      problems.push(`${failed.length} not removed, and exit ${told.exit}`);
    const things = standingOf({ truth: { meetings }, before: run.before });
    const isNamed = (thing) => plan.keepMeeting || [...kept, ...failed].some((left) => isSame(left, thing));
    problems.push(
      ...things.filter((thing) => !isNamed(thing)).map((thing) => `stands, and is not named: ${inWords(thing)}`),
    );
    problems.push(
      ...removed
        .filter((one) => things.some((thing) => isSame(one, thing)))
        .map((thing) => `removed, and stands: ${inWords(thing)}`),
    );
  }
  return problems.map((problem) => `runs cleanup: ${problem}`);
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

/** What is named by an id that was never learnt may be any of its kind. */
export function isSame(named, { kind, meetingId, attendeeId }) {
  return (
    named.kind === kind &&
    (named.meetingId === meetingId || named.meetingId === null) &&
    (named.attendeeId === attendeeId || named.attendeeId === null)
  );
}

const inWords = ({ kind, meetingId, attendeeId }) => `${kind} ${attendeeId ?? meetingId}`;

/**
 * Each thing that stands after the run is named, in `standing` or `leftovers`, by its id or as one whose id was never learnt;
 * each is said only where the verdict allows it, and nothing is said to stand, or to be gone, that is not so.
 */
function untrueRest(run) {
  const { plan, told } = run;
  const { verdict, standing, undone, leftovers } = told.result;
  const things = standingOf(run);
  const meetings = things.filter(({ kind }) => kind === 'meeting');
  const problems = meetings.length > 1 ? [`${meetings.length} meetings were made`] : [];
  if (verdict !== 'FAILED') {
    if (undone.length > 0) problems.push(`${verdict}, and ${undone.length} undone`);
    if (leftovers.length > 0) problems.push(`${verdict}, and ${leftovers.length} leftovers`);
  }
  if (verdict === 'FAILED' && standing.length > 0 && !plan.keepMeeting)
    problems.push('FAILED, and something is left in place');
  if (verdict === 'JOINED')
    return standing.length > 0 ? [...problems, 'JOINED, and something is left in place'] : problems;
  const unnamed = things.filter((thing) => ![...standing, ...leftovers].some((left) => isSame(left, thing)));
  const gone = standing.filter((left) => !things.some((thing) => isSame(left, thing)));
  const back = undone.filter((left) => things.some((thing) => isSame(left, thing)));
  return [
    ...problems,
    ...unnamed.map((thing) => `left behind and not named: ${inWords(thing)}`),
    ...gone.map((thing) => `said to be left in place, and is gone: ${inWords(thing)}`),
    ...back.map((thing) => `said to be undone, and stands: ${inWords(thing)}`),
    ...standing.flatMap((left) => untrueStanding(run, left)),
  ];
}

/** Its own meeting ends five minutes after it was made, if nobody was given a seat in it; of all else that cannot be said. */
function untrueStanding({ plan, told, truth, request }, { kind, meetingId, endsBy, command }) {
  const problems = [];
  if (command !== `chime-join runs cleanup ${told.result.runId}`) problems.push(`${meetingId} is left to: ${command}`);
  const ends = kind === 'meeting' && request.addAttendees.length === 0;
  if (!ends) return endsBy === null ? problems : [...problems, `${kind} ${meetingId} ends by ${endsBy}`];
  const creates = truth.requests.filter(
    ({ operation, delivered }) => operation === 'CreateMeetingWithAttendees' && delivered,
  );
  const madeAt = Date.parse(creates[0]?.time ?? '');
  const end = Date.parse(endsBy ?? '') - MEETING_ENDS_MS;
  const isSo = end >= madeAt - SLACK_MS && end <= madeAt + plan.timeoutMs + SLACK_MS;
  return isSo ? problems : [...problems, `${meetingId} ends by ${endsBy}, and was made at ${creates[0]?.time}`];
}

/** Where an earlier run for the call left a meeting that is there, and can be read, this one goes into that meeting. */
function wrongRoom({ told, before, plan }) {
  const { meeting, verdict } = told.result;
  if (before.earlier === null || meeting === null || verdict === 'FAILED') return [];
  const isHidden = plan.faults.some(({ operation }) => operation === 'GetMeeting');
  const isThere = meeting.meetingId === before.earlier.meetingId && !meeting.created;
  return isThere || isHidden
    ? []
    : [`the earlier run's meeting is ${before.earlier.meetingId}, this run's ${meeting.meetingId}`];
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
  const said = (run.again ?? told).result?.verdict;
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
