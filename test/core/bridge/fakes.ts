/** The ports in memory, and time that passes when everybody waits. A call that no test expected is kept and fails it. */
import { createHash } from 'node:crypto';
import { bridge } from '../../../src/core/bridge/bridge.js';
import type { BridgePorts } from '../../../src/core/bridge/ports.js';
import { rehearse } from '../../../src/core/bridge/rehearse.js';
import { Failure, type FailureCode, type FailureDetails } from '../../../src/core/failure.js';
import type { EntryBody, ProcessMark } from '../../../src/core/journal/entry.js';
import type { Journal, RunJournal } from '../../../src/core/journal/port.js';
import { readEntry } from '../../../src/core/journal/read-entry.js';
import type { Outcome, RunEvent } from '../../../src/core/outcome/outcome.js';
import type { Answered } from '../../../src/core/ports/answer.js';
import type { AttendeesFile } from '../../../src/core/ports/attendees-file.js';
import type { Application, CallUpdate } from '../../../src/core/ports/calls.js';
import type { Clock } from '../../../src/core/ports/clock.js';
import type { Attendee, Meeting, NewAttendee, NewMeeting } from '../../../src/core/ports/meetings.js';
import type { LogRecord, RecordPage, RecordQuery } from '../../../src/core/ports/records.js';
import { argumentTemplates } from '../../../src/core/run/arguments.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import { Secret } from '../../../src/core/secret.js';
import { parseJournal } from '../../../src/journal/journal-file.js';
import {
  ATTENDEE,
  CALL_A,
  end,
  event,
  MEETING,
  REQUEST_1,
  RUN_ID,
  record,
  SMA,
  start,
  succeeded,
  T0,
  TOKEN,
  TRANSACTION,
  update,
} from '../samples.js';

