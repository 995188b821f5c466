import { sameId } from '../facts/ids.js';
import { attendeeIn, TOKEN_LENGTH } from '../facts/join-token.js';
import { looksMasked } from './masked.js';
import type { SentText } from './sent-text.js';

/** What a join token is compared with. */
export interface OurTokens {
  joinToken: SentText;
  attendeeId: string;
  /** Attendees of earlier runs into the same meeting, whose updates may still bring the call there. */
  earlierAttendees: readonly string[];
}

/** Whether a join names our attendee, or that of an earlier run into the meeting, by its token or by the beginning of it. */
export function namesOurToken(token: unknown, run: OurTokens): boolean {
  if (namesOwnToken(token, run)) return true;
  const named = typeof token === 'string' ? attendeeIn(token) : null;
  return run.earlierAttendees.some((id) => sameId(named, id));
}

/** Whether a join names the attendee that this very run made: nothing before its update can. */
export function namesOwnToken(token: unknown, run: OurTokens): boolean {
  return run.joinToken.is(token) || (typeof token === 'string' && sameId(attendeeIn(token), run.attendeeId));
}

/** A whole token in clear that is not ours. A mask, a hash, a piece of one or ours with something added is not. */
export function isAnotherToken(token: unknown, { joinToken: ours, attendeeId }: OurTokens): boolean {
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
export function showsPieceOfOurToken(token: unknown, { joinToken: { clear } }: OurTokens): boolean {
  const piece = pieceOf(token);
  if (piece === null || clear === null) return false;
  const { head, tail } = piece;
  return head.length + tail.length >= VISIBLE && clear.startsWith(head) && clear.endsWith(tail);
}

/** Such a token whose beginning or end is not ours. */
export function showsPieceOfAnotherToken(token: unknown, { joinToken: { clear }, attendeeId }: OurTokens): boolean {
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
