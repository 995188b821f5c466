import { type CallEvent, connectedMeetingLeg, hangsUpLegA } from '../evidence/call-event.js';
import type { SeenAnswer, SeenEvent, Timeline } from '../evidence/timeline.js';
import type { FailureCode } from '../failure.js';
import {
  followsUpdate,
  isOfCall,
  isOthersJoin,
  isOurJoin,
  ourUpdate,
  type RunMarks,
  unsettledUpdates,
} from './ours.js';
import type { Evidence } from './verdict.js';

/** What the records say about this run's join. */
export type Judgement =
  | { kind: 'joined'; evidence: Evidence[] }
  /**
   * The join did not happen. `final`: nothing can change it any more; else it holds if one more look, two seconds later,
   * shows neither a success nor another attempt.
   */
  | {
      kind: 'not-joined';
      final: boolean;
      code: FailureCode;
      error: { code: string; message: string } | null;
      evidence: Evidence[];
    }
  /** Nothing decides yet; `evidence` is what was seen of our update so far. */
  | { kind: 'open'; evidence: Evidence[] };

/**
 * Judges the call's records, in whatever order and number they arrived. Pure. A join outranks everything else; a failure
 * counts only while the call shows no meeting leg; the caller's own hang-up ends it.
 */
export function judge(timeline: Timeline, run: RunMarks): Judgement {
  const events = timeline.events.filter(({ event }) => isOfCall(event, run));
  const update = ourUpdate(events, run);
  const seenUpdate = update === null ? [] : [evidenceOf(update, 'the handler was invoked with our update')];

  const joined = successOf(events, update, run) ?? meetingLegAfter(events, update, run);
  if (joined !== null) return { kind: 'joined', evidence: [...seenUpdate, joined] };

  // A join that cannot be told from ours: neither JOINED nor NOT_JOINED may be said of it.
  if (mayHaveJoined(events, update, run)) return { kind: 'open', evidence: seenUpdate };

  const hangUp = events.find(({ event }) => hangsUpLegA(event));
  if (hangUp !== undefined) {
    const evidence = [...seenUpdate, evidenceOf(hangUp, hangUpSummary(hangUp.event))];
    const final = isComplete(events, update?.event.sequence ?? null, hangUp.event.sequence);
    return { kind: 'not-joined', final, code: 'CALLER_HUNG_UP', error: null, evidence };
  }

  const failure = failureOf(events, update, run);
  if (failure !== null) {
    if (triesAgain(timeline.answers, events, failure)) return { kind: 'open', evidence: seenUpdate };
    const { event } = failure;
    const code = event.type === 'ACTION_FAILED' ? 'ACTION_FAILED' : 'INVALID_LAMBDA_RESPONSE';
    const what = code === 'ACTION_FAILED' ? 'JoinChimeMeeting failed' : "the handler's answer was unusable";
    const summary = event.error === null ? what : `${what}: ${event.error.code}: ${event.error.message}`;
    const evidence = [...seenUpdate, evidenceOf(failure, summary)];
    return { kind: 'not-joined', final: false, code, error: event.error, evidence };
  }

  const ignored = update === null ? null : answerWithoutJoin(timeline, events, update);
  if (ignored !== null) {
    const evidence = [...seenUpdate, answerEvidence(ignored)];
    return { kind: 'not-joined', final: false, code: 'UPDATE_IGNORED', error: null, evidence };
  }
  return { kind: 'open', evidence: seenUpdate };
}

/** The Date of an answer has whole seconds, and the clocks of two services differ a little. */
const CLOCKS_APART_MS = 5_000;

function isJoinOutcome(event: CallEvent, type: 'ACTION_SUCCESSFUL' | 'ACTION_FAILED'): boolean {
  return event.type === type && event.actionType === 'JoinChimeMeeting';
}

function successOf(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): Evidence | null {
  const success = events.find(
    ({ event }) => isJoinOutcome(event, 'ACTION_SUCCESSFUL') && isOurJoin(event, update, events, run),
  );
  return success === undefined ? null : evidenceOf(success, 'JoinChimeMeeting succeeded');
}

/**
 * A Connected meeting leg that was not there before. No event says which meeting it leads to, so it counts only after our
 * update, with no other update and nobody else's join between, and only if every event before shows none.
 */
function meetingLegAfter(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): Evidence | null {
  const sequence = update?.event.sequence ?? null;
  if (update === null || sequence === null) return null;
  const before = events.filter(({ event }) => event.sequence !== null && event.sequence <= sequence);
  if (before.some(({ event }) => connectedMeetingLeg(event) !== undefined)) return null;
  if (unsettledUpdates(events, update, run).length > 0) return null;
  const leg = events.find(
    ({ event }) =>
      connectedMeetingLeg(event) !== undefined &&
      followsUpdate(event, update, events, run) &&
      !joinedElsewhere(events, event, update, run),
  );
  return leg === undefined ? null : evidenceOf(leg, 'the call shows a Connected meeting leg that was not there before');
}

