import type { Against, Records } from './against.js';
import { failureIn } from './failed-join.js';
import { hangUpIn } from './hung-up.js';
import { refusalIn } from './refused-join.js';

/** The strongest of what speaks against the join: the end of the call, a failure, a refusal; null where nothing does. */
export function againstJoin(records: Records): Against | null {
  const hangUp = hangUpIn(records);
  if (hangUp === null) return failureIn(records) ?? refusalIn(records);
  // What failed before the call ended is the cause of its not joining; the end makes it certain.
  const failure = failureIn(records);
  return failure === null ? hangUp : { ...failure, ended: hangUp.seen, why: hangUp.why };
}
