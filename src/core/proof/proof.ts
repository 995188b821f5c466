import type { SeenTrouble, Timeline } from '../evidence/seen.js';
import type { Judgement } from '../verdict/judge.js';
import type { Look } from './follow-records.js';

/** What was found out about a join, and what explains it. */
export interface Proof {
  judgement: Judgement;
  /** What the judgement says may be said: a join is named, or its absence stood the quiet time in whole looks. */
  proved: boolean;
  /** The `--wait` that would have decided, in ms, where only time was missing. */
  wouldTakeMs: number | null;
  /** As of when the records speak, ms since the epoch, by the service's clock; null: no look was whole. */
  asOf: number | null;
  timeline: Timeline;
  groups: string[];
  /** The groups that could not be read at the last look. */
  unreadable: Look['unreadable'];
  /** The last look was read to its end: what is not in it was not there. */
  complete: boolean;
  /** Lambda's own reports of trouble in the requests that handled this call's events. */
  troubles: SeenTrouble[];
  /** The SMA's message log on this call: opaque text, it explains and never decides. */
  messages: string[];
}
