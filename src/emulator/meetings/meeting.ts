import { randomUUID } from 'node:crypto';
import { MAX_ATTENDEES } from '../../core/facts/limits.js';
import type { Capabilities, CreateMeetingInput, MeetingFeatures, TranscriptionConfiguration } from './input.js';
import type { Stay } from './stay.js';

/** One attendee as the emulator keeps it. */
export interface Attendee {
  attendeeId: string;
  externalUserId: string;
  joinToken: string;
  capabilities: Capabilities;
  /** Grows with each attendee of the meeting: the order ListAttendees pages in. */
  ordinal: number;
}

/** A live connection of an attendee's audio. */
export interface Connection {
  attendee: Attendee;
  /** What the attendee is connected with: a call's leg, or a browser that the control plane speaks for. */
  by: 'phone' | 'browser';
  ended: () => void;
  stay: Stay;
  /** Tells the join to whoever listens to meeting events, once. */
  reportJoined: () => void;
  /** Its call has muted it. */
  muted?: boolean;
}

/** One meeting as the emulator keeps it; an ended one keeps its ids only. */
export interface Meeting {
  meetingId: string;
  region: string;
  request: Omit<CreateMeetingInput, 'ClientRequestToken'>;
  ended: boolean;
  attendees: Map<string, Attendee>;
  connections: Map<string, Connection>;
  nextOrdinal: number;
  tags: Map<string, string>;
  /** While what is said is transcribed. */
  transcription?: TranscriptionConfiguration | undefined;
  /** Stops the timers that would end it. */
  cancelTimers: { unheard(): void; age(): void };
}

/** With FHD video or UHD content a meeting holds so many at most (service model, AttendeeFeatures). */
export const MAX_ATTENDEES_IN_HIGH_RESOLUTION = 25;

/** How many attendees the meeting may have. */
export function maxAttendees(features: MeetingFeatures | undefined): number {
  return features?.Attendee?.MaxCount ?? MAX_ATTENDEES;
}

/** Opaque to AWS's pages; captured ones are base64 of the attendee's id and a UUID, 98 characters. */
export function newJoinToken(attendeeId: string): string {
  return Buffer.from(`${attendeeId}:${randomUUID()}`).toString('base64').replaceAll('=', '');
}
