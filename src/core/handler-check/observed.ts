import type { JoinTrial } from './ports.js';
import type { HandlerCheck } from './result.js';
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
