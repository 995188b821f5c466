import type { MeetingEventType } from '../../facts/meeting-events.js';
import type { Entry } from '../entry.js';
import { guide, issue } from '../sources.js';

const PAGE = guide('using-events');
const TRANSCRIPTION = guide('transcription-events');
const NOTHING: Pick<Entry, 'changed' | 'again'> = {
  changed: 'Nothing: the event reports what has happened.',
  again: 'pointless',
};
const BEST_EFFORT =
  'Amazon Chime SDK delivers these events as well as it can: one may be missing, late or out of order, so a missing one proves nothing.';
const WHO_IS_THERE = 'see who is in the meeting: chime-join meeting show --meeting-id ID';

type EventText = Pick<Entry, 'title' | 'meaning'> & Partial<Pick<Entry, 'notKnown' | 'sources' | 'steps' | 'again'>>;

type Name = MeetingEventType extends `chime:${infer Rest}` ? Rest : never;

const TEXTS: Record<Name, EventText> = {
  MeetingStarted: {
    title: 'chime:MeetingStarted: the meeting began',
    meaning: 'A meeting started. It says nothing of a call: the caller may or may not be in it.',
  },
  MeetingEnded: {
    title: 'chime:MeetingEnded: the meeting is over',
    meaning:
      'The meeting ended: somebody ended it, nobody had audio for five minutes, or it was 24 hours old. A caller who was in it stays on the line alone until LEG-A is hung up.',
    notKnown: `The event does not say which of these it was. ${BEST_EFFORT}`,
    again: 'anew',
    steps: () => ['into a new meeting, where the caller is still there: chime-join bridge --call-id ID'],
  },
  AttendeeAdded: {
    title: 'chime:AttendeeAdded: an attendee was created',
    meaning: 'An attendee was added to the meeting and can join it. Nobody has joined by that.',
  },
  AttendeeDeleted: {
    title: 'chime:AttendeeDeleted: an attendee was removed',
    meaning:
      'An attendee was deleted. The join token of that attendee no longer works; a caller who joined with it is out of the meeting.',
    again: 'anew',
    steps: () => [WHO_IS_THERE, 'with an attendee of its own: chime-join bridge --call-id ID --meeting-id ID'],
  },
  AttendeeAuthorized: {
    title: 'chime:AttendeeAuthorized: a join token was accepted',
    meaning:
      'Somebody came with the join token of this attendee, and it was accepted. The attendee is in the meeting once chime:AttendeeJoined follows.',
    notKnown: `AWS's page has it for an attendee who joins; that it comes about a second before chime:AttendeeJoined was seen. ${BEST_EFFORT}`,
    sources: [PAGE, issue('aws/amazon-chime-sdk-js', 2593)],
    steps: () => [WHO_IS_THERE],
  },
  AttendeeJoined: {
    title: 'chime:AttendeeJoined: the attendee is in the meeting',
    meaning:
      'The attendee joined the meeting. If it is the attendee that was made for the phone, the caller was in the meeting at that time.',
    notKnown: `Whether the attendee is still there: a later chime:AttendeeLeft or AttendeeDropped would say. ${BEST_EFFORT}`,
    sources: [PAGE, 'aws-samples/amazon-chime-sdk-voice-voice-translator'],
    steps: () => [WHO_IS_THERE, 'hold its attendeeId against the attendee of the run: chime-join runs show RUN_ID'],
  },
  AttendeeLeft: {
    title: 'chime:AttendeeLeft: the attendee left the meeting',
    meaning:
      'The attendee left the meeting. If it is the attendee of the phone, the caller is no longer in the meeting.',
    notKnown: `Why: the event does not say who ended the connection. ${BEST_EFFORT}`,
    steps: () => [WHO_IS_THERE],
  },
  AttendeeDropped: {
    title: 'chime:AttendeeDropped: the attendee lost the connection',
    meaning:
      'The connection of the attendee to the meeting was lost. If it is the attendee of the phone, the caller is no longer in the meeting, unless a new chime:AttendeeJoined follows.',
    notKnown: `Why the connection was lost. ${BEST_EFFORT}`,
    steps: () => [WHO_IS_THERE],
  },
  AttendeeVideoStarted: video('chime:AttendeeVideoStarted: video began', 'started streaming video'),
  AttendeeVideoStopped: video('chime:AttendeeVideoStopped: video ended', 'stopped streaming video'),
  AttendeeContentJoined: video('chime:AttendeeContentJoined: a share joined', 'has a content share that joined'),
  AttendeeContentLeft: video('chime:AttendeeContentLeft: a share left', 'has a content share that left'),
  AttendeeContentDropped: video('chime:AttendeeContentDropped: a share was lost', 'has a content share that was lost'),
  AttendeeContentVideoStarted: video('chime:AttendeeContentVideoStarted: a share has video', 'shares video'),
  AttendeeContentVideoStopped: video('chime:AttendeeContentVideoStopped: no more video', 'no longer shares video'),
  AttendeeCapabilitiesUpdated: video(
    'chime:AttendeeCapabilitiesUpdated: capabilities changed',
    'may now send and receive other media: the capabilities were changed',
  ),
  TranscriptionStarted: {
    title: 'chime:TranscriptionStarted: live transcription began',
    meaning: 'The transcription of the meeting started, or its settings were changed. It says nothing of a phone.',
    sources: [TRANSCRIPTION],
  },
  TranscriptionStopped: {
    title: 'chime:TranscriptionStopped: live transcription ended',
    meaning: 'The transcription of the meeting stopped. It says nothing of a phone.',
    sources: [TRANSCRIPTION],
  },
};

/** What a phone never does by itself. */
function video(title: string, does: string): EventText {
  return {
    title,
    meaning: `An attendee of the meeting ${does}. It says nothing of a phone.`,
  };
}

/** What Amazon Chime SDK tells EventBridge of a meeting: one entry for each type of event. */
export const EVENT_ENTRIES: readonly Entry[] = Object.entries(TEXTS).map(([type, text]) => ({
  id: `event.${type}`,
  recognised: { words: [`chime:${type}`, type], says: new RegExp(`\\bchime:${type}\\b`) },
  certainty: 'documented',
  notKnown: BEST_EFFORT,
  sources: [PAGE],
  ...NOTHING,
  steps: () => ['nothing: it is how meetings go on', WHO_IS_THERE],
  ...text,
}));

/** The entry for an event's type, `chime:AttendeeJoined`; undefined where AWS's page has no such type. */
export function entryOfMeetingEvent(eventType: string): Entry | undefined {
  const type = eventType.replace(/^chime:/, '');
  return EVENT_ENTRIES.find(({ id }) => id === `event.${type}`);
}
