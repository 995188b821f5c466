import { ANSWER_JUDGES } from './judge-answers.js';
import { CALL_JUDGES } from './judge-call.js';
import { JOIN_JUDGES } from './judge-join.js';
import { LOG_JUDGES } from './judge-logs.js';
import type { Judge, Observed } from './observed.js';
import { HANDLER_CHECKS, type HandlerCheck, type HandlerCheckName } from './result.js';

const JUDGES: Record<HandlerCheckName, Judge> = { ...ANSWER_JUDGES, ...CALL_JUDGES, ...JOIN_JUDGES, ...LOG_JUDGES };

/** Every question that arises, in the order in which they are worth reading. Pure. */
export function judgeHandler(observed: Observed): HandlerCheck[] {
  return HANDLER_CHECKS.flatMap((check) => {
    const judged = JUDGES[check](observed);
    return judged === null ? [] : [{ check, ...judged }];
  });
}
