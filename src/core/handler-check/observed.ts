import type { HandlerUnderCheck, JoinTrial } from './ports.js';
import type { HandlerCheck } from './result.js';
import type { Search } from './search-result.js';
import type { Walk } from './walk.js';

/** All that was seen of a handler. */
export interface Observed {
  handler: HandlerUnderCheck;
  walk: Walk;
  search: Search;
  /** Updates on a call with a second telephone; null where there was no need to look. */
  bridged: Search | null;
  trial: JoinTrial | null;
}

/** The answer to one question, from what was seen; null where the question does not arise. */
export type Judge = (observed: Observed) => Omit<HandlerCheck, 'check'> | null;
