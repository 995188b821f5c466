import type { Again } from '../entry.js';

/** What a code means, whatever the situation in which it comes about. */
export interface CodeWords {
  /** Absent: the message of the situation that has no other name than the code. */
  title?: string;
  meaning: string;
  changed?: string;
  again?: Again;
  /** The page of ours that says more of it; absent: the list of all codes. */
  source?: string;
  /** Absent: all that its situations advise. */
  steps?: readonly string[];
}
