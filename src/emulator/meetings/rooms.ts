import { randomUUID } from 'node:crypto';
import { sameId } from '../../core/facts/ids.js';
import { MEETING_MAX_AGE_MS, MEETING_WITHOUT_AUDIO_MS } from '../../core/facts/limits.js';
import type { Clock, MeetingDoor } from '../world.js';
import { addAttendee } from './attendees.js';
import type { Capabilities, CreateMeetingInput, NewAttendee, TranscriptionConfiguration } from './input.js';
import type { Attendee, Connection, Meeting } from './meeting.js';
import type { MeetingWitness } from './meeting-events.js';
import type { Stay } from './stay.js';

/** #2593 of aws/amazon-chime-sdk-js: an attendee is authorized, and about a second later joined. */
const JOINED_AFTER_MS = 1_000;

/** So much of what is over is remembered: an emulator may run for days. */
const MAX_ENDED_MEETINGS = 5_000;
const MAX_STAYS = 50_000;
const MAX_SECRETS = 100_000;

/** One meeting as `/_emulator/state` shows it. */
export interface MeetingState {
  meetingId: string;
  ended: boolean;
  attendees: { attendeeId: string; externalUserId: string; present: boolean; muted: boolean }[];
}

/** Every meeting of the embedded AWS, with the rules that end them. */
export interface MeetingRooms {
  open(region: string, request: CreateMeetingInput): Meeting;
  /** The meeting of this id if it was made in this region and has not ended. */
  find(region: string, meetingId: string): Meeting | undefined;
  /** The same of any region, ended ones included. */
  any(meetingId: string): Meeting | undefined;
  /** The meetings that have not ended, of all regions. */
  live(): Meeting[];
  /** Ends it: attendees and tokens are gone, whoever is connected is dropped, its replicas end too. */
  end(meeting: Meeting): void;
  /** Adds an attendee, or finds the one that has this ExternalUserId already. Throws as `addAttendee` does. */
  addAttendee(meeting: Meeting, wanted: NewAttendee): Attendee;
  setCapabilities(meeting: Meeting, attendee: Attendee, capabilities: Capabilities): void;
  /** What is said is transcribed from now on, or no longer. */
  transcribe(meeting: Meeting, configuration: TranscriptionConfiguration | undefined): void;
  /** Deletes the attendee and its token, and drops its connection. */
  removeAttendee(meeting: Meeting, attendee: Attendee): void;
  /** Notes a token as issued, for `secrets`. */
  issued(joinToken: string): void;
  readonly door: MeetingDoor;
  /** A browser comes with the attendee's token, as from another device where somebody else has it. */
  enter(meeting: Meeting, attendee: Attendee): void;
  /** The browser goes, or is lost; false where the attendee is there as a phone. */
  exit(meeting: Meeting, attendee: Attendee, how: 'AttendeeLeft' | 'AttendeeDropped'): boolean;
  state(): MeetingState[];
  /** Every stay there ever was, in the order they began. */
  stays(): Stay[];
  /** Every join token ever issued, those of deleted attendees included. */
  secrets(): string[];
  reset(): void;
}

