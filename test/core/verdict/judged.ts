import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { type Judgement, judge } from '../../../src/core/verdict/judge.js';
import type { RunMarks } from '../../../src/core/verdict/ours.js';
import { marks, records } from '../samples.js';

/** What the messages, logged one after the other, say about the run's join. */
export function judged(messages: (string | object)[], run: RunMarks = marks()): Judgement {
  return judge(readTimeline(records(...messages)), run);
}

/** In one word, or two. */
export function inShort(judgement: Judgement): string {
  if (judgement.kind === 'open') return judgement.isOver ? 'open, over' : 'open';
  if (judgement.kind === 'joined') return 'joined';
  return `${judgement.code}${judgement.final ? ', final' : ''}`;
}

export const verdictOf = (messages: (string | object)[], run?: RunMarks) => inShort(judged(messages, run));
