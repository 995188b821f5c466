import type { Logbook } from '../journal/logbook.js';
import type { Attempt } from '../journal/record.js';
import type { Progress } from '../outcome/progress.js';
import type { Aws } from '../ports/aws.js';
import type { Judgement } from '../undo/judgement.js';
import type { RunsReach } from './ports.js';
import type { RunsCleanupResult } from './result.js';

/** What one cleanup has come to know so far. */
export interface Sweep {
  reach: RunsReach;
  progress: Progress;
  signal: AbortSignal;
  result: RunsCleanupResult;
}

/** One attempt that left something. */
export interface Owing {
  runId: string;
  attempt: Attempt;
  /** Where it is written down; null where nothing is removed. */
  logbook: Logbook | null;
}

/** The same, and the AWS it is in. */
export interface Leavings extends Owing {
  aws: Aws;
}

/** `gone`: it is not there any more. `callOver`: no update can bring this call there any more. */
export type Judged = (Judgement & { callOver?: boolean }) | 'gone';
