import { randomUUID } from 'node:crypto';
import { sameId } from '../../core/facts/ids.js';
import { MEETING_MAX_AGE_MS, MEETING_WITHOUT_AUDIO_MS } from '../../core/facts/limits.js';
import type { Clock, MeetingDoor } from '../world.js';
import { addAttendee } from './attendees.js';
import type { Capabilities, CreateMeetingInput, NewAttendee, TranscriptionConfiguration } from './input.js';
import type { Attendee, Connection, Meeting } from './meeting.js';
import type { MeetingWitness } from './meeting-events.js';
import { type Going, Presence } from './presence.js';
import type { Stay } from './stay.js';

/** So much of what is over is remembered: an emulator may run for days. */
const MAX_ENDED_MEETINGS = 5_000;
const MAX_SECRETS = 100_000;

/** One meeting as `/_emulator/state` shows it. */
export interface MeetingState {
  meetingId: string;
  ended: boolean;
  attendees: { attendeeId: string; externalUserId: string; present: boolean; muted: boolean }[];
}

/** Every meeting of the embedded AWS, with the rules that end them. */
export class MeetingRooms {
  readonly #clock: Clock;
  readonly #witness: MeetingWitness;
  readonly #presence: Presence;
  readonly #meetings = new Map<string, Meeting>();
  readonly #tokens = new Set<string>();
  readonly door: MeetingDoor = {
    byToken: (joinToken) => this.#holderOf(joinToken),
    connect: (meetingId, attendeeId, ended) => this.#connectPhone(meetingId, attendeeId, ended),
    mute: (meetingId, attendeeIds, muted) => this.#mute(meetingId, attendeeIds, muted),
  };

  constructor(clock: Clock, witness: MeetingWitness = () => undefined) {
    this.#clock = clock;
    this.#witness = witness;
    this.#presence = new Presence(clock, witness);
  }

