import type { CallEvent } from '../evidence/call-event.js';
import type { ArgumentTemplate } from './arguments.js';

/** The call as the operator named it; what is null is looked up, or not needed. */
export interface CallName {
  callId: string | null;
  transactionId: string | null;
  sipMediaApplicationId: string | null;
}

/** All that `bridge` was asked to do, resolved from flags, environment and files, and not yet checked. */
export interface BridgeRequest {
  /** 2 to 64 of `[A-Za-z0-9_-]`. */
  runId: string;
  /** The operator typed it: it names the run, whether or not there is a journal. */
  isRunIdGiven: boolean;
  /** Why, in the operator's words, for the journal. */
  reason: string | null;
  profile: string | null;
  call: CallName;
  /** The event the operator gave, which shows the call as its handler last saw it. */
  event: CallEvent | null;
  /** The SMA's. */
  region: string;
  meetingsRegion: string;
  /** Null: into a new meeting. */
  meetingId: string | null;
  /** Of the new meeting. */
  externalMeetingId: string;
  mediaRegion: string;
  /** The phone's attendee. */
  externalUserId: string;
  /** The external user ids that are not this very run's alone: in an existing meeting somebody may be there under one already. */
  givenUserIds: string[];
  /** External user ids of further attendees, none of which may be the phone's. */
  addAttendees: string[];
  arguments: ArgumentTemplate[];
  /** How long to look for evidence, in ms; null: do not wait. */
  waitMs: number | null;
  /** The whole run, in ms. Undoing has time of its own. */
  timeoutMs: number;
  /** Where the handler logs; empty: the SMA's function tells. */
  logGroups: string[];
  /** How far back the ids are looked up, in ms; null: the default. */
  sinceMs: number | null;
  /** A meeting is made even where an earlier run for this call left one in place. */
  newMeeting: boolean;
  keepMeeting: boolean;
  /** The file of the operator's that receives the meeting and the further attendees; its whole path. */
  attendeesFile: string | null;
}
