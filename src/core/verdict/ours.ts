import type { CallEvent } from '../evidence/call-event.js';
import type { SeenEvent } from '../evidence/timeline.js';
import { sameId } from '../facts/ids.js';
import { MASK } from '../secret.js';
import type { SentArgument, SentText } from './sent-text.js';

/** What tells this run's records from everybody else's. */
export interface RunMarks {
  transactionId: string;
  joinToken: SentText;
  meetingId: string;
  /** This run made the meeting, so nobody else's join can name it by chance. */
  meetingCreated: boolean;
  attendeeId: string;
  runId: string;
  /** The arguments that were sent, by their names. */
  arguments: Record<string, SentArgument>;
  /** When the service answered the update, by its own clock; ms since the epoch. */
  updatedAt: number;
  /** The highest Sequence seen of the call before the update; null where none was. */
  sequenceBefore: number | null;
}

/** `certain`: it shows something that only this run sent. Else it is the only one like ours, as far as is seen. */
export interface OurUpdate extends SeenEvent {
  certain: boolean;
}

/** Dates have whole seconds and clocks differ a little; an identical update further back than this was not ours. */
const SAME_UPDATE_SLACK_MS = 5_000;

/**
 * The CALL_UPDATE_REQUESTED that carried our arguments, or null where none is seen or where it cannot be told from
 * another operator's. Handlers may log their arguments with secrets masked, so a value that differs is still ours if it
 * looks masked; but then only one such update may be there since ours was sent.
 */
export function ourUpdate(events: SeenEvent[], run: RunMarks): OurUpdate | null {
  const updates = events.filter(({ event }) => isOfCall(event, run) && event.type === 'CALL_UPDATE_REQUESTED');
  const certain = updates.find(({ event }) => carries(event, run) === 'certain');
  if (certain !== undefined) return { ...certain, certain: true };
  const since = run.updatedAt - SAME_UPDATE_SLACK_MS;
  const likely = updates.filter(({ event, time }) => time >= since && carries(event, run) === 'likely');
  const sequences = new Set(likely.map(({ event }) => event.sequence));
  const [first] = likely;
  return first !== undefined && sequences.size === 1 ? { ...first, certain: false } : null;
}

/** Whether an update's arguments are ours: by a mark that nobody else can have, by all that is not masked, or not. */
export function carries(event: CallEvent, run: RunMarks): 'certain' | 'likely' | 'no' {
  const seen = event.arguments ?? {};
  const keys = Object.keys(run.arguments);
  const isEqual = (key: string) => Object.hasOwn(seen, key) && run.arguments[key]?.is(seen[key]) === true;
  // One mark that nobody else can have is enough, whatever was left out of the log beside it.
  if (keys.some((key) => run.arguments[key]?.unique === true && isEqual(key))) return 'certain';
  if (Object.keys(seen).length !== keys.length || keys.some((key) => !(key in seen))) return 'no';
  return keys.every((key) => isEqual(key) || looksMasked(seen[key])) ? 'likely' : 'no';
}

/** Redaction in use: stars, crosses, a word in brackets, nothing at all, or a value cut short. */
function looksMasked(value: unknown): boolean {
  if (typeof value !== 'string') return true;
  return (
    value === '' || value.includes(MASK) || /\*{2,}|x{4,}|•{2,}|\.{3}|…|redacted|masked|hidden|secret/i.test(value)
  );
}

/** Events of this very call; ids are compared without regard to case. */
export function isOfCall(event: CallEvent, run: RunMarks): boolean {
  return sameId(event.transactionId, run.transactionId);
}

/**
 * Whether a JoinChimeMeeting's outcome is of this run's join. First its token decides; else, where the token is masked,
 * missing or altered, a meeting that this run created; else its place after our update with no other update between.
 */