/** Time stands still until everybody waits, then it is the next waiter's. */
export class ManualClock implements Clock {
  #now = T0;
  #waiting: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const abort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        resolve();
      };
      const wake = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const waiter = { at: this.#now + ms, wake };
      this.#waiting.push(waiter);
      signal.addEventListener('abort', abort);
    });
  }

  /** Does `work` at that time of the run. */
  at(ms: number, work: () => void): void {
    this.#waiting.push({ at: T0 + ms, wake: work });
  }

  async runUntilSettled<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
    };
    work.then(done, done);
    for (let turn = 0; ; turn += 1) {
      for (let idle = 0; idle < 3 && !settled; idle += 1) await new Promise((resolve) => setImmediate(resolve));
      if (settled) return work;
      const next = this.#waiting.toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined || turn > 10_000) throw new Error('the run waits for something that never comes');
      this.#waiting = this.#waiting.filter((waiter) => waiter !== next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}

export const failure = (code: FailureCode, details: FailureDetails = {}) =>
  new Failure(code, `AWS said ${code}.`, { cause: `${code}: in AWS's words`, ...details });
export const refused = (code: FailureCode) => failure(code, { delivery: 'refused', attempts: 1 });
export const notSent = (code: FailureCode, details: FailureDetails = {}) =>
  failure(code, { delivery: 'not-sent', ...details });
export const lost = (code: FailureCode) =>
  failure(code, { delivery: 'unknown', attempts: 1, requestId: 'lost-request' });

/** Never answers; whoever aborts it is told that it may have taken effect. */
export const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(lost('INTERRUPTED'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });

type Reply<T> = T | Failure | Promise<T | Failure>;

export interface Script {
  create?: (
    meeting: NewMeeting,
    signal: AbortSignal,
    times: number,
  ) => Reply<{
    attendees?: Attendee[];
    refused?: { externalUserId: string; code: string; message: string }[];
    meetingId?: string;
  }>;
  find?: (meetingId: string) => Reply<Meeting>;
  end?: (meetingId: string, signal: AbortSignal, times: number) => Reply<null>;
  add?: (meetingId: string, attendees: NewAttendee[], signal: AbortSignal) => Reply<Attendee[]>;
  listAttendees?: (meetingId: string) => Reply<Attendee[]>;
  remove?: (meetingId: string, attendeeId: string) => Reply<null>;
  update?: (update: CallUpdate, signal: AbortSignal, times: number) => Reply<null>;
  application?: (id: string, signal: AbortSignal) => Reply<Application>;
  applications?: (signal: AbortSignal) => Reply<Application[]>;
  /** Records of the groups; what `since`, `until` and the filter leave out is left out as AWS does. */
  read?: (query: RecordQuery, signal: AbortSignal, times: number) => Reply<LogRecord[]>;
  file?: { write?: () => Reply<null> };
}

export interface Sent {
  operation: string;
  /** Milliseconds since the run began. */
  at: number;
  input: unknown;
}

export const application = (more: Partial<Application> = {}): Application => ({
  sipMediaApplicationId: SMA,
  name: 'sma',
  region: 'us-east-1',
  functionName: 'sma-handler',
  ...more,
});

/** The phone has the token of the samples; every other attendee one of its own. */
export const attendeesFor = (asked: NewAttendee[]): Attendee[] =>
  asked.map(({ externalUserId }, index) => ({
    attendeeId: index === 0 ? ATTENDEE : `bbbb1111-2222-3333-4444-${String(index).padStart(12, '0')}`,
    externalUserId,
    joinToken: new Secret(index === 0 ? TOKEN : `browser-token-${index}-${'y'.repeat(40)}`),
  }));

export const meetingOf = (meetingId: string): Meeting => ({
  meetingId,
  externalMeetingId: 'a meeting',
  mediaRegion: 'us-east-1',
  region: 'us-east-1',
  arn: null,
  asAnswered: { MeetingId: meetingId },
});

/** Journals in memory, as text: what is read was written. Processes are numbers, and live until they are said to be dead. */
export class MemoryJournal implements Journal {
  readonly files = new Map<string, string>();
  readonly dead = new Set<number>();
  /** Throws, where it is set, instead of writing that entry. */
  refuses: (entry: EntryBody) => boolean = () => false;
  holder: ProcessMark = { host: 'here', pid: 1, started: null };
  who = 'operator';
  version = '0.1.0';
  #claims = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  runIds(): string[] {
    return [...this.files.keys()];
  }

  read(runId: string) {
    const text = this.files.get(runId);
    return text === undefined ? null : parseJournal(text);
  }

  open(runId: string): RunJournal {
    this.files.set(runId, this.files.get(runId) ?? '');
    return {
      temporary: null,
      read: () => parseJournal(this.files.get(runId) ?? ''),
      append: (entry) => {
        if (this.refuses(entry))
          throw new Failure('JOURNAL_UNUSABLE', 'The journal cannot be used.', { cause: 'ENOSPC' });
        const line = JSON.stringify({ time: new Date(this.#now()).toISOString(), ...entry });
        if (readEntry(line) === null) throw new Error(`an entry cannot be read again: ${line}`);
        this.files.set(runId, `${this.files.get(runId) ?? ''}${line}\n`);
      },
      close: () => {},
    };
  }

  newClaim(): string {
    this.#claims += 1;
    return `claim-${this.holder.pid}-${this.#claims}`;
  }

  isAlive({ host, pid }: ProcessMark): boolean | null {
    return host === 'here' ? !this.dead.has(pid) : null;
  }

  /** The entries of the run's journal, by their types. */
  types(runId: string): string[] {
    return (this.read(runId)?.entries ?? []).map(({ type }) => type);
  }
}

export class World {
  readonly clock = new ManualClock();
  readonly sent: Sent[] = [];
  readonly unexpected: string[] = [];
  /** What stands in the handler's log, by group. */
  readonly log: LogRecord[] = [];
  readonly file: string[] = [];
  readonly journal: MemoryJournal;
  endpoint: string | null = null;
  readonly script: Script;
  #requests = 0;

  constructor(script: Script = {}, journal?: MemoryJournal) {
    this.script = script;
    this.journal = journal ?? new MemoryJournal(() => this.clock.now());
  }

  /** Writes to the handler's log, as of now. */
  logs(...messages: (string | object)[]): void {
    for (const message of messages) this.log.push(record(message, this.clock.now() - T0));
  }

  times(operation: string): number {
    return this.sent.filter((one) => one.operation === operation).length;
  }

  operations(): string[] {
    return this.sent.map(({ operation }) => operation);
  }

  async #answer<T>(operation: string, input: unknown, reply: (() => Reply<T>) | null): Promise<Answered<T>> {
    this.sent.push({ operation, at: this.clock.now() - T0, input });
    if (reply === null) {
      this.unexpected.push(operation);
      throw new Error(`nobody expected ${operation}`);
    }
    this.#requests += 1;
    const requestId = `request-${this.#requests}`;
    const value = await reply();
    if (value instanceof Failure) throw value;
    return { value, requestId, attempts: 1, date: this.clock.now() };
  }

  ports(): BridgePorts {
    const { script } = this;
    return {
      clock: this.clock,
      chance: () => 0.5,
      meetings: {
        create: (meeting, signal) =>
          this.#answer('CreateMeetingWithAttendees', meeting, async () => {
            const told = (await script.create?.(meeting, signal, this.times('CreateMeetingWithAttendees'))) ?? {};
            if (told instanceof Failure) return told;
            const attendees = told.attendees ?? attendeesFor(meeting.attendees);
            return { meeting: meetingOf(told.meetingId ?? MEETING), attendees, refused: told.refused ?? [] };
          }),
        find: (id) => this.#answer('GetMeeting', id, script.find === undefined ? null : () => script.find!(id)),
        end: (id, signal) =>
          this.#answer(
            'DeleteMeeting',
            id,
            script.end === undefined ? null : () => script.end!(id, signal, this.times('DeleteMeeting')),
          ),
      },
      attendees: {
        add: (id, asked, signal) =>
          this.#answer(
            'CreateAttendee',
            { id, asked },
            script.add === undefined
              ? null
              : async () => {
                  const told = await script.add!(id, asked, signal);
                  return told instanceof Failure ? told : { attendees: told, refused: [] };
                },
          ),
        list: (id) =>
          this.#answer(
            'ListAttendees',
            id,
            script.listAttendees === undefined ? null : () => script.listAttendees!(id),
          ),
        remove: (id, attendeeId) =>
          this.#answer(
            'DeleteAttendee',
            { id, attendeeId },
            script.remove === undefined ? null : () => script.remove!(id, attendeeId),
          ),
      },
      calls: {
        update: (asked, signal) =>
          this.#answer(
            'UpdateSipMediaApplicationCall',
            asked,
            script.update === undefined
              ? null
              : async () => {
                  const told = await script.update!(asked, signal, this.times('UpdateSipMediaApplicationCall'));
                  return told instanceof Failure ? told : { transactionId: asked.transactionId };
                },
          ),
      },
      applications: {
        find: (id, signal) =>
          this.#answer('GetSipMediaApplication', id, () => script.application?.(id, signal) ?? application()),
        list: (signal) =>
          this.#answer(
            'ListSipMediaApplications',
            null,
            script.applications === undefined ? null : () => script.applications!(signal),
          ),
      },
      records: { read: (query, signal) => this.#read(query, signal) },
      attendeesFile: script.file === undefined ? null : this.#attendeesFile(),
      journal: this.journal,
      endpoint: async () => this.endpoint,
      digest: (text) => createHash('sha256').update(text).digest('hex'),
    };
  }

  async #read(query: RecordQuery, signal: AbortSignal): Promise<RecordPage> {
    const { since, until = Number.POSITIVE_INFINITY, containing, group, stream, newestFirst, atMost, after } = query;
    const { value, requestId, date } = await this.#answer<LogRecord[]>('FilterLogEvents', query, async () =>
      this.script.read === undefined ? this.log : this.script.read(query, signal, this.times('FilterLogEvents')),
    );
    const found = value.filter(
      (one) =>
        one.group === group &&
        (stream === undefined || one.stream === stream) &&
        one.time >= since &&
        one.time < until &&
        Math.max(one.time, one.ingestedAt ?? one.time) <= this.clock.now() &&
        containing.every((text) => one.message.includes(text)),
    );
    const records = newestFirst === true ? found.toReversed() : found;
    const from = Number(after ?? 0);
    const complete = records.length <= from + atMost;
    const next = complete ? null : String(from + atMost);
    const page = { records: records.slice(from, from + atMost), complete, next };
    return { ...page, failure: null, readAt: date, requestIds: [requestId as string] };
  }

  #attendeesFile(): AttendeesFile {
    return {
      prepare: async () => {},
      write: async (meeting, others) => {
        const told = (await this.script.file?.write?.()) ?? null;
        if (told instanceof Failure) throw told;
        this.file.push(
          `wrote ${meeting.meetingId} for ${others.map(({ externalUserId }) => externalUserId).join(',')}`,
        );
        this.sent.push({ operation: 'write file', at: this.clock.now() - T0, input: null });
      },
      adopt: (attendeeIds) => void (attendeeIds.length > 0 && this.file.push('adopted')),
      discard: async () => void this.file.push('discarded'),
    };
  }
}

