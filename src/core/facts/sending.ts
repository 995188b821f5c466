import { REQUESTS_PER_SECOND } from './limits.js';

/**
 * How an operation is sent: how many of it a second at most, how often the same request in all, and when again.
 * `wherever-it-failed`: a second one does no harm, whatever became of the first. `never-delivered`: only where it is known
 * that the first had no effect.
 */
export interface Sending {
  perSecond: number;
  attempts: number;
  again: 'wherever-it-failed' | 'never-delivered';
  /** A throttled one is repeated as long as there is time: others draw on the same quota, and whoever waits gets a turn. */
  patient: boolean;
  /** Why it may be sent again so. */
  because: string;
}

const READS = 'it changes nothing';
const REMOVES = 'what is gone cannot be removed twice';
const MEETING = 'the same ClientRequestToken finds the same meeting';
const ATTENDEE = 'the service model calls ExternalUserId an idempotency token';

/** Nobody states a quota for the reads of SIP media applications: the lowest of those around them is kept. */
const VOICE_READS = REQUESTS_PER_SECOND.update;

function repeated(perSecond: number, because: string): Sending {
  return { perSecond, attempts: 3, again: 'wherever-it-failed', patient: because === READS, because };
}

const SENDINGS = {
  /** It has no idempotency token: a second one invokes the handler of the live call again. The run repeats it, nobody else. */
  UpdateSipMediaApplicationCall: {
    perSecond: REQUESTS_PER_SECOND.update,
    attempts: 4,
    again: 'never-delivered',
    patient: false,
    because: 'a request that AWS took no notice of invokes no handler',
  },
  GetSipMediaApplication: repeated(VOICE_READS, READS),
  ListSipMediaApplications: repeated(VOICE_READS, READS),
  CreateMeeting: repeated(REQUESTS_PER_SECOND.meetings, MEETING),
  CreateMeetingWithAttendees: repeated(REQUESTS_PER_SECOND.meetings, MEETING),
  GetMeeting: repeated(REQUESTS_PER_SECOND.meetings, READS),
  DeleteMeeting: repeated(REQUESTS_PER_SECOND.meetings, REMOVES),
  CreateAttendee: repeated(REQUESTS_PER_SECOND.meetings, ATTENDEE),
  BatchCreateAttendee: repeated(REQUESTS_PER_SECOND.meetings, ATTENDEE),
  ListAttendees: repeated(REQUESTS_PER_SECOND.meetings, READS),
  DeleteAttendee: repeated(REQUESTS_PER_SECOND.meetings, REMOVES),
  FilterLogEvents: repeated(REQUESTS_PER_SECOND.filterLogEvents, READS),
} as const satisfies Record<string, Sending>;

/** The operations that are sent at all. */
export type SentOperation = keyof typeof SENDINGS;

/** How this operation is sent: the one table of it. What does not stand there cannot be asked for. */
export function sendingOf(operation: SentOperation): Sending {
  return SENDINGS[operation];
}

export const SENT_OPERATIONS = Object.keys(SENDINGS) as SentOperation[];
