import { NOBODY, type Row } from './row.js';

const EVENTS = 'Developer guide, "Understanding Amazon Chime SDK meeting lifecycle events"';

export const MEETING_EVENT_RULES: readonly Row[] = [
  [
    'meetings-events',
    'documented',
    'Chime tells EventBridge MeetingStarted, MeetingEnded, AttendeeAdded, AttendeeDeleted, AttendeeAuthorized, AttendeeJoined, AttendeeLeft, AttendeeDropped and AttendeeCapabilitiesUpdated, in the control Region of the meeting, by best effort.',
    EVENTS,
  ],
  [
    'meetings-events-group',
    'documented',
    'As if an EventBridge rule had a log group as its target: each event is one record of /aws/events/chime-join, the whole event as JSON, in every meetings Region.',
    'EventBridge user guide, "Resource-based policies"; the group\'s name is the emulator\'s own',
  ],
  [
    'meetings-events-phone',
    'observed',
    'A phone that joined by JoinChimeMeeting is told as any other attendee.',
    "AWS's sample amazon-chime-sdk-voice-voice-translator depends on it",
  ],
  [
    'meetings-events-authorized',
    'observed',
    'AttendeeAuthorized comes a second before AttendeeJoined, on a first join too.',
    'aws/amazon-chime-sdk-js #2593',
  ],
  [
    'meetings-events-handed-over',
    'documented',
    'An attendee that joins again with the same token is AttendeeAuthorized.',
    EVENTS,
  ],
  [
    'meetings-events-handed-over-alone',
    'assumed',
    'There is then neither an AttendeeLeft of the first device nor an AttendeeJoined of the second.',
    NOBODY,
  ],
  [
    'meetings-events-short-stay',
    'assumed',
    'Of an attendee that leaves within that second AttendeeJoined and AttendeeLeft come at once.',
    NOBODY,
  ],
  [
    'meetings-events-dropped',
    'documented',
    'An attendee that is lost is AttendeeDropped, and not AttendeeLeft as well. The emulator tells it at once, AWS after 10 to 15 s.',
    EVENTS,
  ],
  [
    'meetings-events-deleted',
    'assumed',
    'A deleted attendee that was there is AttendeeDeleted, then AttendeeLeft. When a meeting ends, whoever is there is AttendeeLeft, then comes MeetingEnded.',
    NOBODY,
  ],
  [
    'meetings-events-network',
    'assumed',
    'networkType is Voip, of a phone too.',
    "the developer guide's examples show no other",
  ],
  [
    'meetings-no-notifications',
    'assumed',
    'NotificationsConfiguration and MediaPlacementNetworkType are checked and then ignored.',
    'the emulator leaves it out',
  ],
];
