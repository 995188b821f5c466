import type { Certainty as Sureness } from '../catalogue/entry.js';
import type { Path } from '../json/path.js';

/** Who says so: AWS's service model, a page of AWS, what was seen, what follows from it; `standard` is JSON itself. */
export type Certainty = Sureness | 'standard';

/** An `error` is known to keep the document from doing its work; of a `warning` that is not known. */
export type Severity = 'error' | 'warning';

/** What a rule found in a document that is JSON. */
export interface Finding {
  path: Path;
  rule: string;
  message: string;
  /** What is allowed, where the rule is a limit. */
  limit: string | null;
  /** The page that states the rule. */
  source: string;
  certainty: Certainty;
  severity: Severity;
  /** The name or the value that can only have been meant. */
  instead?: { name: string } | { value: string };
  /** The object or list that lacks something. Where the document leaves out what it holds, nothing is known to be missing. */
  missingFrom?: Path;
}

/** Everything but what the document shows: a rule, to be broken. */
export type Rule = Pick<Finding, 'rule' | 'source' | 'certainty' | 'severity'> & { limit?: string };

/** This rule, broken here. */
export function broken(rule: Rule, path: Path, message: string, instead?: Finding['instead']): Finding {
  const { limit = null, ...rest } = rule;
  return { ...rest, limit, path, message, ...(instead === undefined ? {} : { instead }) };
}
