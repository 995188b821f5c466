/** AWS's numbers, each with the page that states it. Lengths are in UTF-16 code units, as JavaScript counts them. */

/** UpdateSipMediaApplicationCall: `Arguments` holds 0 to 20 entries (chime-sdk-voice service model). */
export const MAX_UPDATE_ARGUMENTS = 20;

/** A handler's response holds at most ten actions (developer guide, "Invoking actions on a call leg"). */
export const MAX_ACTIONS = 10;

/** A call's handler is invoked at most this often (same page). */
export const MAX_INVOCATIONS_PER_CALL = 1_000;

/** The SMA hangs up when the handler has not answered after this many milliseconds (developer guide, "Timeouts"). */
export const HANDLER_TIMEOUT_MS = 20_000;

/** The SMA waits this long before it invokes the handler again (same page). */
export const HANDLER_RETRY_AFTER_MS = 5_000;

/** An inbound call nobody answers ends after this long (developer guide, "Case 1"). */
export const UNANSWERED_CALL_MS = 30_000;

/** A meeting without an audio connection ends after this long (Amazon Chime SDK FAQs). */
export const MEETING_WITHOUT_AUDIO_MS = 5 * 60_000;

/** A meeting ends this long after it was made, whoever is in it (same page). */
export const MEETING_MAX_AGE_MS = 24 * 60 * 60_000;

/** Attendees per meeting (general reference, quotas; not adjustable). */
export const MAX_ATTENDEES = 250;

/** CreateMeetingWithAttendees: at most 10 attendees (general reference, quotas; the service said so too, aws-sdk-js #4344). */
export const MAX_ATTENDEES_WITH_MEETING = 10;

/** The same by the chime-sdk-meetings service model, which the service does not keep to. */
export const MAX_ATTENDEES_WITH_MEETING_IN_MODEL = 20;

/** BatchCreateAttendee: 1 to 100 attendees (chime-sdk-meetings service model). */
export const MAX_ATTENDEES_PER_BATCH = 100;

/** JoinToken: 2 to 2048 characters, no pattern (chime-sdk-meetings service model). Opaque: never parsed. */
export const JOIN_TOKEN_LENGTH = { min: 2, max: 2048 } as const;

/** ExternalMeetingId, ExternalUserId and ClientRequestToken: 2 to 64 characters (same model). */
export const EXTERNAL_ID_LENGTH = { min: 2, max: 64 } as const;

/** The characters the model's documentation allows in ExternalMeetingId and ExternalUserId. `aws:` may not begin one. */
const EXTERNAL_ID_PATTERN = /^[-_&@+=,(){}[\]/«».:|'"#a-zA-Z0-9À-ÿ\s]*$/;

/** Why this is no ExternalMeetingId or ExternalUserId, or null when AWS's model allows it. */
export function externalIdProblem(text: string): string | null {
  const { min, max } = EXTERNAL_ID_LENGTH;
  if (text.length < min || text.length > max) return `it has ${text.length} characters, AWS allows ${min} to ${max}`;
  if (!EXTERNAL_ID_PATTERN.test(text)) return 'it has a character that AWS does not allow there';
  if (text.toLowerCase().startsWith('aws:')) return 'AWS reserves the prefix aws:';
  return null;
}

/** Requests a second, per account and region (general reference, "Amazon Chime SDK endpoints and quotas"). */
export const REQUESTS_PER_SECOND = { update: 5, createCall: 1, meetings: 10, filterLogEvents: 5 } as const;

/** The number that stands on the meeting's leg, as its From or its To (developer guide: "use-cases" and "case-5" disagree). */
export const MEETING_NUMBER = '+17035550122';

/** Who invokes the handler: the principal of the function's resource policy. */
export const SMA_PRINCIPAL = 'voiceconnector.chime.amazonaws.com';

/** What a call dialled to the meeting's number says which attendee it is by (SIP headers, in any case of letters). */
export const MEETING_HEADERS = { joinToken: 'x-chime-join-token', meetingId: 'x-chime-meeting-id' } as const;

/**
 * What an account starts with, and AWS Support raises on request: live calls and concurrent meetings (general reference, quotas), actions
 * a second (developer guide, "VoiceFocus"), bots (general reference).
 */
export const ACCOUNT_QUOTAS = { activeCalls: 10, actionsPerSecond: 5, concurrentMeetings: 250, bots: 0 } as const;

/** SIP headers: the name and its value, together (developer guide, "Using SIP headers"). */
export const MAX_SIP_HEADER_LENGTH = 2_048;