  open(region: string, { ClientRequestToken: _spent, ...request }: CreateMeetingInput): Meeting {
    const meeting: Meeting = {
      meetingId: randomUUID(),
      region,
      request,
      ended: false,
      attendees: new Map(),
      connections: new Map(),
      nextOrdinal: 0,
      tags: new Map((request.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
      cancelTimers: { unheard: () => undefined, age: () => undefined },
    };
    this.#meetings.set(meeting.meetingId, meeting);
    meeting.cancelTimers.age = this.#clock.after(MEETING_MAX_AGE_MS, () => this.end(meeting)).cancel;
    this.#waitForAudio(meeting);
    this.#witness(meeting, { type: 'MeetingStarted' });
    return meeting;
  }

  /** The meeting of this id if it was made in this region and has not ended. */
  find(region: string, meetingId: string): Meeting | undefined {
    const meeting = this.any(meetingId);
    return meeting !== undefined && !meeting.ended && meeting.region === region ? meeting : undefined;
  }

  /** The same of any region, ended ones included. */
  any(meetingId: string): Meeting | undefined {
    return this.#meetings.get(meetingId.toLowerCase());
  }

  /** The meetings that have not ended, of all regions. */
  live(): Meeting[] {
    return [...this.#meetings.values()].filter((meeting) => !meeting.ended);
  }

  /** Ends it: attendees and tokens are gone, whoever is connected is dropped, its replicas end too. */
  end(meeting: Meeting): void {
    if (meeting.ended) return;
    close(meeting);
    meeting.attendees.clear();
    const connections = this.#presence.disconnectAll(meeting);
    this.#witness(meeting, { type: 'MeetingEnded' });
    for (const connection of connections) connection.ended();
    for (const replica of this.live()) {
      if (sameId(replica.request.PrimaryMeetingId, meeting.meetingId)) this.end(replica);
    }
    this.#forgetOldest();
  }

  /** Adds an attendee, or finds the one that has this ExternalUserId already. Throws as `addAttendee` does. */
  addAttendee(meeting: Meeting, wanted: NewAttendee): Attendee {
    const before = meeting.attendees.size;
    const attendee = addAttendee(meeting, wanted);
    if (meeting.attendees.size > before) this.#witness(meeting, { type: 'AttendeeAdded', attendee });
    return attendee;
  }

  setCapabilities(meeting: Meeting, attendee: Attendee, capabilities: Capabilities): void {
    attendee.capabilities = capabilities;
    this.#witness(meeting, { type: 'AttendeeCapabilitiesUpdated', attendee, capabilities });
  }

  /** What is said is transcribed from now on, or no longer. */
  transcribe(meeting: Meeting, configuration: TranscriptionConfiguration | undefined): void {
    const before = meeting.transcription;
    meeting.transcription = configuration;
    if (configuration !== undefined) this.#witness(meeting, { type: 'TranscriptionStarted', configuration });
    else if (before !== undefined) {
      this.#witness(meeting, { type: 'TranscriptionStopped', configuration: before });
    }
  }

  /** Deletes the attendee and its token, and drops its connection. */
  removeAttendee(meeting: Meeting, attendee: Attendee): void {
    const { attendeeId } = attendee;
    meeting.attendees.delete(attendeeId);
    this.#witness(meeting, { type: 'AttendeeDeleted', attendee });
    const connection = meeting.connections.get(attendeeId);
    if (connection === undefined) return;
    this.#disconnect(meeting, connection, 'AttendeeLeft');
    connection.ended();
  }

  /** Notes a token as issued, for `secrets`. */
  issued(joinToken: string): void {
    this.#tokens.add(joinToken);
    if (this.#tokens.size <= MAX_SECRETS) return;
    for (const oldest of [...this.#tokens].slice(0, MAX_SECRETS / 2)) this.#tokens.delete(oldest);
  }

  /** A browser comes with the attendee's token, as from another device where somebody else has it. */
  enter(meeting: Meeting, attendee: Attendee): void {
    this.#presence.connect(meeting, attendee, 'browser', () => undefined);
  }

  /** The browser goes, or is lost; false where the attendee is there as a phone. */
  exit(meeting: Meeting, { attendeeId }: Attendee, how: Going): boolean {
    const connection = meeting.connections.get(attendeeId);
    if (connection?.by === 'phone') return false;
    if (connection !== undefined) this.#disconnect(meeting, connection, how);
    return true;
  }

  state(): MeetingState[] {
    return [...this.#meetings.values()].map(({ meetingId, ended, attendees, connections }) => ({
      meetingId,
      ended,
      attendees: [...attendees.values()].map(({ attendeeId, externalUserId }) => ({
        attendeeId,
        externalUserId,
        present: connections.has(attendeeId),
        muted: connections.get(attendeeId)?.muted === true,
      })),
    }));
  }

  stays(): Stay[] {
    return this.#presence.stays();
  }

  /** Every join token ever issued, those of deleted attendees included. */
  secrets(): string[] {
    return [...this.#tokens];
  }

  reset(): void {
    for (const meeting of this.live()) close(meeting);
    this.#meetings.clear();
    this.#tokens.clear();
    this.#presence.clear();
  }

  #disconnect(meeting: Meeting, connection: Connection, how: Going): void {
    if (!this.#presence.disconnect(meeting, connection, how)) return;
    if (!meeting.ended && meeting.connections.size === 0) this.#waitForAudio(meeting);
  }

  #waitForAudio(meeting: Meeting): void {
    meeting.cancelTimers.unheard();
    meeting.cancelTimers.unheard = this.#clock.after(MEETING_WITHOUT_AUDIO_MS, () => this.end(meeting)).cancel;
  }

  #forgetOldest(): void {
    if (this.#meetings.size <= MAX_ENDED_MEETINGS) return;
    const ended = [...this.#meetings.values()].filter((meeting) => meeting.ended);
    for (const { meetingId } of ended.slice(0, -MAX_ENDED_MEETINGS / 2)) this.#meetings.delete(meetingId);
  }

  #holderOf(joinToken: string): ReturnType<MeetingDoor['byToken']> {
    for (const { meetingId, region, attendees } of this.live()) {
      for (const { attendeeId, joinToken: own } of attendees.values()) {
        if (own === joinToken) return { meetingId, attendeeId, region };
      }
    }
    return undefined;
  }

  #connectPhone(meetingId: string, attendeeId: string, ended: () => void): { leave(): void } {
    const meeting = this.#meetings.get(meetingId);
    const attendee = meeting?.attendees.get(attendeeId);
    if (meeting === undefined || attendee === undefined) throw new Error('no such attendee to connect');
    const connection = this.#presence.connect(meeting, attendee, 'phone', ended);
    return { leave: () => this.#disconnect(meeting, connection, 'AttendeeLeft') };
  }

  /** A telephone that is muted comes back unmuted: it is the connection that is muted. */
  #mute(meetingId: string, attendeeIds: readonly string[], muted: boolean): boolean {
    const meeting = this.#meetings.get(meetingId);
    const ids = attendeeIds.map((id) => id.toLowerCase());
    if (meeting === undefined || !ids.every((id) => meeting.attendees.has(id))) return false;
    for (const id of ids) {
      const connection = meeting.connections.get(id);
      if (connection !== undefined) connection.muted = muted;
    }
    return true;
  }
}

/** From now on nothing happens to it by itself. */
function close(meeting: Meeting): void {
  meeting.ended = true;
  meeting.cancelTimers.age();
  meeting.cancelTimers.unheard();
}
