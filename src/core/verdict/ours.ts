import type { CallEvent } from '../evidence/call-event.js';
import type { SeenEvent } from '../evidence/seen.js';
import { holdsId, isGuid, sameId } from '../facts/ids.js';
import { looksHashed, looksMasked } from './masked.js';
import type { SentArgument } from './sent-text.js';
import { isAnotherToken, namesOurToken, type OurTokens } from './tokens.js';

/** What tells this run's records from everybody else's. */
export interface RunMarks extends OurTokens {
  transactionId: string;
  meetingId: string;
  /** This run made the meeting, so nobody else's join can name it by chance. */
  meetingCreated: boolean;
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
  return holdsId(value, run.attendeeId) || (typeof value === 'string' && value.includes(btoa(run.attendeeId)));
}

/** An update's arguments hold our meeting's id, or hide what they hold. */
export function mayNameOurMeeting(event: CallEvent, run: RunMarks): boolean {
  return Object.values(event.arguments ?? {}).some(
    (value) => typeof value !== 'string' || looksMasked(value) || holdsId(value, run.meetingId),
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
