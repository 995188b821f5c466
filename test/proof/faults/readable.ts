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
import type { InvocationEvent } from '../../../src/core/facts/event.js';
import { argumentsOf } from '../stage/events.js';
import { conductOf } from '../stage/handlers.js';
import { updatesIn } from '../stage/requests.js';
import { ourLegs } from '../stage/things.js';
import type { Run } from './run.js';
import { answersAgainAt, logIsKnownAt, quietTime, recordedAt, timeIsUpAt } from './times.js';

export interface Readable {
  readable: boolean;
  /** What stood in the way, or what the decisive event is, in a few words. */
  why: string;
}

export function couldHaveBeenRead(run: Run): Readable {
  const no = (why: string) => ({ readable: false, why });
  const { plan, truth } = run;
  if (updatesIn(truth.requests).length === 0) return no('the update was not delivered');
  if (plan.waitMs === null) return no('nobody waits');
  if (!conductOf(plan.handler).logsEvents) return no('the handler does not log its events');
  if (run.starved) return no('this process was kept waiting');
  const decisive = decisiveOf(run);
  if (decisive.event === null) return no(decisive.why);
  const until = timeIsUpAt(run, decisive.why);
  const answered = Math.max(answersAgainAt(run, 'FilterLogEvents'), logIsKnownAt(run));
  if (answered > until) return no('reading was refused or unanswered until the time was up');
  return recordedAt(truth, decisive.event) > until
    ? no('the record came after the time was up')
    : { readable: true, why: decisive.why };
}

interface Decisive {
  event: InvocationEvent | null;
  why: string;
}

const none = (why: string): Decisive => ({ event: null, why });
const isJoin = ({ ActionData }: InvocationEvent) => ActionData?.Type === 'JoinChimeMeeting';

function decisiveOf(run: Run): Decisive {
  const events = run.truth.call?.events ?? [];
  const theirToken = run.before.theirs?.joinToken ?? null;
  const joins = events.filter(isJoin).filter(({ ActionData }) => ActionData?.Parameters?.['JoinToken'] !== theirToken);
  if (ourLegs(run).length > 0) {
    const event = joins.findLast((one) => one.InvocationEventType === 'ACTION_SUCCESSFUL') ?? null;
    return event === null ? none('the handler was not told of the join') : { event, why: 'joined' };
  }
  return against(run, events, joins);
}

/** What speaks against a join. */
function against(run: Run, events: readonly InvocationEvent[], joins: readonly InvocationEvent[]): Decisive {
  const { plan, before, truth } = run;
  const update = events.find((event) => isUpdate(event, before.theirs?.joinToken ?? null));
  const hangUp = events.find(
    ({ InvocationEventType, ActionData }) =>
      InvocationEventType === 'HANGUP' && ActionData?.Parameters?.['ParticipantTag'] === 'LEG-A',
  );
  const { declines, logsAnswers } = conductOf(plan.handler);
  const sequences = events.map(({ Sequence }) => Sequence);
  if (!hasEveryEvent(sequences)) return none('an event was dropped');
  if (sequences.some((one, index) => sequences.indexOf(one) !== index) && !declines) return none('an event came twice');
  // After the run the emulator goes on for some seconds: what happens then comes too late, by its records' time.
  if (hangUp !== undefined && recordedAt(truth, hangUp) <= timeIsUpAt(run, 'hung up'))
    return { event: hangUp, why: 'hung up' };
  const failed = joins.findLast((one) => one.InvocationEventType === 'ACTION_FAILED');
  if (failed !== undefined) return { event: failed, why: 'the join failed' };
  if (update === undefined) return none('the handler was not told of the update');
  const unusable = events.find(
    (one) => one.InvocationEventType === 'INVALID_LAMBDA_RESPONSE' && one.Sequence > update.Sequence,
  );
  if (unusable !== undefined) return { event: unusable, why: "the handler's answer was unusable" };
  if (declines && logsAnswers) return { event: update, why: 'the update was declined' };
  return none('no event decides');
}

/** An update that was not the second operator's. */
function isUpdate(event: InvocationEvent, theirToken: string | null): boolean {
  return event.InvocationEventType === 'CALL_UPDATE_REQUESTED' && argumentsOf(event)['JoinToken'] !== theirToken;
}

function hasEveryEvent(sequences: readonly number[]): boolean {
  const seen = new Set(sequences);
  return Array.from({ length: Math.max(...sequences) }, (_, index) => index + 1).every((one) => seen.has(one));
}

/**
 * A join that no record could show: the handler was told that the first attempt failed, tried again and logged nothing of it,
 * and of the success it was never told, or long after. NOT_JOINED is then what all records say (docs/verdicts.md); it is counted,
 * and told, but it is no mistake of the program's.
 */
export function isBeyondTheLog(run: Run): boolean {
  const { plan, told, truth } = run;
  if (told.result?.verdict !== 'NOT_JOINED' || conductOf(plan.handler).logsAnswers || ourLegs(run).length === 0)
    return false;
  const joins = (truth.call?.events ?? []).filter(isJoin);
  const success = joins.find((one) => one.InvocationEventType === 'ACTION_SUCCESSFUL');
  const failed = joins.find((one) => one.InvocationEventType === 'ACTION_FAILED');
  if (failed === undefined || plan.secondOperatorAfter !== null) return false;
  const failedAt = recordedAt(truth, failed);
  return success === undefined || recordedAt(truth, success) > failedAt + quietTime(plan);
}
