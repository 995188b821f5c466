/** An AWS that outlives the processes that ask it, so that a run can die and be asked for again. */
import { bridge } from '../../../src/core/bridge/bridge.js';
import type { BridgePorts } from '../../../src/core/bridge/ports.js';
import type { EntryBody } from '../../../src/core/journal/entry.js';
import type { Journal } from '../../../src/core/journal/port.js';
import type { CallUpdate } from '../../../src/core/ports/calls.js';
import type { LogRecord } from '../../../src/core/ports/records.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import { CALL_A, failed, handled, interrupted, record, succeeded, T0, update } from '../samples.js';
import {
  attendeesFor,
  MemoryJournal,
  meetingOf,
  perform,
  performDry,
  refused,
  request,
  type Script,
  World,
} from './fakes.js';

interface Room {
  meetingId: string;
  ended: boolean;
}

/** What the handler logs when it is given the update: how many ms after it, and what. */
export type Handler = (sent: CallUpdate) => [after: number, message: string | object][];

const joinIn = ({ arguments: { JoinToken, MeetingId } }: CallUpdate) => ({ JoinToken, MeetingId, CallId: CALL_A });
const at = (after: number, messages: (string | object)[]): [number, string | object][] =>
  messages.map((message) => [after, message]);
/** The running hold is cut short: that an action of the call is told of shows that its log does not leave such events out. */
export const given = (sent: CallUpdate) => [
  ...at(200, handled(update(2, sent.arguments, callOf(sent)))),
  ...at(300, handled(interrupted(3, callOf(sent)))),
];
const callOf = ({ transactionId }: CallUpdate) => ({ TransactionId: transactionId });
export const joining: Handler = (sent) => [
  ...given(sent),
  ...at(900, handled(succeeded(4, joinIn(sent), callOf(sent)))),
];
export const failing: Handler = (sent) => [...given(sent), ...at(900, handled(failed(4, joinIn(sent), callOf(sent))))];
export const silent: Handler = () => [];

/** When a process dies: beside which line of those that it writes, counted from 0. */
export interface Death {
  line: number;
  /** `before`: what the line tells has happened, and it was not written; `torn`: half of it was. */
  how: 'before' | 'torn' | 'after';
}

export class Cloud {
  /** By the token that they were asked for with. */
  readonly rooms = new Map<string, Room>();
  /** Who is in the existing meeting, by external user id. */
  readonly guests = new Map<string, string>();
  readonly log: LogRecord[] = [];
  readonly delivered: CallUpdate[] = [];
  /** What every process sent, in order. */
  readonly operations: string[] = [];
  readonly journal: MemoryJournal;
  handler: Handler;
  /** Answers instead of the cloud. */
  more: Script = {};
  endpoint: string | null = null;
  #nowMs = 0;
  #process = 1;

