import type { ActionData } from '../facts/event.js';
import { type Answer, readAnswer } from './answer.js';
import { eventAt, MOMENTS, type Moment } from './events.js';
import type { HandlerUnderCheck, Invoked } from './ports.js';

/** What the handler made of one event. `answer` null: it gave none. */
export interface Seen extends Invoked {
  answer: Answer | null;
}

/** The events that were sent, in order; those that are missing were not, because the handler had hung too often. */
export type Walk = Partial<Record<Moment, Seen>>;

/** Invocations without an answer, in all: each takes the whole limit, and two tell enough. */
export const MAX_HANGS = 2;
/** Looked at in the search for arguments. */
const ELSEWHERE: readonly Moment[] = ['update'];

/** Sends the events of a call, one of each kind that matters to a join. */
export async function walkThroughCall(handler: HandlerUnderCheck): Promise<Walk> {
  const walk: Walk = {};
  for (const moment of MOMENTS.filter((one) => !ELSEWHERE.includes(one))) {
    if (hangsIn(walk) >= MAX_HANGS) break;
    const invoked = await handler.invoke(eventAt(moment, actionAt(moment, walk)), false);
    walk[moment] = { ...invoked, answer: invoked.kind === 'answered' ? readAnswer(invoked.text) : null };
  }
  return walk;
}

/** How often the handler gave no answer in time. */
export function hangsIn(walk: Walk): number {
  return Object.values(walk).filter(({ kind }) => kind === 'timed-out').length;
}

/** The hold that is over is the one that the handler itself began with. */
function actionAt(moment: Moment, walk: Walk): ActionData | undefined {
  if (moment !== 'hold-over' && moment !== 'interrupted') return undefined;
  return walk['new-call']?.answer?.actions?.at(-1) as ActionData | undefined;
}
