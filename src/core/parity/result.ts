import type { Leftover } from '../run/result.js';
import type { Difference } from './compare.js';

/** `not-compared`: one of the two gave no answer that could be compared, or was not asked. */
export type CaseOutcome = 'same' | 'different' | 'not-compared';

/** One case, without ids, numbers and tokens. */
export interface CaseResult {
  case: string;
  operation: string;
  title: string;
  outcome: CaseOutcome;
  /** Why it was not compared; null where it was. */
  because: string | null;
  differences: Difference[];
}

/** A rule of the emulator that nobody documents, and what its cases show of it. */
export interface RuleResult {
  rule: string;
  cases: string[];
  outcome: CaseOutcome;
}

/** What was asked in the account's place: AWS itself, or what answers at a configured endpoint. */
export type Against = 'aws' | 'endpoint';

export interface ParityResult {
  version: string;
  against: Against;
  region: string;
  meetingsRegion: string;
  cases: CaseResult[];
  rules: RuleResult[];
  /** Meetings that this run made, or may have made, and that were not ended. Here alone an id stands. */
  leftovers: Leftover[];
}

/** An assumed rule, and the cases that would settle it. */
export interface SettledRule {
  rule: string;
  cases: readonly string[];
}

/** What the cases show of each rule. The words of an error and the headers around it are no rule of these. */
export function ruleResults(rules: readonly SettledRule[], cases: readonly CaseResult[]): RuleResult[] {
  return rules.map(({ rule, cases: names }) => {
    const own = cases.filter((each) => names.includes(each.case));
    const differs = own.some(({ differences }) =>
      differences.some(({ aspect }) => aspect !== 'text' && aspect !== 'header'),
    );
    const compared = own.length > 0 && own.every(({ outcome }) => outcome !== 'not-compared');
    return { rule, cases: [...names], outcome: differs ? 'different' : compared ? 'same' : 'not-compared' };
  });
}
