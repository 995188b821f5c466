import { actionFacts, isActionType } from '../facts/actions/table.js';
import type { ActionData } from '../facts/event.js';
import { hangsUp } from './answer.js';
import { type CallsMade, CheckedCall, type Seen } from './checked-call.js';
import { echoOf } from './echo.js';
import type { Moment } from './events.js';
import type { HandlerUnderCheck } from './ports.js';

export type { Seen } from './checked-call.js';

/** The events that were sent; those that are missing were not, because the call would not have come there, or the handler had hung. */
export type Walk = Partial<Record<Moment, Seen>>;

/** Invocations without an answer, in all: each takes the whole limit, and two tell enough. */
export const MAX_HANGS = 2;

/** A call that waits for its update, and what was seen on the way there. */
export interface Waiting {
  call: CheckedCall;
  walk: Walk;
}

/** An inbound call up to where an update may come. */
export async function awaitInbound(handler: HandlerUnderCheck, made: CallsMade): Promise<Waiting> {
  const call = new CheckedCall(handler, made, { direction: 'Inbound' });
  const walk: Walk = { 'new-call': await call.send('new-call') };
  return { call: await hold(call, walk, 'new-call'), walk };
}

/** A call that the SMA makes itself, up to the same place. */
export async function awaitOutbound(handler: HandlerUnderCheck, made: CallsMade): Promise<Waiting> {
  const call = new CheckedCall(handler, made, { direction: 'Outbound' });
  const walk: Walk = {};
  for (const moment of ['dialed', 'ringing', 'answered'] as const) {
    if (hangsIn(walk) >= MAX_HANGS) return { call, walk };
    walk[moment] = await call.send(moment);
  }
  return { call: await hold(call, walk, 'answered'), walk };
}

/** The hold that is over is the one that the handler itself began with. Gives the call after it, or before it where it ends the call. */
async function hold(call: CheckedCall, walk: Walk, began: Moment): Promise<CheckedCall> {
  const action = lastActionOf(walk[began]);
  if (action === null || hangsIn(walk) >= MAX_HANGS) return call;
  const after = call.branch();
  const seen = await after.send('hold-over', action);
  walk['hold-over'] = seen;
  return hangsUp(seen.answer) ? call : after;
}

/** What happens beside and after a join: `join` is what the handler answered, null where none was found;
 * `mayJoin`: a join may happen at all; `hangs`, how often it gave no answer to an update. */
export async function walkOn(waiting: Waiting, join: Seen | null, mayJoin: boolean, hangs: number): Promise<Walk> {
  const walk = { ...waiting.walk };
  const { call } = waiting;
  const first = walk['new-call'] ?? walk['answered'];
  const began = lastActionOf(first, (type) => isActionType(type) && actionFacts(type).interruptible.is);
  const send = async (moment: Moment, on: CheckedCall, action?: ActionData) => {
    const watch = moment === 'other-update' || moment === 'second-update';
    if (hangs + hangsIn(walk) < MAX_HANGS) walk[moment] = await on.send(moment, action, watch);
  };
  await send('other-update', call.branch());
  const updated = await updatedCall(call, join, hangs + hangsIn(walk));
  if (began !== null) await send('interrupted', updated.branch(), began);
  const inMeeting = updated.branch();
  if (mayJoin) {
    await send('joined', inMeeting);
    await send('second-update', inMeeting.branch());
    await send('join-failed', updated.branch());
  }
  await send('invalid-answer', call.branch());
  if (mayJoin) await send('meeting-over', inMeeting);
  await send('caller-gone', inMeeting);
  return walk;
}

/** The call once it has been updated with what makes it join: a handler may remember that. As it was, where nothing does. */
async function updatedCall(call: CheckedCall, join: Seen | null, hangs: number): Promise<CheckedCall> {
  const updated = call.branch();
  if (join !== null && hangs < MAX_HANGS) await updated.send('update', join.event.ActionData);
  return updated;
}

/** How often the handler gave no answer in time. */
export function hangsIn(walk: Walk): number {
  return Object.values(walk).filter(({ kind }) => kind === 'timed-out').length;
}

/** The last such action of an answer that holds the call; null where it holds none, or ends it. */
function lastActionOf(seen: Seen | undefined, isSuch: (type: string) => boolean = () => true): ActionData | null {
  const answer = seen?.answer;
  if (answer === null || answer === undefined || answer.problem !== null) return null;
  const actions = answer.actions ?? [];
  if (hangsUp(answer)) return null;
  const last = actions.findLast(({ Type: type }) => isSuch(String(type)));
  return last === undefined ? null : echoOf(last);
}
