/** What the program says in the end; never more than it knows. The conditions of each are in docs/verdicts.md. */
export const VERDICTS = ['JOINED', 'ACCEPTED', 'UNCONFIRMED', 'NOT_JOINED', 'FAILED'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A record that shows what the call really did. */
export interface Evidence {
  /** The log group it was read from. */
  source: string;
  /** ISO 8601, the record's own time. */
  time: string;
  sequence: number | null;
  /** The event's type. */
  event: string;
  /** One sentence for people; holds no secret. */
  summary: string;
}
