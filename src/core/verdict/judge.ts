import { type CallEvent, connectedMeetingLeg, hangsUpLegA, showsMeetingLeg } from '../evidence/call-event.js';
import { latestSeen, type SeenAnswer, type SeenEvent, type Timeline } from '../evidence/timeline.js';
import type { FailureCode } from '../failure.js';
import { attemptsSince, isSameRequest, triesAgain } from './attempts.js';
import { isJoinOutcome, mayHaveJoined, meetingLegAfter, showsOthersLeg, successOf } from './join-signs.js';
import { followsUpdate, isEachSeen, isOfCall, isOurJoin, type OurUpdate, ourUpdate, type RunMarks } from './ours.js';
import type { Evidence } from './verdict.js';

/** What the records say about this run's join. */
export type Judgement =
  /** `final` is false where our update is only likely ours: then it holds if one more look shows the same. */
  | { kind: 'joined'; final: boolean; evidence: Evidence[] }
  /**
   * The join did not happen. `final`: nothing can change it any more; else it holds if one more look, two seconds later,
   * shows neither a success nor another attempt.
   */
  | {
      kind: 'not-joined';
      final: boolean;
      /**
       * What the handler answered to it is seen, or does not matter any more. Else another attempt may be under way of which
       * the log will only show the outcome.
       */
      answered: boolean;
      code: FailureCode;
      error: { code: string; message: string } | null;
      evidence: Evidence[];
    }
  /** Nothing decides yet; `evidence` is what was seen of our update so far. `isOver`: the call is, and nothing will. */
  | { kind: 'open'; isOver: boolean; evidence: Evidence[] };

/**
 * Judges the call's records, in whatever order and number they arrived. Pure. A join outranks everything else; a failure
 * counts only while the call shows no meeting leg; the caller's own hang-up ends it.
 */
export function judge(timeline: Timeline, run: RunMarks): Judgement {
  const events = atFirstSight(timeline.events.filter(({ event }) => isOfCall(event, run)));
  const update = ourUpdate(events, run);
  const seenUpdate = update === null ? [] : [evidenceOf(update, 'the handler was invoked with our update')];
  const hangUp = events.find(({ event }) => hangsUpLegA(event));
  const open = { kind: 'open', isOver: hangUp !== undefined, evidence: seenUpdate } as const;

  const joined = joinOf(timeline, events, update, run);
  if (joined !== null) return { ...joined, evidence: [...seenUpdate, ...joined.evidence] };
  // A join that cannot be told from ours: neither JOINED nor NOT_JOINED may be said of it.
  if (mayHaveJoined(events, update, run)) return open;

  if (hangUp !== undefined) {
    const evidence = [...seenUpdate, evidenceOf(hangUp, hangUpSummary(hangUp.event))];
    // Where an event is missing, or the leg is shown as it leaves, the call may have joined before it ended.
    if (showsMeetingLeg(hangUp.event) || !isComplete(events, update, hangUp, run)) return { ...open, evidence };
    return { kind: 'not-joined', final: true, answered: true, code: 'CALLER_HUNG_UP', error: null, evidence };
  }

  const failure = failureOf(events, update, run);
  if (failure !== null) {
    if (triesAgain(timeline.answers, events, attemptsSince(failure, events, update), run)) return open;
    const { event } = failure;
    const code = event.type === 'ACTION_FAILED' ? 'ACTION_FAILED' : 'INVALID_LAMBDA_RESPONSE';
    const what = code === 'ACTION_FAILED' ? 'JoinChimeMeeting failed' : "the handler's answer was unusable";
    const summary = event.error === null ? what : `${what}: ${event.error.code}: ${event.error.message}`;
    const evidence = [...seenUpdate, evidenceOf(failure, summary)];
    const answered = answerTo(failure, timeline.answers) !== null;
    return { kind: 'not-joined', final: false, answered, code, error: event.error, evidence };
  }

  const ignored = update === null ? null : answerWithoutJoin(timeline, events, update, run);
  if (ignored === null) return open;
  const evidence = [...seenUpdate, answerEvidence(ignored)];
  return { kind: 'not-joined', final: false, answered: true, code: 'UPDATE_IGNORED', error: null, evidence };
}

