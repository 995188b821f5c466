/** What the program says in the end; never more than it knows. The conditions of each are in docs/verdicts.md. */
export const VERDICTS = ['JOINED', 'ACCEPTED', 'UNCONFIRMED', 'NOT_JOINED', 'FAILED'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the records suggest where they prove nothing; null: they suggest nothing. */
export const LIKELY = ['joined', 'not-joined'] as const;
export type Likely = (typeof LIKELY)[number] | null;

/** Why records do not decide. The words for each stand in core/catalogue/situations/unproven.ts. */
export type Why =
  | 'update-not-seen'
  | 'nothing-followed'
  | 'still-open'
  | 'join-unnamed'
  | 'attempt-under-way'
  | 'sequence-missing'
  | 'action-hidden'
  | 'events-left-out'
  | 'legs-hidden'
  | 'leg-shown'
  | 'request-open'
  | 'ends-not-logged'
  | 'request-silent'
  | 'answers-unread'
  | 'answered-twice';

/** A record that shows what the call really did. */
export interface Evidence {
  /** The log group it was read from. */
  source: string;
  /** ISO 8601, the record's own time. */
  time: string;
  sequence: number | null;
  event: string;
  /** One sentence for people; holds no secret. */
  summary: string;
}
