/** Chime's meeting events as EventBridge delivers them (developer guide, "Meeting events"). */

/** The log group in which `bridge` looks for them, in the meetings region. */
export const MEETING_EVENTS_GROUP = '/aws/events/chime-join';

export const MEETING_EVENT_SOURCE = 'aws.chime';
export const MEETING_EVENT_DETAIL_TYPE = 'Chime Meeting State Change';

/** What happens to a meeting and its attendees, as `detail.eventType` names it. */
export const MEETING_EVENT_TYPES = [
  'chime:MeetingStarted',
  'chime:MeetingEnded',
  'chime:AttendeeAdded',
  'chime:AttendeeDeleted',
  'chime:AttendeeAuthorized',
  'chime:AttendeeJoined',
  'chime:AttendeeLeft',
  'chime:AttendeeDropped',
  'chime:AttendeeVideoStarted',
  'chime:AttendeeVideoStopped',
  'chime:AttendeeContentJoined',
  'chime:AttendeeContentLeft',
  'chime:AttendeeContentDropped',
  'chime:AttendeeContentVideoStarted',
  'chime:AttendeeContentVideoStopped',
  'chime:AttendeeCapabilitiesUpdated',
  // Of the page on live transcription.
  'chime:TranscriptionStarted',
  'chime:TranscriptionStopped',
] as const;

export type MeetingEventType = (typeof MEETING_EVENT_TYPES)[number];
