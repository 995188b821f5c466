/** One record of a log group, its text bounded by the adapter but otherwise as it came: hostile until shown through `output`. */
export interface LogRecord {
  id: string;
  group: string;
  stream: string;
  /** Milliseconds since the epoch, on the writer's clock. */
  time: number;
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
  /** Stop after this many records. */
  atMost: number;
}

export interface RecordPage {
  records: LogRecord[];
  /** False where `atMost`, the page bound or the signal cut it short: more records may match. */
  complete: boolean;
  requestIds: string[];
}

/** What the handlers and SMAs logged. A group that is not there is LOG_GROUP_NOT_FOUND. Paced to CloudWatch Logs' quota. */
export interface Records {
  read(query: RecordQuery, signal: AbortSignal): Promise<RecordPage>;
}