/** An event may be logged more than once, by Lambda's retries too: it happened when it was first seen. */
function atFirstSight(events: SeenEvent[]): SeenEvent[] {
  const first = new Map<string, number>();
  const keyed = events.map((seen) => ({ seen, key: JSON.stringify(seen.event) }));
  for (const { seen, key } of keyed) first.set(key, Math.min(first.get(key) ?? seen.time, seen.time));
  return keyed.map(({ seen, key }) => ({ ...seen, time: first.get(key) ?? seen.time }));
}

function joinOf(
  timeline: Timeline,
  events: SeenEvent[],
  update: OurUpdate | null,
  run: RunMarks,
): Extract<Judgement, { kind: 'joined' }> | null {
  const success = successOf(events, update, run);
  // By its token or its meeting it is ours whatever else is seen; by its place only as surely as the update is.
  const final = update?.certain === true || (success !== null && isOurJoin(success.event, null, events, run));
  if (success !== null) return { kind: 'joined', final, evidence: [evidenceOf(success, 'JoinChimeMeeting succeeded')] };
  const leg = meetingLegAfter(timeline, events, update, run);
  if (leg === null) return null;
  return {
    kind: 'joined',
    final,
    evidence: [evidenceOf(leg, 'the call shows a Connected meeting leg that was not there before')],
  };
}

/** The latest failure of our join whose own CallDetails show no meeting leg, or none but what is certainly another's. */
function failureOf(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): SeenEvent | null {
  const failures = events.filter(({ event }) => {
    const fails = isJoinOutcome(event, 'ACTION_FAILED') && isOurJoin(event, update, events, run);
    if (connectedMeetingLeg(event) !== undefined) return fails && showsOthersLeg(event, events, run);
    return fails || (event.type === 'INVALID_LAMBDA_RESPONSE' && followsUpdate(event, update, events, run));
  });
  return latestSeen(failures);
}

/**
 * The whole answer to our update, logged in the same Lambda request, and no JoinChimeMeeting in it or since. An answer of
 * other actions ("please hold") brings the handler back when they are done: then what it answers that decides.
 */
function answerWithoutJoin(
  timeline: Timeline,
  events: SeenEvent[],
  update: SeenEvent,
  run: RunMarks,
): SeenAnswer | null {
  if (triesAgain(timeline.answers, events, update, run)) return null;
  const first = answerTo(update, timeline.answers);
  if (first === null || leavesCallAsItIs(first)) return first;
  const since = update.event.sequence ?? 0;
  const told = events.filter(({ event }) => AFTER_ACTIONS.includes(event.type) && (event.sequence ?? 0) > since);
  return told.map((event) => answerTo(event, timeline.answers)).find((answer) => answer !== null) ?? null;
}

const AFTER_ACTIONS: readonly string[] = ['ACTION_SUCCESSFUL', 'ACTION_FAILED'];

function answerTo(event: SeenEvent, answers: SeenAnswer[]): SeenAnswer | null {
  return answers.findLast((answer) => answer.whole && isSameRequest(answer, event)) ?? null;
}

/** Nothing, or the end of the call: the handler is not told of anything that it could answer with a join. */
function leavesCallAsItIs({ actions }: SeenAnswer): boolean {
  return actions === null || actions.length === 0 || actions.includes('Hangup');
}

/** No event between our update (or the last one before it, or the call's begin) and the hang-up is missing. */
function isComplete(events: SeenEvent[], update: SeenEvent | null, hangUp: SeenEvent, run: RunMarks): boolean {
  const from = update?.event.sequence ?? run.sequenceBefore ?? 0;
  const to = hangUp.event.sequence;
  return to !== null && isEachSeen(events, from, to);
}

function hangUpSummary(event: CallEvent): string {
  const code = event.parameters['SipResponseCode'];
  const told = typeof code === 'number' || typeof code === 'string' ? ` (SIP ${String(code).slice(0, 8)})` : '';
  return `the call ended${told}`;
}

/** Handlers and AWS's errors may be of any length; evidence is a sentence. */
const LONGEST_SUMMARY = 300;

function evidenceOf(seen: SeenEvent, summary: string): Evidence {
  const { type, sequence } = seen.event;
  const told = summary.slice(0, LONGEST_SUMMARY);
  return { source: seen.group, time: new Date(seen.time).toISOString(), sequence, event: type, summary: told };
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
    summary: `the handler answered our update with ${said}`.slice(0, LONGEST_SUMMARY),
  };
}
