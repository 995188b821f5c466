import type { Failure } from '../failure.js';

/** One record of a log group, its text bounded by the adapter but otherwise as it came: hostile until shown through `output`. */
export interface LogRecord {
  id: string;
  group: string;
  stream: string;
  /** Milliseconds since the epoch, on the writer's clock. */
  time: number;
  /** When the service took it in, milliseconds since the epoch; null where that is not known. */
  ingestedAt: number | null;
  message: string;
}

export interface RecordQuery {
  group: string;
  /** Only records that hold each of these texts literally; none: every record. */
  containing: string[];
  /** Only records of this log stream. */
  stream?: string;
  /** Inclusive, milliseconds since the epoch. */
  since: number;
  /** Exclusive; absent: now. */
  until?: number;
  /** Oldest first unless this is set. */
  newestFirst?: boolean;
  /** Stop after the page with which there are this many records. */
  atMost: number;
  /** Stop after the first page that holds any record. */
  firstHit?: boolean;
  /** Go on where an earlier read of the same query stopped. */
  after?: string;
}

/** What was read. Pages that were read are kept, whatever became of the next one. */
export interface RecordPage {
  records: LogRecord[];
  /** False where `atMost`, `firstHit`, the page bound, the signal or a failure cut it short: more records may match. */
  complete: boolean;
  /** For `after`, where the read was cut short; null where it is complete, or can only begin again. */
  next: string | null;
  /** Why the page after those could not be read; null where nothing failed. */
  failure: Failure | null;
  /** The service's clock (its Date header) when it answered the first page, milliseconds since the epoch; null: it did not say. */
  readAt: number | null;
  requestIds: string[];
}

/**
 * What the handlers and SMAs logged. A group that is not there is LOG_GROUP_NOT_FOUND. Paced to CloudWatch Logs' quota, and
 * patient where others use it up: a throttled read is repeated as long as the signal leaves time. Throws where the first page
 * could not be read.
 */
export interface Records {
  read(query: RecordQuery, signal: AbortSignal): Promise<RecordPage>;
}
