import type { FailureCode } from '../../failure.js';

/**
 * One way in which a code comes about, in the words of its failure. `{name}` stands for a fact that the place where it
 * happens knows. A cause or a step with a fact that is null is left out; a step with a list is there once for each item.
 */
export interface Situation {
  message: string;
  cause?: string;
  /** What to try, in order. Left out: the failure has no steps of its own. */
  steps?: readonly string[];
}

/** A situation is named after its code: `ID_MISSING.call`, or the code alone. `*` keeps the code of the failure it rewords. */
export type Situations = Readonly<Partial<Record<FailureCode | `${FailureCode | '*'}.${string}`, Situation>>>;