export function createMeetingRooms(clock: Clock, witness: MeetingWitness = () => undefined): MeetingRooms {
  const meetings = new Map<string, Meeting>();
  const tokens = new Set<string>();
  const stays: Stay[] = [];

  const live = () => [...meetings.values()].filter((meeting) => !meeting.ended);

  const forgetOldest = () => {
    if (meetings.size <= MAX_ENDED_MEETINGS) return;
    const ended = [...meetings.values()].filter((meeting) => meeting.ended);
    for (const { meetingId } of ended.slice(0, -MAX_ENDED_MEETINGS / 2)) meetings.delete(meetingId);
  };

  /** Each stay is told from its beginning: who goes within the first second has joined as well. */
  const leave = (meeting: Meeting, connection: Connection, how: 'AttendeeLeft' | 'AttendeeDropped') => {
    const { attendee, stay } = connection;
    if (stay.until !== null) return;
    stay.until = clock.now();
    connection.tellJoined();
    witness(meeting, { type: how, attendee });
  };

  const end = (meeting: Meeting) => {
    if (meeting.ended) return;
    meeting.ended = true;
    meeting.cancelTimers.age();
    meeting.cancelTimers.unheard();
    const connections = [...meeting.connections.values()];
    meeting.connections.clear();
    meeting.attendees.clear();
    for (const connection of connections) leave(meeting, connection, 'AttendeeLeft');
    witness(meeting, { type: 'MeetingEnded' });
    for (const connection of connections) connection.ended();
    for (const replica of live()) if (sameId(replica.request.PrimaryMeetingId, meeting.meetingId)) end(replica);
    forgetOldest();
  };

  const waitForAudio = (meeting: Meeting) => {
    meeting.cancelTimers.unheard();
    meeting.cancelTimers.unheard = clock.after(MEETING_WITHOUT_AUDIO_MS, () => end(meeting)).cancel;
  };

  const disconnect = (meeting: Meeting, connection: Connection, how: 'AttendeeLeft' | 'AttendeeDropped') => {
    const { attendeeId } = connection.attendee;
    if (meeting.connections.get(attendeeId) !== connection) return;
    leave(meeting, connection, how);
    meeting.connections.delete(attendeeId);
    if (!meeting.ended && meeting.connections.size === 0) waitForAudio(meeting);
  };

  const open: MeetingRooms['open'] = (region, { ClientRequestToken: _spent, ...request }) => {
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
    meetings.set(meeting.meetingId, meeting);
    meeting.cancelTimers.age = clock.after(MEETING_MAX_AGE_MS, () => end(meeting)).cancel;
    waitForAudio(meeting);
    witness(meeting, { type: 'MeetingStarted' });
    return meeting;
  };

  const note = (stay: Stay) => {
    stays.push(stay);
    if (stays.length <= MAX_STAYS) return;
    const kept = stays.filter(({ until }, index) => until === null || index >= MAX_STAYS / 2);
    stays.splice(0, stays.length, ...kept);
  };

  /** Tells that the attendee has joined, a second from now or when it is called, whichever comes first. */
  const joined = (meeting: Meeting, attendee: Attendee) => {
    let told = false;
    const tell = () => {
      timer.cancel();
      if (told) return;
      told = true;
      witness(meeting, { type: 'AttendeeJoined', attendee });
    };
    const timer = clock.after(JOINED_AFTER_MS, tell);
    return tell;
  };

  const connected = (meeting: Meeting, attendee: Attendee, by: Connection['by'], ended: () => void): Connection => {
    const { attendeeId } = attendee;
    const stay = { meetingId: meeting.meetingId, attendeeId, from: clock.now(), until: null };
    const earlier = meeting.connections.get(attendeeId);
    note(stay);
    meeting.cancelTimers.unheard();
    witness(meeting, { type: 'AttendeeAuthorized', attendee });
    // Who takes a meeting over from another device was there all the time: neither has left nor joins.
    const tellJoined = earlier?.tellJoined ?? joined(meeting, attendee);
    const connection: Connection = { attendee, by, ended, stay, tellJoined };
    meeting.connections.set(attendeeId, connection);
    if (earlier !== undefined) earlier.stay.until ??= clock.now();
    earlier?.ended();
    return connection;
  };

  const connect: MeetingDoor['connect'] = (meetingId, attendeeId, ended) => {
    const meeting = meetings.get(meetingId);
    const attendee = meeting?.attendees.get(attendeeId);
    if (meeting === undefined || attendee === undefined) throw new Error('no such attendee to connect');
    const connection = connected(meeting, attendee, 'phone', ended);
    return { leave: () => disconnect(meeting, connection, 'AttendeeLeft') };
  };

  const byToken: MeetingDoor['byToken'] = (joinToken) => {
    for (const { meetingId, region, attendees } of live()) {
      for (const { attendeeId, joinToken: own } of attendees.values()) {
        if (own === joinToken) return { meetingId, attendeeId, region };
      }
    }
    return undefined;
  };

  /** A telephone that is muted comes back unmuted: it is the connection that is muted. */
  const mute: MeetingDoor['mute'] = (meetingId, attendeeIds, muted) => {
    const meeting = meetings.get(meetingId);
    const ids = attendeeIds.map((id) => id.toLowerCase());
    if (meeting === undefined || !ids.every((id) => meeting.attendees.has(id))) return false;
    for (const id of ids) {
      const connection = meeting.connections.get(id);
      if (connection !== undefined) connection.muted = muted;
    }
    return true;
  };

  return {
    open,
    find: (region, meetingId) => {
      const meeting = meetings.get(meetingId.toLowerCase());
      return meeting !== undefined && !meeting.ended && meeting.region === region ? meeting : undefined;
    },
    any: (meetingId) => meetings.get(meetingId.toLowerCase()),
    live,
    end,
    addAttendee: (meeting, wanted) => {
      const before = meeting.attendees.size;
      const attendee = addAttendee(meeting, wanted);
      if (meeting.attendees.size > before) witness(meeting, { type: 'AttendeeAdded', attendee });
      return attendee;
    },
    setCapabilities: (meeting, attendee, capabilities) => {
      attendee.capabilities = capabilities;
      witness(meeting, { type: 'AttendeeCapabilitiesUpdated', attendee, capabilities });
    },
    transcribe: (meeting, configuration) => {
      const before = meeting.transcription;
      meeting.transcription = configuration;
      if (configuration !== undefined) witness(meeting, { type: 'TranscriptionStarted', configuration });
      else if (before !== undefined) witness(meeting, { type: 'TranscriptionStopped', configuration: before });
    },
    removeAttendee: (meeting, attendee) => {
      const { attendeeId } = attendee;
      meeting.attendees.delete(attendeeId);
      witness(meeting, { type: 'AttendeeDeleted', attendee });
      const connection = meeting.connections.get(attendeeId);
      if (connection === undefined) return;
      disconnect(meeting, connection, 'AttendeeLeft');
      connection.ended();
    },
    issued: (joinToken) => {
      tokens.add(joinToken);
      if (tokens.size <= MAX_SECRETS) return;
      for (const oldest of [...tokens].slice(0, MAX_SECRETS / 2)) tokens.delete(oldest);
    },
    door: { byToken, connect, mute },
    enter: (meeting, attendee) => void connected(meeting, attendee, 'browser', () => undefined),
    exit: (meeting, { attendeeId }, how) => {
      const connection = meeting.connections.get(attendeeId);
      if (connection?.by === 'phone') return false;
      if (connection !== undefined) disconnect(meeting, connection, how);
      return true;
    },
    state: () =>
      [...meetings.values()].map(({ meetingId, ended, attendees, connections }) => ({
        meetingId,
        ended,
        attendees: [...attendees.values()].map(({ attendeeId, externalUserId }) => ({
          attendeeId,
          externalUserId,
          present: connections.has(attendeeId),
          muted: connections.get(attendeeId)?.muted === true,
        })),
      })),
    stays: () => stays,
    secrets: () => [...tokens],
    reset: () => {
      for (const meeting of live()) {
        meeting.ended = true;
        meeting.cancelTimers.age();
        meeting.cancelTimers.unheard();
      }
      meetings.clear();
      tokens.clear();
      stays.length = 0;
    },
  };
}
