import type { Clock } from '../world.js';
import type { Attendee, Connection, Meeting } from './meeting.js';
import type { MeetingWitness } from './meeting-events.js';
import type { Stay } from './stay.js';

/** #2593 of aws/amazon-chime-sdk-js: an attendee is authorized, and about a second later joined. */
const JOINED_AFTER_MS = 1_000;
/** So many stays are remembered: an emulator may run for days. */
const MAX_STAYS = 50_000;

export type Going = 'AttendeeLeft' | 'AttendeeDropped';

/** Who is connected to which meeting, and every stay there was. */
export class Presence {
  readonly #clock: Clock;
  readonly #witness: MeetingWitness;
  readonly #stays: Stay[] = [];

  constructor(clock: Clock, witness: MeetingWitness) {
    this.#clock = clock;
    this.#witness = witness;
  }

  /** `ended` is called when the same attendee connects from elsewhere, and by whoever ends the meeting. */
  connect(meeting: Meeting, attendee: Attendee, by: Connection['by'], ended: () => void): Connection {
    const { attendeeId } = attendee;
    const stay = { meetingId: meeting.meetingId, attendeeId, from: this.#clock.now(), until: null };
    const earlier = meeting.connections.get(attendeeId);
    this.#note(stay);
    meeting.cancelTimers.unheard();
    this.#witness(meeting, { type: 'AttendeeAuthorized', attendee });
    // Who takes a meeting over from another device was there all the time: neither has left nor joins.
    const reportJoined = earlier?.reportJoined ?? this.#joining(meeting, attendee);
    const connection: Connection = { attendee, by, ended, stay, reportJoined };
    meeting.connections.set(attendeeId, connection);
    if (earlier !== undefined) earlier.stay.until ??= this.#clock.now();
    earlier?.ended();
    return connection;
  }

  /** False where this connection is over already. */
  disconnect(meeting: Meeting, connection: Connection, how: Going): boolean {
    const { attendeeId } = connection.attendee;
    if (meeting.connections.get(attendeeId) !== connection) return false;
    this.#leave(meeting, connection, how);
    meeting.connections.delete(attendeeId);
    return true;
  }

  /** Everybody leaves; their connections are for the caller to end. */
  disconnectAll(meeting: Meeting): Connection[] {
    const connections = [...meeting.connections.values()];
    meeting.connections.clear();
    for (const connection of connections) this.#leave(meeting, connection, 'AttendeeLeft');
    return connections;
  }

  /** Every stay that is remembered, in the order they began. */
  stays(): Stay[] {
    return this.#stays;
  }

  clear(): void {
    this.#stays.length = 0;
  }

  /** Each stay is reported from its beginning: who goes within the first second has joined as well. */
  #leave(meeting: Meeting, { attendee, stay, reportJoined }: Connection, how: Going): void {
    if (stay.until !== null) return;
    stay.until = this.#clock.now();
    reportJoined();
    this.#witness(meeting, { type: how, attendee });
  }

  /** Reports once that the attendee has joined, a second from now or when it is called, whichever comes first. */
  #joining(meeting: Meeting, attendee: Attendee): () => void {
    let reported = false;
    const report = () => {
      timer.cancel();
      if (reported) return;
      reported = true;
      this.#witness(meeting, { type: 'AttendeeJoined', attendee });
    };
    const timer = this.#clock.after(JOINED_AFTER_MS, report);
    return report;
  }

  #note(stay: Stay): void {
    this.#stays.push(stay);
    if (this.#stays.length <= MAX_STAYS) return;
    const kept = this.#stays.filter(({ until }, index) => until === null || index >= MAX_STAYS / 2);
    this.#stays.splice(0, this.#stays.length, ...kept);
  }
}
