import { argumentTemplates } from '../arguments.js';
import { bridgeCommand } from './command.js';
import { judgeHandler } from './judge.js';
import type { HandlerUnderCheck, JoinTrial, TryJoin } from './ports.js';
import type { HandlerCheckResult } from './result.js';
import { findArguments, type Search } from './search.js';
import { hangsIn, walkThroughCall } from './walk.js';

/** Runs the handler through the events of a call, looks for arguments that make it join, and has a call joined with them. */
export async function checkHandler(
  name: string,
  handler: HandlerUnderCheck,
  tryJoin: TryJoin,
): Promise<HandlerCheckResult> {
  const walk = await walkThroughCall(handler);
  const search = await findArguments(handler, hangsIn(walk));
  const trial = await trialOf(search, tryJoin);
  const { found } = search;
  const usable = trial?.joined === true ? found : null;
  return {
    handler: name,
    joined: joinedIn(trial),
    reads: search.reads,
    found: usable === null ? null : { preset: usable.preset, arguments: usable.arguments },
    command: usable === null ? null : bridgeCommand(usable),
    checks: judgeHandler({ walk, search, trial }),
  };
}

/** Null where nothing was tried, or where the call ran an action whose effect is not simulated. */
function joinedIn(trial: JoinTrial | null): boolean | null {
  if (trial === null || trial.joined) return trial?.joined ?? null;
  return trial.notSimulated.length > 0 ? null : false;
}

async function trialOf({ found }: Search, tryJoin: TryJoin): Promise<JoinTrial | null> {
  return found === null ? null : tryJoin(argumentTemplates(found.preset, found.arguments));
}
