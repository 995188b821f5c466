import type { Answer, JoinGrade } from './answer.js';
import type { Seen } from './checked-call.js';
import type { Direction, Outside } from './ports.js';
import type { FoundArguments } from './result.js';

/** The best arguments that were found, and what the handler made of them. */
export interface Found extends FoundArguments {
  grade: JoinGrade;
  parameters: Record<string, unknown>;
  answer: Answer;
  seen: Seen;
}

/** What became of the search. `reads` null: it cannot be seen what the handler reads. */
export interface Search {
  direction: Direction;
  found: Found | null;
  reads: string[] | null;
  tries: number;
  /** Records of every update that was tried; null where they cannot be seen. */
  records: string[] | null;
  /** What it did with the updates, as types of actions; empty where it did nothing. */
  actions: string[];
  /** One was answered with an empty list, which takes the place of what was left of the present one. */
  emptied: boolean;
  /** It copied all arguments somewhere: what it reads there cannot be seen. */
  listed: boolean;
  /** An update on which it threw before it read any argument; null where there was none. */
  threwFirst: Seen | null;
  /** Its JoinToken was the same whatever the update brought: it is not taken from there. */
  ownToken: boolean;
  /** The same of its MeetingId. */
  ownMeeting: boolean;
  /** It gives no MeetingId, and reads nothing that could have been meant for one. */
  noMeeting: boolean;
  /** What it lacked on the way. */
  lacked: Outside;
  /** How many updates it answered with a hang-up alone. */
  hungUp: number;
  /** Why the SMA could not have used one of the answers; null where it could have used all. */
  unusable: string | null;
  /** The longest list of actions. */
  mostActions: number;
  /** How often it did not answer an update in time. */
  hangs: number;
  /** The search ended early: the handler did not answer in time, twice. */
  hung: boolean;
}

/**
 * Whether what became of the call tells of the handler, rather than of arguments whose form was not found out: all that the join needs was
 * found, or is truly not taken from an update.
 */
export function isTraced({ found, ownToken, ownMeeting, noMeeting }: Search): boolean {
  if (found === null) return false;
  if (found.grade === 'other-token') return ownToken;
  if (found.grade === 'no-meeting') return ownMeeting || noMeeting;
  return true;
}
