/*
 * Could the evidence of a run have been read? By what the emulator knows, not by what the engine made of it. It could, if
 *
 * 1. the update was delivered to the SMA, and the run looks for evidence at all (no --no-wait);
 * 2. there is a decisive event, and the handler was given it: of a join that happened its ACTION_SUCCESSFUL; of one that
 *    did not its ACTION_FAILED, or an INVALID_LAMBDA_RESPONSE after the update; or the HANGUP of LEG-A; or the update itself,
 *    where the handler declines it and logs what it answers. An event that a fault dropped was not given. What speaks against
 *    the join counts only if every event of the call was given, each once (docs/verdicts.md, "a complete record"), unless the
 *    handler declines: then both of its answers do;
 * 3. the handler logs its events, and the records of that one (all of its Lambda request, for some handlers print an event
 *    over many) could be read by FilterLogEvents before the run's wait was up, counted from the update on. Log delay, late events
 *    and records out of order count by the time they became readable. What speaks against the join must have been readable
 *    for the quiet time too. Where --timeout or an interrupt cuts the run short there is no last look: then it was a second
 *    before that, which is how far apart looks are;
 * 4. FilterLogEvents itself answered again before that time: of the faults ordered for it the last one had passed, the
 *    time that it took included; where the run gave up before that, had it gone on asking. Likewise GetSipMediaApplication,
 *    which tells where the handler logs, unless the operator did.
 * 5. the machine gave this process its time: a run during which it was kept waiting says nothing about the engine's looking.
 *
 * Nothing else excuses an UNCONFIRMED: not a second operator's update beside ours, not a masked token.
 */
import { conductOf } from './handlers.js';
import { LIMITS } from './one-run.js';
import { ourLegs, updatesDelivered } from './truth.js';

/** `{readable, why}`; `why` says in a few words what stood in the way, or what the decisive event is. */
export function couldHaveBeenRead(run) {
  const no = (why) => ({ readable: false, why });
  const { plan, truth } = run;
  if (updatesDelivered(truth) === 0) return no('the update was not delivered');
  if (plan.waitMs === null) return no('nobody waits');
  if (!conductOf(plan.handler).logsEvents) return no('the handler does not log its events');
  if (run.starved) return no('this process was kept waiting');
  const decisive = decisiveOf(run);
  if (decisive.event === null) return no(decisive.why);
  const until = timeIsUpAt(run, decisive);
  const answered = Math.max(answersAgainAt(run, 'FilterLogEvents'), logIsKnownAt(run));
  if (answered > until) return no('reading was refused or unanswered until the time was up');
  return recordedAt(truth, decisive.event) > until
    ? no('the record came after the time was up')
    : { readable: true, why: decisive.why };
}

function decisiveOf(run) {
  const { plan, before, truth } = run;
  const events = truth.call?.events ?? [];
  const none = (why) => ({ event: null, why });
  const ours = ({ ActionData }) => ActionData?.Parameters?.JoinToken !== (before.theirs?.joinToken ?? null);
  const joins = events.filter(({ ActionData }) => ActionData?.Type === 'JoinChimeMeeting').filter(ours);
  const ofType = (type) => joins.findLast(({ InvocationEventType }) => InvocationEventType === type) ?? null;
  if (ourLegs(run).length > 0) {
    const event = ofType('ACTION_SUCCESSFUL');
    return event === null ? none('the handler was not told of the join') : { event, why: 'joined' };
  }
  const update = events.find(
    ({ InvocationEventType, ActionData }) =>
      InvocationEventType === 'CALL_UPDATE_REQUESTED' &&
      ActionData.Parameters.Arguments.JoinToken !== (before.theirs?.joinToken ?? null),
  );
  const hangUp = events.find(
    ({ InvocationEventType, ActionData }) =>
      InvocationEventType === 'HANGUP' && ActionData?.Parameters?.ParticipantTag === 'LEG-A',
  );
  const { declines, logsAnswers } = conductOf(plan.handler);
  const sequences = events.map(({ Sequence }) => Sequence);
  if (!hasEveryEvent(sequences)) return none('an event was dropped');
  if (sequences.some((one, index) => sequences.indexOf(one) !== index) && !declines) return none('an event came twice');
  // After the run the emulator goes on for some seconds: what happens then comes too late, by its records' time.
  if (hangUp !== undefined && recordedAt(truth, hangUp) <= timeIsUpAt(run, { why: 'hung up' }))
    return { event: hangUp, why: 'hung up' };
  const failed = ofType('ACTION_FAILED');
  if (failed !== null) return { event: failed, why: 'the join failed' };
  if (update === undefined) return none('the handler was not told of the update');
  const unusable = events.find(
    ({ InvocationEventType, Sequence }) =>
      InvocationEventType === 'INVALID_LAMBDA_RESPONSE' && Sequence > update.Sequence,
  );
  if (unusable !== undefined) return { event: unusable, why: "the handler's answer was unusable" };
  if (declines && logsAnswers) return { event: update, why: 'the update was declined' };
  return none('no event decides');
}