export function isOurJoin(event: CallEvent, update: SeenEvent | null, events: SeenEvent[], run: RunMarks): boolean {
  const { JoinToken: token, MeetingId: meeting } = event.parameters;
  if (run.joinToken.is(token)) return true;
  if (isOthersJoin(event, run)) return false;
  if (run.meetingCreated && typeof meeting === 'string' && sameId(meeting, run.meetingId)) return true;
  // Ours cut short or somebody else's: of a token known by its digest alone that cannot be told, so it is neither.
  if (run.joinToken.clear === null && typeof token === 'string' && !looksMasked(token)) return false;
  const rival = unsettledUpdates(events, update, run).some(({ event: other }) => mayNameOurMeeting(other, run));
  return !rival && followsUpdate(event, update, events, run);
}

/**
 * Somebody else's updates before ours whose joins may still be under way: no JoinChimeMeeting of the call ended between
 * them and ours. What follows ours may then be theirs.
 */
export function unsettledUpdates(events: SeenEvent[], update: SeenEvent | null, run: RunMarks): SeenEvent[] {
  const ours = update?.event.sequence ?? null;
  if (ours === null) return [];
  const ended = events.filter(({ event }) => isOfCall(event, run) && isJoinOutcome(event));
  return events.filter(({ event }) => {
    const theirs = event.sequence;
    if (!isOfCall(event, run) || event.type !== 'CALL_UPDATE_REQUESTED' || theirs === null || theirs >= ours)
      return false;
    return !ended.some(({ event: { sequence } }) => sequence !== null && sequence > theirs && sequence < ours);
  });
}

/** Its arguments hold our meeting's id, or hide what they hold. */
function mayNameOurMeeting(event: CallEvent, run: RunMarks): boolean {
  return Object.values(event.arguments ?? {}).some(
    (value) =>
      typeof value !== 'string' || looksMasked(value) || value.toLowerCase().includes(run.meetingId.toLowerCase()),
  );
}

function isJoinOutcome({ type, actionType }: CallEvent): boolean {
  return actionType === 'JoinChimeMeeting' && (type === 'ACTION_SUCCESSFUL' || type === 'ACTION_FAILED');
}

/**
 * Whether a join's outcome is certainly somebody else's: it names another meeting, or shows another token in clear. What
 * is neither ours nor certainly another's forbids to say that we did not join.
 */
export function isOthersJoin(event: CallEvent, run: RunMarks): boolean {
  const { JoinToken: token, MeetingId: meeting } = event.parameters;
  if (run.joinToken.is(token)) return false;
  if (typeof meeting === 'string' && !looksMasked(meeting) && !sameId(meeting, run.meetingId)) return true;
  if (run.meetingCreated && typeof meeting === 'string' && sameId(meeting, run.meetingId)) return false;
  return isAnotherToken(token, run.joinToken);
}

/** A whole token in clear that is not ours. A mask, a hash, a piece of one or ours with something added is none. */
function isAnotherToken(token: unknown, ours: SentText): boolean {
  if (typeof token !== 'string' || looksMasked(token)) return false;
  // Of a text that is known by its digest alone a piece cannot be told: then only one of its very length is another's.
  if (ours.clear === null) return token.length === ours.length && !ours.is(token);
  return token.length >= ours.length * WHOLE_TOKEN && !ours.clear.includes(token) && !token.includes(ours.clear);
}

/** Tokens of one service are about equally long; what is much shorter was altered. */
const WHOLE_TOKEN = 0.75;

/** Its Sequence is above our update's, and no other update of the call stands between. */
export function followsUpdate(event: CallEvent, update: SeenEvent | null, events: SeenEvent[], run: RunMarks): boolean {
  const from = update?.event.sequence ?? null;
  const to = event.sequence;
  if (from === null || to === null || to <= from) return false;
  return !events.some(
    ({ event: other }) =>
      isOfCall(other, run) &&
      other.type === 'CALL_UPDATE_REQUESTED' &&
      other.sequence !== null &&
      other.sequence > from &&
      other.sequence < to,
  );
}

/** None of the events between these two Sequences is missing. */
export function isEachSeen(events: SeenEvent[], from: number, to: number): boolean {
  const seen = new Set(events.map(({ event }) => event.sequence));
  for (let sequence = from + 1; sequence < to; sequence += 1) if (!seen.has(sequence)) return false;
  return true;
}
