import type { DocumentKind } from './kind.js';
import type { Certainty, Severity } from './problem.js';

/** One thing that is wrong with a document, and who says so. */
export interface Problem {
  /** `$.Actions[0].Parameters.JoinToken` */
  path: string;
  /** Both count from 1. */
  line: number;
  column: number;
  rule: string;
  message: string;
  /** What is allowed; null where the rule is no limit. */
  limit: string | null;
  source: string;
  certainty: Certainty;
  severity: Severity;
  /** `fixed` does not have it any more. */
  repaired: boolean;
  /** A stretch of the line, tokens masked, and the index in it that is meant. */
  excerpt: { text: string; caret: number };
}

/** `validate`: what the document is, and everything that is wrong with it. */
export interface ValidateResult {
  /** Null where nobody can tell. */
  kind: DocumentKind | null;
  /** There is nothing wrong with the document as it was given. */
  valid: boolean;
  /** In the order of their places. */
  problems: Problem[];
  /** How many more there are. */
  notShown: number;
  /** What was not checked, and what the document means. */
  notes: string[];
  /** With --fix, where every repair is certain: the whole document, its join token included. Else null. */
  fixed: string | null;
}