/** A request with everything named: into a new meeting, one minute of looking, two minutes in all. */
export const request = (more: Partial<BridgeRequest> = {}): BridgeRequest => ({
  runId: RUN_ID,
  isRunIdGiven: true,
  reason: null,
  profile: null,
  call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
  event: null,
  region: 'us-east-1',
  meetingsRegion: 'us-east-1',
  meetingId: null,
  externalMeetingId: `chime-join-${RUN_ID}`,
  mediaRegion: 'us-east-1',
  externalUserId: `phone-${RUN_ID}`,
  givenUserIds: [],
  addAttendees: [],
  arguments: argumentTemplates('standard', []),
  waitMs: 60_000,
  timeoutMs: 120_000,
  logGroups: [],
  sinceMs: null,
  newMeeting: false,
  keepMeeting: false,
  attendeesFile: null,
  ...more,
});

export interface Run<Result> extends Outcome<Result> {
  world: World;
  events: RunEvent[];
}

/** Performs a run to its end. Everything that was sent, told and emitted is there afterwards; time is the world's. */
export async function perform(
  world: World,
  asked: BridgeRequest = request(),
  interrupt: AbortController = new AbortController(),
): Promise<Run<NonNullable<Awaited<ReturnType<typeof bridge>>['result']>>> {
  const events: RunEvent[] = [];
  const work = bridge(asked, world.ports(), (event) => events.push(event), interrupt.signal);
  const outcome = await world.clock.runUntilSettled(work);
  if (world.unexpected.length > 0) throw new Error(`nobody expected ${world.unexpected.join(', ')}`);
  return { ...outcome, world, events };
}