  constructor(handler: Handler = joining) {
    this.handler = handler;
    this.journal = new MemoryJournal(() => T0 + this.#nowMs);
  }

  get liveRooms(): string[] {
    return [...this.rooms.values()].filter(({ ended }) => !ended).map(({ meetingId }) => meetingId);
  }

  /** Time passes and nobody runs. */
  later(ms: number): void {
    this.#nowMs += ms;
  }

  /** Another process, as a later one of the same machine: a world of its own, over this AWS. */
  async world(): Promise<World> {
    const world = new World({}, this.journal);
    world.endpoint = this.endpoint;
    this.journal.holder = { host: 'here', pid: this.#process, started: null };
    this.#process += 1;
    Object.assign(world.script, this.#script(world), this.more);
    if (this.#nowMs > 0)
      await world.clock.runUntilSettled(world.clock.sleep(this.#nowMs, new AbortController().signal));
    const clock = world.clock;
    const now = clock.now.bind(clock);
    clock.now = () => {
      this.#nowMs = now() - T0;
      return now();
    };
    return world;
  }

  /** The run, performed by a process that lives to its end. */
  async run(asked: BridgeRequest = request()) {
    const world = await this.world();
    const done = await perform(world, asked);
    this.operations.push(...world.operations());
    return done;
  }

  /** The run, rehearsed by a process of its own. */
  async dryRun(asked: BridgeRequest = request()) {
    return performDry(await this.world(), asked);
  }

  /** The run, performed by a process that dies. Gives the number of lines that it would have written, where it lived. */
  async runUntil({ line, how }: Death, asked: BridgeRequest = request()): Promise<number> {
    const world = await this.world();
    const { pid } = this.journal.holder;
    let lines = 0;
    let isDead = false;
    let die = () => {};
    const death = new Promise<void>((resolve) => {
      die = resolve;
    });
    const dead = () => new Promise<never>(() => {});
    const write = (runId: string, append: (entry: EntryBody) => void, entry: EntryBody) => {
      if (isDead) throw new Error('it is dead');
      const dies = lines === line;
      lines += 1;
      if (dies && how === 'before') this.#kill(pid, () => {});
      if (dies && how !== 'before') {
        const stood = this.journal.files.get(runId) ?? '';
        append(entry);
        const whole = this.journal.files.get(runId) ?? '';
        const half = stood.length + Math.floor((whole.length - stood.length) / 2);
        if (how === 'torn') this.journal.files.set(runId, `${whole.slice(0, half)}\n`);
      }
      if (!dies) return append(entry);
      isDead = true;
      this.#kill(pid, die);
      throw new Error('it is dead');
    };
    const journal: Journal = {
      runIds: () => this.journal.runIds(),
      read: (runId) => this.journal.read(runId),
      open: (runId) => {
        const file = this.journal.open(runId);
        return { ...file, append: (entry) => write(runId, file.append, entry) };
      },
      holder: this.journal.holder,
      who: 'operator',
      version: this.journal.version,
      newClaim: () => this.journal.newClaim(),
      isAlive: (holder) => this.journal.isAlive(holder),
    };
    const ports = mortal({ ...world.ports(), journal }, () => isDead, dead);
    const work = bridge(asked, ports, () => {}, new AbortController().signal);
    await world.clock.runUntilSettled(Promise.race([work, death]));
    this.operations.push(...world.operations());
    return lines;
  }

  #kill(pid: number, then: () => void): void {
    this.journal.dead.add(pid);
    then();
  }

  #script(world: World): Script {
    return {
      create: ({ clientRequestToken, attendees }) => {
        const known = this.rooms.get(clientRequestToken);
        const meetingId = `11112222-3333-4444-5555-${String(this.rooms.size + 1).padStart(12, '0')}`;
        const room = known ?? { meetingId, ended: false };
        this.rooms.set(clientRequestToken, room);
        return { meetingId: room.meetingId, attendees: attendeesFor(attendees) };
      },
      find: (meetingId) => {
        const room = [...this.rooms.values()].find((one) => one.meetingId === meetingId);
        return room?.ended === true ? refused('MEETING_NOT_FOUND') : meetingOf(meetingId);
      },
      end: (meetingId) => {
        const room = [...this.rooms.values()].find((one) => one.meetingId === meetingId);
        if (room === undefined || room.ended) return refused('MEETING_NOT_FOUND');
        room.ended = true;
        return null;
      },
      add: (_, asked) =>
        attendeesFor(asked).map((attendee) => {
          const attendeeId = this.guests.get(attendee.externalUserId) ?? attendee.attendeeId;
          this.guests.set(attendee.externalUserId, attendeeId);
          return { ...attendee, attendeeId };
        }),
      listAttendees: () =>
        [...this.guests].map(([externalUserId, attendeeId]) => ({ externalUserId, attendeeId, joinToken: null })),
      remove: (_, attendeeId) => {
        const guest = [...this.guests].find(([, id]) => id === attendeeId);
        if (guest === undefined) return refused('ATTENDEE_NOT_FOUND');
        this.guests.delete(guest[0]);
        return null;
      },
      update: (sent) => {
        this.delivered.push(sent);
        for (const [after, message] of this.handler(sent))
          this.log.push(record(message, world.clock.now() - T0 + after));
        return null;
      },
      read: () => this.log,
    };
  }
}

/** The ports of a process that may die: what it asks for then is never answered, and never done. */
function mortal(ports: BridgePorts, isDead: () => boolean, dead: () => Promise<never>): BridgePorts {
  const port = <Port extends object>(real: Port): Port =>
    new Proxy(real, {
      get(target, name) {
        const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => (isDead() ? dead() : method.apply(target, args));
      },
    });
  const { meetings, attendees, calls, applications, records } = ports;
  return {
    ...ports,
    meetings: port(meetings),
    attendees: port(attendees),
    calls: port(calls),
    applications: port(applications),
    records: port(records),
  };
}
