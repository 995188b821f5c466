import { randomUUID } from 'node:crypto';
import {
  MEETING_EVENT_DETAIL_TYPE,
  MEETING_EVENT_SOURCE,
  MEETING_EVENTS_GROUP,
} from '../../core/facts/meeting-events.js';
import type { Clock, EventFaults, LogGroups } from '../world.js';
import type { Capabilities, TranscriptionConfiguration } from './input.js';
import type { Attendee, Meeting } from './meeting.js';

/** What can happen in a meeting, by the names of Chime's event types. */
export type Happening =
  | { type: 'MeetingStarted' | 'MeetingEnded' }
  | { type: 'AttendeeAdded' | 'AttendeeDeleted' | 'AttendeeAuthorized'; attendee: Attendee }
  | { type: 'AttendeeJoined' | 'AttendeeLeft' | 'AttendeeDropped'; attendee: Attendee }
  | { type: 'TranscriptionStarted' | 'TranscriptionStopped'; configuration: TranscriptionConfiguration }
  | { type: 'AttendeeCapabilitiesUpdated'; attendee: Attendee; capabilities: Capabilities };

/** Hears what happens in the meetings, as it happens. */
export type MeetingWitness = (meeting: Meeting, happening: Happening) => void;

export interface MeetingEventsParts {
  clock: Clock;
  faults: EventFaults;
  /** The log groups of a region. */
  logsOf: (region: string) => LogGroups;
  accountId: string;
}

/** The types that say over which network the attendee came; the developer guide shows `Voip` alone. */
const OVER_A_NETWORK = ['AttendeeJoined', 'AttendeeLeft', 'AttendeeDropped'];

/**
 * Writes each happening as a whole EventBridge event into the log group of the meeting's control region, as a rule with a
 * log group as its target does.
 */
export function createMeetingEvents({ clock, faults, logsOf, accountId }: MeetingEventsParts): MeetingWitness {
  const stream = randomUUID();
  return (meeting, happening) => {
    const { region } = meeting;
    const message = JSON.stringify(eventOf(meeting, happening, clock.now(), accountId));
    const write = () => logsOf(region).append(MEETING_EVENTS_GROUP, stream, message);
    const fault = faults.next();
    switch (fault?.kind) {
      case 'drop-event':
        return;
      case 'late-event':
        clock.after(fault.ms, write);
        return;
      case 'reorder-events':
        logsOf(region).reorderNext(MEETING_EVENTS_GROUP);
        break;
      case 'double-event':
        write();
        break;
      default:
    }
    write();
  };
}

function eventOf(meeting: Meeting, happening: Happening, now: number, accountId: string): object {
  const { meetingId, region, request } = meeting;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': MEETING_EVENT_DETAIL_TYPE,
    source: MEETING_EVENT_SOURCE,
    account: accountId,
    // EventBridge's time has whole seconds.
    time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [],
    detail: {
      version: '0',
      eventType: `chime:${happening.type}`,
      timestamp: Math.floor(now),
      meetingId,
      externalMeetingId: request.ExternalMeetingId,
      ...attendeeIn(happening),
      mediaRegion: request.MediaRegion,
      ...transcriptionIn(happening, request.MediaRegion),
    },
  };
}

function attendeeIn(happening: Happening): object {
  if (!('attendee' in happening)) return {};
  const { attendeeId, externalUserId } = happening.attendee;
  const ids = { attendeeId, externalUserId };
  if (happening.type === 'AttendeeCapabilitiesUpdated') {
    const { Audio, Video, Content } = happening.capabilities;
    return { ...ids, success: '1', attendeeCapabilities: { audio: Audio, video: Video, content: Content } };
  }
  return OVER_A_NETWORK.includes(happening.type) ? { ...ids, networkType: 'Voip' } : ids;
}

/** The configuration is a text in the event (developer guide, "Understanding … live transcription events"). */
function transcriptionIn(happening: Happening, mediaRegion: string): object {
  if (!('configuration' in happening)) return {};
  const { EngineTranscribeSettings, EngineTranscribeMedicalSettings } = happening.configuration;
  const chosen = EngineTranscribeSettings?.Region ?? EngineTranscribeMedicalSettings?.Region ?? 'auto';
  return {
    transcriptionRegion: chosen === 'auto' ? mediaRegion : chosen,
    transcriptionConfiguration: JSON.stringify(happening.configuration),
  };
}