export async function performDry(world: World, asked: BridgeRequest = request(), interrupt = new AbortController()) {
  const events: RunEvent[] = [];
  const work = rehearse(asked, world.ports(), (event) => events.push(event), interrupt.signal);
  const outcome = await world.clock.runUntilSettled(work);
  if (world.unexpected.length > 0) throw new Error(`nobody expected ${world.unexpected.join(', ')}`);
  return { ...outcome, world, events };
}

/** What a handler that does its part logs, once the update has reached it. */
export const handlerThatJoins = (world: World) => (): null => {
  world.clock.at(world.clock.now() - T0 + 200, () => world.logs(start(REQUEST_1), update(2), end(REQUEST_1)));
  world.clock.at(world.clock.now() - T0 + 900, () => world.logs(succeeded(3)));
  return null;
};

/** Logs those events `after` ms after the update. */
export const handlerThatLogs =
  (world: World, after: number, ...messages: (string | object)[]) =>
  (): null => {
    world.clock.at(world.clock.now() - T0 + after, () => world.logs(...messages));
    return null;
  };

/** A world whose script may speak of the world itself. */
export function worldWith(script: (world: World) => Script): World {
  const world = new World();
  Object.assign(world.script, script(world));
  return world;
}

/** The call as it stood before: answered, held. */
export const held = (): LogRecord[] => [record(event('NEW_INBOUND_CALL', 1), -30_000)];
