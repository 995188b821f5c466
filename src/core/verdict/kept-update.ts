import type { LoggedAnswer } from '../evidence/answers.js';
import { looksMasked } from './masked.js';
import { namesOurMeeting, type RunMarks } from './ours.js';
import { namesOurToken } from './tokens.js';

/** The answer keeps what our update brought in its TransactionAttributes: the handler may join with it later. */
export function keepsUpdate({ attributes }: Pick<LoggedAnswer, 'attributes'>, run: RunMarks): boolean {
  return Object.entries(attributes ?? {}).some(
    ([name, value]) => isOurs(value, run) || (looksMasked(value) && /token|meeting|attendee|join/i.test(name)),
  );
}

function isOurs(value: unknown, run: RunMarks): boolean {
  if (namesOurToken(value, run) || namesOurMeeting(value, run)) return true;
  if (Object.values(run.arguments).some((sent) => sent.unique && sent.is(value))) return true;
  // A whole update may be kept as one text.
  return typeof value === 'string' && value.includes(run.meetingId);
}
