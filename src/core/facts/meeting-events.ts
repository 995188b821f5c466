/** Chime's meeting events as EventBridge delivers them (developer guide, "Meeting events"). */

/** The log group in which `bridge` looks for them, in the meetings region. */
export const MEETING_EVENTS_GROUP = '/aws/events/chime-join';

export const MEETING_EVENT_SOURCE = 'aws.chime';
export const MEETING_EVENT_DETAIL_TYPE = 'Chime Meeting State Change';
