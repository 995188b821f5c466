import { callFlags } from '../catalogue/command-line.js';
import { failed } from '../catalogue/failed.js';
import { sameId } from '../facts/ids.js';
import type { CallName } from '../run/request.js';
import type { Asked } from './entry.js';
import { type Attempt, isUndone, lastAttempt, leavesSomething, mayBeDelivered, type RunRecord } from './record.js';

/** What a run does that is asked for again under its id. */
export type Next =
  /** It has its answer, and gives it again. */
  | { do: 'answer'; attempt: Attempt }
  /** The update was, or may have been, delivered: only the records can tell. Nothing is sent. */
  | { do: 'look'; attempt: Attempt }
  /** It died before the update: its creates are found again by their tokens. */
  | { do: 'go-on'; attempt: Attempt }
  /** From the beginning, as attempt `number`; what earlier ones left is taken back first. */
  | { do: 'begin'; number: number; left: Attempt[] };

/** AWS ends a meeting that nobody connects to after five minutes (FAQ): an older one is not built upon. */
const MEETING_LASTS_MS = 4 * 60_000;

const ANSWERED: readonly string[] = ['JOINED', 'ACCEPTED', 'NOT_JOINED'];

/** Null: the run is new. `now` in milliseconds since the epoch. Pure. */
export function nextOf(record: RunRecord | null, now: number): Next {
  if (record === null) return { do: 'begin', number: 1, left: [] };
  const attempt = lastAttempt(record);
  const { verdict } = attempt;
  if (verdict !== null && ANSWERED.includes(verdict.verdict)) return { do: 'answer', attempt };
  const anew: Next = { do: 'begin', number: attempt.attempt + 1, left: leftIn(record) };
  if (mayBeDelivered(attempt)) return isUndone(attempt) ? anew : { do: 'look', attempt };
  const diedYoung = verdict === null && attempt.leftovers === null && now - attempt.begunAt < MEETING_LASTS_MS;
  return diedYoung ? { do: 'go-on', attempt } : anew;
}

/** Attempts that no caller can be in the meeting of, and that left something. */
function leftIn({ attempts }: RunRecord): Attempt[] {
  return attempts.filter(
    (attempt) => !mayBeDelivered(attempt) && !attempt.asked.keepMeeting && leavesSomething(attempt),
  );
}

/**
 * Throws RUN_ID_TAKEN where a run of this id was asked for something else, and where the ids do not show whether it was:
 * who looks the call up before can tell (`compareCall`), and asks again with all its ids.
 */
export function requireSame(record: RunRecord, asked: Asked): void {
  const attempt = lastAttempt(record);
  const different = DIFFERENCES.filter(([, isSame]) => !isSame(attempt.asked, asked)).map(([name]) => name);
  const call = compareCall(record, asked.call);
  const all = call === 'another' ? ['another call', ...different] : different;
  const known = { runId: record.runId, begunAt: new Date(attempt.begunAt).toISOString() };
  if (all.length > 0) throw failed('RUN_ID_TAKEN.different', { ...known, differences: all.join(' and ') });
  if (call === 'unknown') throw failed('RUN_ID_TAKEN.perhaps', { ...known, call: callFlags(idsOf(attempt)) });
}

/** Whether it is the call of the run, by any id that both know; `unknown` where there is none. */
export type SameCall = 'same' | 'another' | 'unknown';

export function compareCall(record: RunRecord, call: CallName): SameCall {
  const was = idsOf(lastAttempt(record));
  const known = CALL_IDS.filter((id) => was[id] !== null && call[id] !== null);
  if (!known.every((id) => sameId(was[id], call[id]))) return 'another';
  // Many calls share an SMA.
  return known.some((id) => id !== 'sipMediaApplicationId') ? 'same' : 'unknown';
}

const CALL_IDS = ['callId', 'transactionId', 'sipMediaApplicationId'] as const;

/** All that the journal knows of the call: as it was asked for and looked up, as the update and the answer named it. */
function idsOf({ call, update, ended }: Attempt): CallName {
  const names: CallName[] = [
    call,
    ...(update === null ? [] : [update.marks.call]),
    ...(ended === null ? [] : [ended.result.call]),
  ];
  const first = (id: keyof CallName) => names.map((name) => name[id]).find((value) => value !== null) ?? null;
  return {
    callId: first('callId'),
    transactionId: first('transactionId'),
    sipMediaApplicationId: first('sipMediaApplicationId'),
  };
}

const DIFFERENCES: readonly [string, (was: Asked, asked: Asked) => boolean][] = [
  ['another endpoint', (was, asked) => was.endpoint === asked.endpoint],
  ['another region', (was, asked) => was.region === asked.region && was.meetingsRegion === asked.meetingsRegion],
  [
    'another meeting',
    (was, asked) =>
      idsEqual(was.meetingId, asked.meetingId) &&
      (asked.meetingId !== null ||
        (was.externalMeetingId === asked.externalMeetingId && was.mediaRegion === asked.mediaRegion)),
  ],
  [
    'other attendees',
    (was, asked) =>
      was.externalUserId === asked.externalUserId &&
      was.addAttendees.toSorted().join('\n') === asked.addAttendees.toSorted().join('\n'),
  ],
  ['other arguments', (was, asked) => was.arguments === asked.arguments],
];

function idsEqual(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : sameId(one, other);
}
