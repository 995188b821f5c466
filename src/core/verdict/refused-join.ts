import {
  type Against,
  hasDeclined,
  isUnread,
  leavesCallAsItIs,
  legsProblem,
  type Records,
  withoutOthers,
} from './against.js';
import { answeredTwice, gapIn } from './completeness.js';
import { sequenceOf } from './history.js';
import { keepsUpdate } from './kept-update.js';

/** The handler's answer to our update, where it is known, holds no join, and leaves nothing that it would be told of. */
export function refusalIn(records: Records): Against | null {
  const { history, replies, run } = records;
  const { update } = history;
  if (update === null) return null;
  const asked = withoutOthers(replies.since(sequenceOf(update.event)), history, run);
  const first = replies.to(sequenceOf(update.event)).find(({ answer }) => answer !== null);
  if (first === undefined || !replies.borneOut || asked.some(({ mentionsJoin }) => mentionsJoin)) return null;
  if (!asked.every((reply) => reply.answer === null || !keepsUpdate(reply.answer, run))) return null;
  const { seen, answer } = first;
  const against = { code: 'UPDATE_IGNORED', error: null, seen, answer, ended: null } as const;
  const twice = answeredTwice(records.timeline, history, replies, hasDeclined) ? 'answered-twice' : null;
  if (replies.pending === null || replies.pending.length > 0) {
    return leavesCallAsItIs(first) ? { ...against, why: twice ?? 'still-open' } : null;
  }
  const newest = history.events.at(-1) ?? seen;
  const unread = asked.some(isUnread);
  const why =
    gapIn(records.timeline, history, replies) ??
    legsProblem(newest.event, history, run) ??
    (unread ? 'answers-unread' : null);
  return { ...against, why: why ?? twice };
}