/** Since our update there was a join, or there is a meeting leg, that is not certainly somebody else's. */
function mayHaveJoined(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): boolean {
  const since = events.filter((seen) => isSince(seen, update, run));
  const joins = since.filter(({ event }) => isJoinOutcome(event, 'ACTION_SUCCESSFUL'));
  if (joins.some(({ event }) => !isOthersJoin(event, run))) return true;
  const before = events.filter((seen) => !since.includes(seen));
  if (before.some(({ event }) => connectedMeetingLeg(event) !== undefined)) return false;
  return joins.length === 0 && since.some(({ event }) => connectedMeetingLeg(event) !== undefined);
}

/** After our update by Sequence; by the records' own time where our update or a Sequence is not seen. */
function isSince(seen: SeenEvent, update: SeenEvent | null, run: RunMarks): boolean {
  const [from, at] = [update?.event.sequence ?? null, seen.event.sequence];
  return from !== null && at !== null ? at > from : seen.time >= run.updatedAt - CLOCKS_APART_MS;
}

function joinedElsewhere(events: SeenEvent[], upTo: CallEvent, update: SeenEvent, run: RunMarks): boolean {
  return events.some(
    ({ event }) =>
      isJoinOutcome(event, 'ACTION_SUCCESSFUL') &&
      !isOurJoin(event, update, events, run) &&
      (event.sequence ?? 0) > (update.event.sequence ?? 0) &&
      (event.sequence ?? 0) <= (upTo.sequence ?? 0),
  );
}

/** The latest failure of our join whose own CallDetails show no meeting leg. */
function failureOf(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): SeenEvent | null {
  const failures = events.filter(({ event }) => {
    if (connectedMeetingLeg(event) !== undefined) return false;
    if (isJoinOutcome(event, 'ACTION_FAILED')) return isOurJoin(event, update, events, run);
    return event.type === 'INVALID_LAMBDA_RESPONSE' && followsUpdate(event, update, events, run);
  });
  return failures.reduce<SeenEvent | null>(
    (latest, next) => (latest === null || (next.event.sequence ?? 0) >= (latest.event.sequence ?? 0) ? next : latest),
    null,
  );
}

/** The handler answered this event, or a later one of the call, with a JoinChimeMeeting: its outcome is still to come. */
function triesAgain(answers: SeenAnswer[], events: SeenEvent[], from: SeenEvent): boolean {
  const since = from.event.sequence ?? 0;
  const later = events.filter(({ event }) => (event.sequence ?? 0) >= since);
  return answers.some((answer) => answer.joins && later.some((event) => isSameRequest(answer, event)));
}

/** The whole answer to our update, logged in the same Lambda request, and no JoinChimeMeeting in it or since. */
function answerWithoutJoin(timeline: Timeline, events: SeenEvent[], update: SeenEvent): SeenAnswer | null {
  if (triesAgain(timeline.answers, events, update)) return null;
  return timeline.answers.findLast((answer) => answer.whole && isSameRequest(answer, update)) ?? null;
}

function isSameRequest(answer: SeenAnswer, to: SeenEvent): boolean {
  return answer.requestId !== null && answer.requestId === to.requestId && answer.stream === to.stream;
}

/** No event between our update and the hang-up is missing, so none can still arrive that would tell otherwise. */
function isComplete(events: SeenEvent[], from: number | null, to: number | null): boolean {
  if (from === null || to === null) return false;
  const seen = new Set(events.map(({ event }) => event.sequence));
  for (let sequence = from + 1; sequence < to; sequence += 1) if (!seen.has(sequence)) return false;
  return true;
}

function hangUpSummary(event: CallEvent): string {
  const code = event.parameters['SipResponseCode'];
  const told = typeof code === 'number' || typeof code === 'string' ? ` (SIP ${String(code).slice(0, 8)})` : '';
  return `the call ended${told}`;
}

function evidenceOf(seen: SeenEvent, summary: string): Evidence {
  const { type, sequence } = seen.event;
  return { source: seen.group, time: new Date(seen.time).toISOString(), sequence, event: type, summary };
}

function answerEvidence(answer: SeenAnswer): Evidence {
  const said =
    answer.actions === null
      ? 'no action list'
      : answer.actions.length === 0
        ? 'an empty action list'
        : answer.actions.join(', ');
  return {
    source: answer.group,
    time: new Date(answer.time).toISOString(),
    sequence: null,
    event: 'HANDLER_RESPONSE',
    summary: `the handler answered our update with ${said}`,
  };
}
