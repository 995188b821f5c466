import type { CallEvent } from '../evidence/call-event.js';
import { connectedLegB, connectedMeetingLeg, hangsUpLegA } from '../evidence/legs.js';
import type { SeenAnswer, SeenEvent, Timeline } from '../evidence/seen.js';
import type { NotJoinedCode } from '../failure.js';
import { maskNamed } from '../named-secrets.js';
import type { Against } from './against.js';
import { type History, historyOf, sequenceOf } from './history.js';
import { joinOf, signOfJoin } from './joined.js';
import { againstJoin } from './not-joined.js';
import { isOthersJoin, namesOurMeeting, type RunMarks } from './ours.js';
import { repliesIn } from './replies.js';
import type { Evidence, Likely, Why } from './verdict.js';

/** What the records say about this run's join. Times in ms since the epoch. */
export type Judgement =
  /** `leftAt`: a record shows that the caller left again, or hung up; null where none does. */
  | { kind: 'joined'; at: number; leftAt: number | null; evidence: Evidence[] }
  /**
   * The join did not happen, if these records are all there are: that takes a whole look, and a while of silence since
   * `decidedAt`, when the last request that could have changed it had ended.
   */
  | { kind: 'not-joined'; code: NotJoinedCode; error: CallEvent['error']; decidedAt: number; evidence: Evidence[] }
  /** They do not decide. `isOver`: the call is, so that nothing will but a record that is still to come. */
  | { kind: 'open'; likely: Likely; why: Why; isOver: boolean; evidence: Evidence[] };

/**
 * Judges the call's records, in whatever order and number they arrived. Pure, and in time proportional to their number. A join
 * outranks everything else, and is not taken back by a later leave.
 */
export function judge(timeline: Timeline, run: RunMarks): Judgement {
  const history = historyOf(timeline.events, run);
  const replies = repliesIn(timeline, history, run);
  const { update, events } = history;
  const evidence = update === null ? [] : [evidenceOf(update, 'the handler was invoked with our update')];
  const isOver = events.some(({ event }) => hangsUpLegA(event));

  const joined = joinOf(history, replies, run);
  if (joined !== null) {
    evidence.push(evidenceOf(joined, 'JoinChimeMeeting succeeded'));
    const leftAt = leaveAfter(joined, history);
    return { kind: 'joined', at: joinedBy(joined, leftAt, run), leftAt, evidence };
  }
  const sign = signOfJoin(history, run);
  if (sign !== null) {
    evidence.push(evidenceOf(sign, 'a join that is not shown to be this one'));
    return {
      kind: 'open',
      likely: isLikelyOurs(sign.event, run) ? 'joined' : null,
      why: 'join-unnamed',
      isOver,
      evidence,
    };
  }
  const against = againstJoin({ timeline, history, replies, run });
  if (against === null) {
    const why = update === null ? 'update-not-seen' : 'nothing-followed';
    return { kind: 'open', likely: null, why, isOver, evidence };
  }
  evidence.push(...evidenceAgainst(against));
  const { code, error, why } = against;
  if (why === null) return { kind: 'not-joined', code, error, decidedAt: decidedAt(timeline, history), evidence };
  return { kind: 'open', likely: why === 'attempt-under-way' ? null : 'not-joined', why, isOver, evidence };
}

/** Somebody else's join may lead into our meeting, or elsewhere. */
function isLikelyOurs({ parameters }: CallEvent, run: RunMarks): boolean {
  return !isOthersJoin(parameters, run) || namesOurMeeting(parameters['MeetingId'], run);
}

/** The last sign of life of this call in the log since our update: its events, and the ends of the requests that handled them. */
function decidedAt({ requests }: Timeline, { sights, update }: History): number {
  const from = update === null ? 0 : sequenceOf(update.event);
  const times = sights
    .filter(({ event }) => sequenceOf(event) >= from)
    .map(({ time, requestId }) => Math.max(time, requests.get(requestId ?? '')?.endedAt ?? 0));
  return times.reduce((latest, time) => Math.max(latest, time), 0);
}

/** An event of the join that is this much younger than the leg it shows was delivered, or logged, late. */
const LATE_MS = 3_000;

/**
 * As of when the caller was in the meeting: the record's time. Where it came late, or the caller is seen to have left, which
 * may have been before that record was written: when the leg that it shows began.
 */
function joinedBy({ event, time }: SeenEvent, leftAt: number | null, { updatedAt }: RunMarks): number {
  // Where its number is masked, LEG-B is the meeting's leg: it is the success of the join.
  const leg = connectedMeetingLeg(event) ?? connectedLegB(event);
  const startedAt = leg?.startedAt ?? time;
  const isDoubtful = leftAt !== null || time - startedAt > LATE_MS;
  return isDoubtful && startedAt < time && startedAt > updatedAt - LATE_MS ? startedAt : time;
}

/** When the meeting's leg, or the phone, was seen to go after the join. */
function leaveAfter(joined: SeenEvent, { events }: History): number | null {
  const left = events.find(({ event }) => event.type === 'HANGUP' && sequenceOf(event) > sequenceOf(joined.event));
  return left?.time ?? null;
}

/** Handlers and AWS's errors may be of any length; evidence is a sentence. */
const LONGEST_SUMMARY = 300;

function evidenceOf(seen: SeenEvent, summary: string): Evidence {
  const { type, sequence } = seen.event;
  const said = maskNamed(summary).slice(0, LONGEST_SUMMARY);
  return { source: seen.group, time: new Date(seen.time).toISOString(), sequence, event: type, summary: said };
}

function evidenceAgainst({ seen, answer, error, ended }: Against): Evidence[] {
  const end = ended === null ? [] : [evidenceOf(ended, hangUpSummary(ended.event))];
  if (answer !== null) return [answerEvidence(answer), ...end];
  if (seen === ended) return end;
  const what = seen.event.type === 'ACTION_FAILED' ? 'JoinChimeMeeting failed' : "the handler's answer was unusable";
  return [evidenceOf(seen, error === null ? what : `${what}: ${error.code}: ${error.message}`), ...end];
}

function hangUpSummary(event: CallEvent): string {
  const code = event.parameters['SipResponseCode'];
  const shown = typeof code === 'number' || typeof code === 'string' ? ` (SIP ${String(code).slice(0, 8)})` : '';
  return `the call ended${shown}`;
}

function answerEvidence({ actions, joins, group, time }: SeenAnswer): Evidence {
  const where = joins.length > 0 ? ' to another meeting' : '';
  const said = actions === null ? 'no action list' : actions.length === 0 ? 'an empty action list' : actions.join(', ');
  return {
    source: group,
    time: new Date(time).toISOString(),
    sequence: null,
    event: 'HANDLER_RESPONSE',
    summary: `the handler answered our update with ${said}${where}`.slice(0, LONGEST_SUMMARY),
  };
}
