import { advise } from '../advice.js';
import type { Found } from '../catalogue/recognise/found.js';
import { againIn, worded } from '../catalogue/worded.js';
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
    meaning: worded(meaning, told),
    certainty,
    notKnown,
    sources: [...sources],
    changed: worded(changed, told),
    again,
    steps: advise(steps(told), { retryable: again === 'safe', retryAfterSeconds: null }),
  };
}
