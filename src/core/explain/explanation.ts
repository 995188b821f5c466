import { advise } from '../advice.js';
import type { Found } from '../catalogue/recognise/found.js';
import { againIn, tell } from '../catalogue/told.js';
import type { Masked } from './log/masked.js';
import type { Explanation } from './result.js';

/** The entry as it is told for this finding. */
export function explanationOf({ entry, told, operation, said }: Found, masked: Masked): Explanation {
  const { id, title, meaning, certainty, notKnown = null, sources, changed, steps } = entry;
  const again = againIn(entry, told);
  return {
    id,
    title,
    operation: operation === null ? null : masked(operation),
    said: said === null ? null : masked(said),
    meaning: tell(meaning, told),
    certainty,
    notKnown,
    sources: [...sources],
    changed: tell(changed, told),
    again,
    steps: advise(steps(told), { retryable: again === 'safe', retryAfterSeconds: null }),
  };
}
