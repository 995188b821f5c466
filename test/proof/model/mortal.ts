/** A process of the program that dies where it is told to: after that it writes nothing, sends nothing, hears nothing. */
import { appendFileSync } from 'node:fs';
import { openAws } from '../../../src/aws/open.js';
import type { Entry, EntryBody } from '../../../src/core/journal/entry.js';
import type { Journal, JournalText, RunJournal } from '../../../src/core/journal/port.js';
import type { Aws } from '../../../src/core/ports/aws.js';
import type { CallUpdate } from '../../../src/core/ports/calls.js';
import type { Clock } from '../../../src/core/ports/clock.js';

/** Shorter than the program's own, so that a request that hangs is given up soon. */
const LIMITS = { connectMs: 500, requestMs: 700 };
/** So long after a request began its process dies, if it is to die with the request under way. */
const UNDER_WAY_MS = 4;
const NEVER = new Promise<never>(() => {});

/** How it dies at a line of the journal: before it is written, half-way, after it, or with the next request under way. */
export const DEATHS = ['before', 'torn', 'after', 'sending'] as const;

export interface Doom {
  /** Of those that this process writes, from 1. */
  line: number;
  how: (typeof DEATHS)[number];
}

/** A request that changes something, before it is sent. */
export type Heard =
  | { kind: 'removal'; meetingId: string; attendeeId: string | null }
  | { kind: 'update'; update: CallUpdate };

export type Hears = (heard: Heard) => void;

/** The machine that processes live on. */
export interface Machine extends Clock {
  endpointUrl: string;
  region: string;
  journal: Journal;
  /** The numbers of its processes. */
  alive: Set<number>;
  nextPid(): number;
  fileOf(runId: string): string;
  /** Called when a line of the run's journal was written. */
  wrote(runId: string): void;
  read(runId: string): JournalText | null;
}

/** One process, with ports, clock and journal of its own. */
export interface Mortal {
  ports: Aws;
  clock: Clock;
  journal: Journal;
  /** Resolves when it is dead. */
  died: Promise<void>;
  /** It has done its work and ends by itself. */
  end(): void;
}

export function openMortal(machine: Machine, doom: Doom | null, told: Hears): Mortal {
  const { endpointUrl, region } = machine;
  const holder = { host: 'model', pid: machine.nextPid(), started: null };
  let isDead = false;
  let isArmed = false;
  let lines = 0;
  // Its timers end with it: they would keep ours alive.
  const over = new AbortController();
  const died = new Promise<void>((resolve) => {
    over.signal.addEventListener('abort', () => resolve());
  });
  const clock: Clock = {
    now: machine.now,
    async sleep(ms, signal) {
      await machine.sleep(ms, AbortSignal.any([signal, over.signal]));
      if (isDead) await NEVER;
    },
  };
  const aws = openAws({ region, meetingsRegion: region, profile: null, endpointUrl }, { limits: LIMITS, clock });

  function die(): void {
    if (isDead) return;
    setImmediate(() => aws.close());
    bury();
  }

  function bury(): void {
    isDead = true;
    machine.alive.delete(holder.pid);
    over.abort();
  }

  /** The same request of a process that may be dead, or dies of it. */
  function mortal<Args extends unknown[], T>(send: (...args: Args) => Promise<T>, heard?: (...args: Args) => Heard) {
    return async (...args: Args): Promise<T> => {
      if (isDead) return NEVER;
      if (heard !== undefined) told(heard(...args));
      if (isArmed) setTimeout(die, UNDER_WAY_MS);
      const answer = send(...args);
      await answer.catch(() => {});
      return isDead ? NEVER : answer;
    };
  }

  function dies(): never {
    die();
    throw new Error('the process died');
  }

  function append(runId: string, file: RunJournal, entry: EntryBody | Entry): void {
    if (isDead) throw new Error('the process is dead');
    lines += 1;
    const how = doom !== null && lines === doom.line ? doom.how : null;
    if (how === 'torn') {
      const line = JSON.stringify({ time: '', ...entry });
      appendFileSync(machine.fileOf(runId), line.slice(0, line.length / 2));
    }
    if (how === 'before' || how === 'torn') dies();
    file.append(entry);
    machine.wrote(runId);
    if (how === 'sending') isArmed = true;
    if (how === 'after') dies();
  }

  machine.alive.add(holder.pid);
  const { meetings, attendees, calls, applications, records } = aws;
  return {
    clock,
    died,
    ports: {
      meetings: {
        create: mortal(meetings.create),
        find: mortal(meetings.find),
        end: mortal(meetings.end, (meetingId) => ({ kind: 'removal', meetingId, attendeeId: null })),
      },
      attendees: {
        add: mortal(attendees.add),
        list: mortal(attendees.list),
        remove: mortal(attendees.remove, (meetingId, attendeeId) => ({ kind: 'removal', meetingId, attendeeId })),
      },
      calls: { update: mortal(calls.update, (update) => ({ kind: 'update', update })) },
      applications: { find: mortal(applications.find), list: mortal(applications.list) },
      records: { read: mortal(records.read) },
    },
    journal: {
      ...machine.journal,
      holder,
      isAlive: ({ pid }) => machine.alive.has(pid),
      read: (runId) => machine.read(runId),
      open(runId) {
        const file = machine.journal.open(runId);
        const read = () => machine.read(runId) ?? file.read();
        return { temporary: null, read, append: (entry) => append(runId, file, entry), close: file.close };
      },
    },
    end() {
      if (!isDead) aws.close();
      bury();
    },
  };
}
