import type { Failure } from '../failure.js';
import type { Evidence, Likely, Verdict } from '../verdict/verdict.js';

/** How the part up to the verdict ended. */
export interface Ending {
  verdict: Verdict;
  /** As of when the verdict holds, ISO 8601, by the service's clock; null where no records were read. */
  asOf: string | null;
  likely: Likely;
  evidence: Evidence[];
  failure: Failure | null;
}

/** An ending that no record has a part in. */
export function withoutRecords(verdict: Verdict, failure: Failure | null): Ending {
  return { verdict, asOf: null, likely: null, evidence: [], failure };
}

/** The records show that the caller's leg hung up. A sign of a join may be any event, so there a HANGUP does not say whose. */
export function showsCallOver({ evidence, likely }: Pick<Ending, 'evidence' | 'likely'>): boolean {
  return likely !== 'joined' && evidence.some(({ event }) => event === 'HANGUP');
}
