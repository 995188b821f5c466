import type { Failure } from '../failure.js';
import type { Evidence, Verdict } from '../verdict/verdict.js';

/** How the part up to the verdict ended. */
export interface Ending {
  verdict: Verdict;
  evidence: Evidence[];
  failure: Failure | null;
}
