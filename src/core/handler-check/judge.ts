import { HANDLER_CHECKS, type HandlerCheck, type HandlerCheckName } from '../results/handler.js';
import { ANSWER_JUDGES } from './judge-answers.js';
import { CALL_JUDGES } from './judge-call.js';
import { JOIN_JUDGES } from './judge-join.js';
import { LOG_JUDGES } from './judge-logs.js';
import type { JoinTrial } from './ports.js';
import type { Search } from './search.js';
import type { Walk } from './walk.js';

/** All that was seen of a handler. */
export interface Observed {
  walk: Walk;
  search: Search;
  trial: JoinTrial | null;
}

/** The answer to one question, from what was seen; null where the question does not arise. */
export type Judge = (observed: Observed) => Omit<HandlerCheck, 'check'> | null;

const JUDGES: Record<HandlerCheckName, Judge> = { ...ANSWER_JUDGES, ...CALL_JUDGES, ...JOIN_JUDGES, ...LOG_JUDGES };

/** Every question that arises, in the order in which they are worth reading. Pure. */
export function judgeHandler(observed: Observed): HandlerCheck[] {
  return HANDLER_CHECKS.flatMap((check) => {
    const judged = JUDGES[check](observed);
    return judged === null ? [] : [{ check, ...judged }];
  });
}
