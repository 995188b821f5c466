import { bridgeCommand } from '../catalogue/command-line.js';
import { argumentTemplates } from '../run/arguments.js';
import { hangsUp } from './answer.js';
import type { CallsMade } from './checked-call.js';
import { mayJoin } from './course.js';
import { findArguments, lookAtReads } from './find-arguments.js';
import { judgeHandler } from './judge.js';
import { isNotSimulated } from './lacking.js';
import { isLacking, lackedInTrial } from './outside.js';
import type { HandlerUnderCheck, JoinTrial, Presses, TryJoin } from './ports.js';
import { pressesFor } from './presses.js';
import type { HandlerCheckResult } from './result.js';
import { isTraced, type Search } from './search-result.js';
import { awaitInbound, awaitOutbound, hangsIn, MAX_HANGS, type Waiting, type Walk, walkOn } from './walk.js';

/** Runs the handler through the events of a call, looks for arguments that make it join, and has a call joined with them. */
export async function checkHandler(
  name: string,
  handler: HandlerUnderCheck,
  tryJoin: TryJoin,
): Promise<HandlerCheckResult> {
  const made = { count: 0 };
  const inbound = await awaitInbound(handler, made);
  const { waiting, search, outbound } = await searchBoth(handler, inbound, made);
  const bridged = await searchBridged(handler, waiting, search);
  const before = { ...outbound?.walk, ...inbound.walk };
  const joins = mayJoin({ handler, walk: before, search });
  const walked = await walkOn(waiting, search.found?.seen ?? null, joins, search.hangs);
  const walk = { ...before, ...walked };
  const trial = await trialOf(search, waiting, tryJoin);
  const { found } = search;
  const usable = trial?.joined === true ? found : null;
  return {
    handler: name,
    joined: joinedOf(trial, search, handler),
    reads: search.reads,
    found: usable === null ? null : { preset: usable.preset, arguments: usable.arguments },
    command: usable === null ? null : bridgeCommand(usable),
    checks: judgeHandler({ handler, walk, search, bridged, trial }),
  };
}

/** Whether the call is one that an update can find: it is answered, and nobody has hung up. */
function isHeld({ walk }: Waiting): boolean {
  const answer = (walk['new-call'] ?? walk['answered'])?.answer;
  const actions = answer?.problem === null ? (answer.actions ?? []) : [];
  return actions.length > 0 && !hangsUp(answer);
}

/** An inbound call first, if the handler holds it; then one that the SMA makes itself. */
async function searchBoth(handler: HandlerUnderCheck, inbound: Waiting, made: CallsMade) {
  const first = isHeld(inbound) ? await findArguments(handler, inbound.call, hangsIn(inbound.walk)) : null;
  if (first !== null && (first.found?.grade === 'joins' || first.hung)) {
    return { waiting: inbound, search: first, outbound: null };
  }
  const outbound = await awaitOutbound(handler, made);
  const hangs = hangsIn(inbound.walk) + hangsIn(outbound.walk);
  if (isHeld(outbound)) {
    const second = await findArguments(handler, outbound.call, hangs);
    if (second.found?.grade === 'joins' || first === null) return { waiting: outbound, search: second, outbound };
  }
  const search = first ?? (await findArguments(handler, inbound.call, Math.min(hangs, MAX_HANGS)));
  return { waiting: inbound, search, outbound };
}

/** Where nothing was read on a call with one leg, the update may be meant for one with two. */
async function searchBridged(handler: HandlerUnderCheck, { call }: Waiting, search: Search): Promise<Search | null> {
  if (search.found !== null || search.hung || search.reads === null || search.reads.length > 0) return null;
  return lookAtReads(handler, call.branch({ bridged: true }), 0);
}

async function trialOf(search: Search, { walk }: Waiting, tryJoin: TryJoin): Promise<JoinTrial | null> {
  const { found, direction } = search;
  if (found === null) return null;
  const templates = argumentTemplates(found.preset, found.arguments);
  return tryJoin(templates, direction, pressesIn(walk));
}

/** The keys that brought the call to where its update was looked for; null where it needed none, or they were the wrong ones. */
function pressesIn({ 'hold-over': over }: Walk): Presses | null {
  const action = over?.event.ActionData;
  return action === undefined || hangsUp(over?.answer) ? null : pressesFor(action);
}

/** A call that did not join proves nothing where its arguments were not all found out, where the handler lacked
 * something on the way, or did what is not simulated. */
function joinedOf(trial: JoinTrial | null, search: Search, handler: HandlerUnderCheck): boolean | null {
  if (trial === null || trial.joined) return trial?.joined ?? null;
  return !isTraced(search) ||
    trial.unheard !== null ||
    isLacking(lackedInTrial(trial, search, handler)) ||
    isNotSimulated(trial)
    ? null
    : false;
}
