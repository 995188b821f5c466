import { randomUUID } from 'node:crypto';
import { sameId } from '../../core/facts/ids.js';
import { MEETING_MAX_AGE_MS, MEETING_WITHOUT_AUDIO_MS } from '../../core/facts/limits.js';
import type { Clock, MeetingDoor } from '../world.js';
import type { CreateMeetingInput } from './input.js';
import type { Attendee, Connection, Meeting } from './meeting.js';
import type { Stay } from './stay.js';

/** One meeting as `/_emulator/state` shows it. */
export interface MeetingState {
  meetingId: string;
  ended: boolean;
  attendees: { attendeeId: string; externalUserId: string; muted: boolean }[];
}

/** Every meeting of the embedded AWS, with the rules that end them. */
export interface MeetingRooms {
  open(region: string, request: CreateMeetingInput): Meeting;
  /** The meeting of this id if it was made in this region and has not ended. */
  find(region: string, meetingId: string): Meeting | undefined;
  /** The meetings that have not ended, of all regions. */
  live(): Meeting[];
  /** Ends it: attendees and tokens are gone, whoever is connected is dropped, its replicas end too. */
  end(meeting: Meeting): void;
  /** Deletes the attendee and its token, and drops its connection. */
  removeAttendee(meeting: Meeting, attendee: Attendee): void;
  /** Notes a token as issued, for `secrets`. */
  issued(joinToken: string): void;
  readonly door: MeetingDoor;
  state(): MeetingState[];
  /** Every stay there ever was, in the order they began. */
  stays(): Stay[];
  /** Every join token ever issued, those of deleted attendees included. */
  secrets(): string[];
  reset(): void;
}

export function createMeetingRooms(clock: Clock): MeetingRooms {
  const meetings = new Map<string, Meeting>();
  const tokens = new Set<string>();
  const stays: Stay[] = [];

  const live = () => [...meetings.values()].filter((meeting) => !meeting.ended);

  const leave = ({ stay }: Connection) => {
    stay.until ??= clock.now();
  };

  const end = (meeting: Meeting) => {
    if (meeting.ended) return;
    meeting.ended = true;
    meeting.cancelTimers.age();
    meeting.cancelTimers.unheard();
    const connections = [...meeting.connections.values()];
    meeting.connections.clear();
    meeting.attendees.clear();
    for (const connection of connections) leave(connection);
    for (const connection of connections) connection.ended();
    for (const replica of live()) if (sameId(replica.request.PrimaryMeetingId, meeting.meetingId)) end(replica);
  };

  const waitForAudio = (meeting: Meeting) => {
    meeting.cancelTimers.unheard();
    meeting.cancelTimers.unheard = clock.after(MEETING_WITHOUT_AUDIO_MS, () => end(meeting)).cancel;
  };

  const disconnect = (meeting: Meeting, attendeeId: string, connection: Connection) => {
    if (meeting.connections.get(attendeeId) !== connection) return;
    leave(connection);
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
      cancelTimers: { unheard: () => undefined, age: () => undefined },
    };
    meetings.set(meeting.meetingId, meeting);
    meeting.cancelTimers.age = clock.after(MEETING_MAX_AGE_MS, () => end(meeting)).cancel;
    waitForAudio(meeting);
    return meeting;
  };

  const connect: MeetingDoor['connect'] = (meetingId, attendeeId, ended) => {
    const meeting = meetings.get(meetingId);
    if (meeting === undefined || !meeting.attendees.has(attendeeId)) throw new Error('no such attendee to connect');
    const stay = { meetingId: meeting.meetingId, attendeeId, from: clock.now(), until: null };
    const connection: Connection = { ended, stay };
    const earlier = meeting.connections.get(attendeeId);
    stays.push(stay);
    meeting.connections.set(attendeeId, connection);
    meeting.cancelTimers.unheard();
    if (earlier !== undefined) leave(earlier);
    earlier?.ended();
    return { leave: () => disconnect(meeting, attendeeId, connection) };
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
    live,
    end,
    removeAttendee: (meeting, { attendeeId }) => {
      meeting.attendees.delete(attendeeId);
      const connection = meeting.connections.get(attendeeId);
      if (connection === undefined) return;
      disconnect(meeting, attendeeId, connection);
      connection.ended();
    },
    issued: (joinToken) => void tokens.add(joinToken),
    door: { byToken, connect, mute },
    state: () =>
      [...meetings.values()].map(({ meetingId, ended, attendees, connections }) => ({
        meetingId,
        ended,
        attendees: [...attendees.values()].map(({ attendeeId, externalUserId }) => ({
          attendeeId,
          externalUserId,
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
