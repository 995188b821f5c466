import { readTimeline } from '../../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../../src/core/ports/records.js';
import { type Judgement, judge } from '../../../src/core/verdict/judge.js';
import type { RunMarks } from '../../../src/core/verdict/ours.js';
import { marks, records } from '../samples.js';

/** What the messages, logged one after the other, say about the run's join. */
export function judged(messages: (string | object)[], run: RunMarks = marks()): Judgement {
  return judgedRecords(records(...messages), run);
}

export function judgedRecords(read: readonly LogRecord[], run: RunMarks = marks()): Judgement {
  return judge(readTimeline(read), run);
}

/**
 * A judgement in a few words: `joined`; the code of what proves that it did not join; or why nothing is proved, with what is
 * likely anyway (`?` nothing, `+` joined, `-` not joined) and `over` where the call is.
 */
export function inShort(judgement: Judgement): string {
  if (judgement.kind === 'joined') return judgement.leftAt === null ? 'joined' : 'joined, left';
  if (judgement.kind === 'not-joined') return judgement.code;
  const likely = judgement.likely === null ? '?' : judgement.likely === 'joined' ? '+' : '-';
  return `${likely} ${judgement.why}${judgement.isOver ? ', over' : ''}`;
}

export const verdictOf = (messages: (string | object)[], run?: RunMarks) => inShort(judged(messages, run));
