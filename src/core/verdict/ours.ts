import type { CallEvent } from '../evidence/call-event.js';
import type { SeenEvent } from '../evidence/seen.js';
import { isGuid, sameId } from '../facts/ids.js';
import { attendeeIn, TOKEN_LENGTH } from '../facts/join-token.js';
import { looksHashed, looksMasked } from './masked.js';
import type { SentArgument, SentText } from './sent-text.js';

/** What tells this run's records from everybody else's. */
export interface RunMarks {
  transactionId: string;
  joinToken: SentText;
  meetingId: string;
  /** This run made the meeting, so nobody else's join can name it by chance. */
  meetingCreated: boolean;
  attendeeId: string;
  /** Attendees of earlier runs into the same meeting, whose updates may still bring the call there. */
  earlierAttendees: readonly string[];
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

/** Events of this very call; ids are compared without regard to case. */
export function isOfCall(event: CallEvent, run: Pick<RunMarks, 'transactionId'>): boolean {
  return sameId(event.transactionId, run.transactionId);
}

/** Dates have whole seconds and clocks differ a little; an identical update further back than this was not ours. */
const SAME_UPDATE_SLACK_MS = 5_000;

/**
 * The CALL_UPDATE_REQUESTED that carried our arguments, or null where none is seen or where it cannot be told from
 * another operator's. Handlers may log their arguments with secrets masked, so a value that differs is still ours if it
 * looks masked; but then only one such update may be there since ours was sent.
 */
export function ourUpdate(events: readonly SeenEvent[], run: RunMarks): OurUpdate | null {
  const likely: SeenEvent[] = [];
  for (const seen of events) {
    if (seen.event.type !== 'CALL_UPDATE_REQUESTED' || !isOfCall(seen.event, run)) continue;
    const carried = carries(seen.event, run);
    if (carried === 'certain') return { ...seen, certain: true };
    if (carried === 'likely' && seen.time >= run.updatedAt - SAME_UPDATE_SLACK_MS) likely.push(seen);
  }
  const [first] = likely;
  const isOnly = new Set(likely.map(({ event }) => event.sequence)).size === 1;
  return first !== undefined && isOnly ? { ...first, certain: false } : null;
}

/** Whether an update's arguments are ours: by a mark that nobody else can have, by all that is not masked, or not. */
export function carries(event: CallEvent, run: RunMarks): 'certain' | 'likely' | 'no' {
  const seen = event.arguments ?? {};
  const keys = Object.keys(run.arguments);
  const isEqual = (key: string) => Object.hasOwn(seen, key) && run.arguments[key]?.is(seen[key]) === true;
  // One mark that nobody else can have is enough, whatever was left out of the log beside it.
  if (keys.some((key) => run.arguments[key]?.unique === true && isEqual(key))) return 'certain';
  if (Object.values(seen).some((value) => holdsAttendee(value, run))) return 'certain';
  if (Object.keys(seen).some((key) => run.arguments[key] === undefined)) return 'no';
  // What is secret may be masked, or left out.
  const isSecret = (key: string) => run.arguments[key]?.unique === true;
  const isHidden = (key: string) =>
    Object.hasOwn(seen, key) ? looksMasked(seen[key]) || (isSecret(key) && isHash(seen[key], run)) : isSecret(key);
  const isShown = keys.length === 0 || Object.keys(seen).length > 0;
  return isShown && keys.every((key) => isEqual(key) || isHidden(key)) ? 'likely' : 'no';
}

/** A digest where our secret was sent; another token in clear is not. */
function isHash(value: unknown, run: RunMarks): boolean {
  return looksHashed(value) && !isAnotherToken(value, run);
}

/** A text with our attendee in it, by its id or as the beginning of its token. */
function holdsAttendee(value: unknown, run: RunMarks): boolean {
  if (typeof value !== 'string') return false;
  return value.toLowerCase().includes(run.attendeeId.toLowerCase()) || value.includes(btoa(run.attendeeId));
}

/** Whether a join names our attendee, or that of an earlier run into the meeting, by its token or by the beginning of it. */
export function namesOurToken(token: unknown, run: RunMarks): boolean {
  if (namesOwnToken(token, run)) return true;
  const named = typeof token === 'string' ? attendeeIn(token) : null;
  return run.earlierAttendees.some((id) => sameId(named, id));
}

/** Whether a join names the attendee that this very run made: nothing before its update can. */
export function namesOwnToken(token: unknown, run: RunMarks): boolean {
  return run.joinToken.is(token) || (typeof token === 'string' && sameId(attendeeIn(token), run.attendeeId));
}

/** An update's arguments hold our meeting's id, or hide what they hold. */
export function mayNameOurMeeting(event: CallEvent, run: RunMarks): boolean {
  return Object.values(event.arguments ?? {}).some(
    (value) =>
      typeof value !== 'string' || looksMasked(value) || value.toLowerCase().includes(run.meetingId.toLowerCase()),
  );
}

/** Whether a join names the meeting that we sent the caller to. */
export function namesOurMeeting(meeting: unknown, run: RunMarks): boolean {
  return typeof meeting === 'string' && sameId(meeting, run.meetingId);
}

/**
 * Whether a join is certainly not this run's: it names another meeting, or shows another token in clear. What is neither
 * ours nor certainly another's forbids to say that we did not join.
 */
export function isOthersJoin(
  { JoinToken: token, MeetingId: meeting }: Record<string, unknown>,
  run: RunMarks,
): boolean {
  if (namesOurToken(token, run)) return false;
  if (typeof meeting === 'string' && isGuid(meeting) && !sameId(meeting, run.meetingId)) return true;
  if (run.meetingCreated && namesOurMeeting(meeting, run)) return false;
  return isAnotherToken(token, run);
}

/**
 * Whether a join certainly leads elsewhere than into this run's meeting: it names another one. Another token alone does not show
 * that, because others may have a seat in this meeting too.
 */
export function leadsElsewhere(parameters: Record<string, unknown>, run: RunMarks): boolean {
  const { MeetingId: meeting } = parameters;
  const isNamed = typeof meeting === 'string' && isGuid(meeting);
  return isOthersJoin(parameters, run) && isNamed && !sameId(meeting, run.meetingId);
}

/** A whole token in clear that is not ours. A mask, a hash, a piece of one or ours with something added is not. */
function isAnotherToken(token: unknown, { joinToken: ours, attendeeId }: RunMarks): boolean {
  if (typeof token !== 'string' || looksMasked(token)) return false;
  const named = attendeeIn(token);
  if (named !== null) return !sameId(named, attendeeId);
  // Of a service whose tokens name their attendees a text that does not is a digest, or something else.
  if (ours.clear === null ? ours.length === TOKEN_LENGTH : attendeeIn(ours.clear) !== null) return false;
  // Of a text that is known by its digest alone a piece cannot be told: then only one of its very length is another's.
  if (ours.clear === null) return token.length === ours.length && !ours.is(token);
  return token.length >= ours.length * WHOLE_TOKEN && !ours.clear.includes(token) && !token.includes(ours.clear);
}

/** Tokens of one service are about equally long; what is much shorter was altered. */
const WHOLE_TOKEN = 0.75;

/** Characters of a masked text that must be left, and fit ours, for it to be a sign of ours. */
const VISIBLE = 6;

/** A token of which the log shows the beginning or the end (`QUJDRE…`, `***NzY1`), and what it shows is ours. */
export function showsPieceOfOurToken(token: unknown, { joinToken: { clear } }: RunMarks): boolean {
  const piece = pieceOf(token);
  if (piece === null || clear === null) return false;
  const { head, tail } = piece;
  return head.length + tail.length >= VISIBLE && clear.startsWith(head) && clear.endsWith(tail);
}

/** Such a token whose beginning or end is not ours. */
export function showsPieceOfAnotherToken(token: unknown, { joinToken: { clear }, attendeeId }: RunMarks): boolean {
  const piece = pieceOf(token);
  if (piece === null) return false;
  const { head, tail } = piece;
  // Of a token that is known by its digest alone, the beginning is known still: it names the attendee.
  const start = clear ?? btoa(attendeeId);
  const isStart = start.startsWith(head) || (clear === null && head.startsWith(start));
  return !isStart || (clear !== null && !clear.endsWith(tail));
}

function pieceOf(token: unknown): { head: string; tail: string } | null {
  if (typeof token !== 'string') return null;
  const found = /^([\w+/=-]*?)(?:\*+|\.{2,}|…|x{4,}|•+)([\w+/=-]*)$/.exec(token);
  return found === null ? null : { head: found[1] ?? '', tail: found[2] ?? '' };
}
