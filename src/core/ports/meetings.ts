import type { Secret } from '../secret.js';
import type { Answered } from './answer.js';

export interface Meeting {
  meetingId: string;
  externalMeetingId: string | null;
  mediaRegion: string | null;
  /** The control region it was made in: every later request for it goes there. */
  region: string;
  arn: string | null;
  /** The Meeting object as AWS gave it, which is what the browser SDK wants. Holds no secret. */
  asAnswered: Record<string, unknown>;
}

export interface Attendee {
  attendeeId: string;
  externalUserId: string;
  /** Absent where AWS did not give it: whether GetAttendee and ListAttendees do is not documented. */
  joinToken: Secret | null;
}

export interface NewAttendee {
  externalUserId: string;
  capabilities?: { audio: Capability; video: Capability; content: Capability };
}

export type Capability = 'SendReceive' | 'Send' | 'Receive' | 'None';

/** A phone hears and speaks; it has no screen (voice-translator sample; UpdateAttendeeCapabilities' rules allow it everywhere). */
export const PHONE_CAPABILITIES = { audio: 'SendReceive', video: 'None', content: 'None' } as const;

/** One attendee AWS did not create although the request as a whole succeeded. */
export interface AttendeeRefusal {
  externalUserId: string;
  code: string;
  message: string;
}

export interface NewMeeting {
  /** Repeating a create with the same token finds the meeting again. 2 to 64 of `[-_a-zA-Z0-9]`. */
  clientRequestToken: string;
  externalMeetingId: string;
  mediaRegion: string;
  /** 0 to 20; they are created in the same request. */
  attendees: NewAttendee[];
}

/** Amazon Chime SDK meetings, in one control region. Failures: see `Failure`; an ended meeting is MEETING_NOT_FOUND. */
export interface Meetings {
  create(
    meeting: NewMeeting,
    signal: AbortSignal,
  ): Promise<Answered<{ meeting: Meeting; attendees: Attendee[]; refused: AttendeeRefusal[] }>>;
  find(meetingId: string, signal: AbortSignal): Promise<Answered<Meeting>>;
  /** Ends it for everybody in it. */
  end(meetingId: string, signal: AbortSignal): Promise<Answered<null>>;
}

/** The attendees of one control region's meetings. A failure MEETING_NOT_FOUND means that the meeting has ended. */
export interface Attendees {
  /** 1 to 100; several go in one request. */
  add(
    meetingId: string,
    attendees: NewAttendee[],
    signal: AbortSignal,
  ): Promise<Answered<{ attendees: Attendee[]; refused: AttendeeRefusal[] }>>;
  /** All of them, every page. */
  list(meetingId: string, signal: AbortSignal): Promise<Answered<Attendee[]>>;
  remove(meetingId: string, attendeeId: string, signal: AbortSignal): Promise<Answered<null>>;
}