function hasEveryEvent(sequences) {
  const seen = new Set(sequences);
  return Array.from({ length: Math.max(...sequences) }, (_, index) => index + 1).every((one) => seen.has(one));
}

/** When the last record of the Lambda request that first logged the event could be read; never, where none did. */
function recordedAt({ records }, { Sequence }) {
  const pattern = new RegExp(`"Sequence"\\s*:\\s*${Sequence}\\b`);
  const first = records.find(({ message }) => pattern.test(message));
  if (first === undefined) return Number.POSITIVE_INFINITY;
  const stream = records.filter(({ logStreamName }) => logStreamName === first.logStreamName);
  const from = stream.indexOf(first);
  const end = stream.findIndex(({ message }, index) => index >= from && message.startsWith('REPORT RequestId'));
  const request = stream.slice(from, end === -1 ? undefined : end + 1);
  return Math.max(...request.map(({ ingestionTime }) => ingestionTime));
}

/** Looks are this far apart. */
const PAUSE_MS = 1_000;
/** What speaks against the join is final if so long after it nothing more came; twice the log delay, where that is longer. */
const QUIET_MS = 6_000;

/**
 * A join that no record could show: the handler was told that the first attempt failed, tried again and logged nothing of it,
 * and of the success it was never told, or long after. NOT_JOINED is then what all records say (docs/verdicts.md); it is counted,
 * and told, but it is no mistake of the program's.
 */
export function isBeyondTheLog(run) {
  const { plan, told, truth } = run;
  if (told.result?.verdict !== 'NOT_JOINED' || conductOf(plan.handler).logsAnswers || ourLegs(run).length === 0)
    return false;
  const events = truth.call?.events ?? [];
  const first = (type) =>
    events.find(
      ({ InvocationEventType, ActionData }) => InvocationEventType === type && ActionData?.Type === 'JoinChimeMeeting',
    );
  const success = first('ACTION_SUCCESSFUL');
  const failed = first('ACTION_FAILED');
  if (failed === undefined || plan.secondOperatorAfter !== null) return false;
  const failedAt = recordedAt(truth, failed);
  return success === undefined || recordedAt(truth, success) > failedAt + quietTime(plan);
}

/** The run's own wait; its budget or an interrupt, where they cut the wait short. */
function timeIsUpAt({ plan, time, truth }, { why }) {
  const update = truth.requests.find(({ operation }) => operation === 'UpdateSipMediaApplicationCall');
  const waits = (time.prove ?? Date.parse(update.time)) + plan.waitMs;
  const interrupted = plan.interruptAfter === null ? Number.POSITIVE_INFINITY : time.startedAt + plan.interruptAfter;
  const cut = Math.min(time.startedAt + plan.timeoutMs, interrupted);
  return Math.min(waits, cut - PAUSE_MS) - (why.startsWith('joined') ? 0 : quietTime(plan) + PAUSE_MS);
}

const quietTime = ({ logDelayMs }) => Math.max(QUIET_MS, 2 * logDelayMs);

/** Asking again and again takes this long at least, between an answer and the next request. */
const AGAIN_MS = 300;

/** From when on requests of the operation suffer no more faults; where it was given up before, as if it had not been. */
function answersAgainAt({ plan, truth, time }, operation) {
  const faults = plan.faults.filter((fault) => fault.operation === operation);
  const suffered = faults.flatMap((fault) => Array.from({ length: fault.times ?? 1 }, () => fault));
  const tookOf = ({ kind, ms }) => (kind === 'hang' ? LIMITS.requestMs : kind === 'delay' ? (ms ?? 1_000) : 0);
  const sent = truth.requests.filter((request) => request.operation === operation);
  return suffered.reduce((at, fault, index) => {
    const asked = sent[index] === undefined ? at + AGAIN_MS : Date.parse(sent[index].time);
    return asked + tookOf(fault);
  }, time.startedAt);
}

/** A call that is looked up says on the way where its handler logs; an operator may say so too. */
function logIsKnownAt(run) {
  return run.plan.namesLogGroup ? 0 : answersAgainAt(run, 'GetSipMediaApplication');
}
