import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { InvocationEvent } from '../../../src/core/facts/event.js';
import { type AccountQuotas, RAISED_QUOTAS } from '../../../src/emulator/account-quotas.js';
import { createQuotas } from '../../../src/emulator/quotas.js';
import { createAllowance } from '../../../src/emulator/sma/allowance.js';
import {
  createSipMediaApplication,
  type SipMediaApplicationDeps,
} from '../../../src/emulator/sma/sip-media-application.js';
import type { Clock, EventFault, LogGroups, MeetingDoor, SipMediaApplication } from '../../../src/emulator/world.js';

/** A clock that moves only when a test says so. */
export function fakeClock(start = Date.UTC(2026, 10, 22)): Clock {
  let now = start;
  let timers: { at: number; callback: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return {
        cancel() {
          timers = timers.filter((other) => other !== timer);
        },
      };
    },
    sleep: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    advance(ms) {
      const target = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= target).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.callback();
      }
      now = target;
    },
    reset() {
      timers = [];
    },
  };
  return clock;
}

export type FakeLogs = LogGroups & {
  lines(group: string): string[];
  streams(group: string): string[];
  reordered: number;
};

export function fakeLogs(): FakeLogs {
  const groups = new Map<string, { stream: string; message: string }[]>();
  const of = (group: string) => groups.get(group) ?? groups.set(group, []).get(group)!;
  return {
    reordered: 0,
    ensureGroup: (group) => void of(group),
    append: (group, stream, message) => void of(group).push({ stream, message }),
    reorderNext() {
      this.reordered += 1;
    },
    groups: () => [...groups.keys()].map((logGroupName) => ({ logGroupName, creationTime: 0, storedBytes: 0 })),
    read: () => [],
    reset: () => groups.clear(),
    lines: (group) => (groups.get(group) ?? []).map(({ message }) => message),
    streams: (group) => [...new Set((groups.get(group) ?? []).map(({ stream }) => stream))],
  };
}

export const MEETING = '11111111-2222-4333-8444-555555555555';
export const ATTENDEE = 'aaaaaaaa-2222-4333-8444-555555555555';
export const TOKEN = 'dG9rZW4tb2YtYW4tYXR0ZW5kZWU';

/** One meeting with one attendee, whose token is TOKEN. */
export function fakeDoor(): MeetingDoor & {
  endMeeting(): void;
  connected: number;
  broken: boolean;
  muted: boolean | undefined;
} {
  const seats = new Set<() => void>();
  let ended = false;
  return {
    broken: false,
    muted: undefined,
    mute(meeting, attendees, muted) {
      if (meeting !== MEETING || attendees.some((id) => id !== ATTENDEE)) return false;
      this.muted = muted;
      return true;
    },
    get connected() {
      return seats.size;
    },
    byToken: (token) =>
      token === TOKEN && !ended ? { meetingId: MEETING, attendeeId: ATTENDEE, region: 'us-east-1' } : undefined,
    connect(_meeting, _attendee, onEnd) {
      if (this.broken) throw new Error('no media');
      seats.add(onEnd);
      return { leave: () => void seats.delete(onEnd) };
    },
    endMeeting() {
      ended = true;
      for (const onEnd of seats) onEnd();
      seats.clear();
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'sma-test-'));
const started: SipMediaApplication[] = [];
afterAll(async () => {
  await Promise.all(started.map((sma) => sma.close()));
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
/** Writes a handler file; `body` is the whole source. */
export function handlerFile(source: string, extension = 'mjs'): string {
  files += 1;
  const file = join(folder, `handler-${files}.${extension}`);
  writeFileSync(file, source);
  return file;
}

/** A handler that answers each kind of event with what `answers` says, else holds with a Pause or stays silent. */
export function answering(answers: Record<string, unknown>): string {
  const table = JSON.stringify({ NEW_INBOUND_CALL: [PAUSE], CALL_ANSWERED: [PAUSE], ...answers });
  return handlerFile(`const answers = ${table};
    export const handler = async (event) => {
      const key = event.InvocationEventType + ':' + event.ActionData?.Type;
      const found = answers[key] ?? answers[event.InvocationEventType];
      return Array.isArray(found) ? { SchemaVersion: '1.0', Actions: found } : found ?? { SchemaVersion: '1.0' };
    };`);
}

export const PAUSE = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } };
export const SPEAK = { Type: 'Speak', Parameters: { Text: 'hello' } };
export const JOIN = { Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN, MeetingId: MEETING } };

export interface Rig {
  sma: SipMediaApplication;
  clock: Clock;
  logs: FakeLogs;
  door: ReturnType<typeof fakeDoor>;
  faults: EventFault[];
  stderr: string[];
  /** Places a call and returns its ids. */
  call(): Promise<{ transactionId: string; callId: string }>;
  /** The kinds of events the handler got, with the action they are about. */
  seen(): string[];
  events(): InvocationEvent[];
  /** Resolves when it is so, the handler has answered all it got and its answers have taken effect. */
  until(condition: () => boolean): Promise<void>;
  /** The same while the handler may still be at work. */
  untilBusy(condition: () => boolean): Promise<void>;
  messages(): string[];
}

/** What a rig may have in place of its own. */
export type RigParts = Partial<SipMediaApplicationDeps> & { account?: AccountQuotas };

export async function startRig(file: string, { account = RAISED_QUOTAS, ...more }: RigParts = {}): Promise<Rig> {
  const clock = fakeClock();
  const logs = fakeLogs();
  const door = fakeDoor();
  const faults: EventFault[] = [];
  const stderr: string[] = [];
  const sma = await createSipMediaApplication({
    clock,
    logs,
    door,
    eventFaults: { next: () => faults.shift() },
    handler: { file },
    region: 'us-east-1',
    accountId: '111122223333',
    stderr: (line) => stderr.push(line),
    graceMs: 150,
    allowance: createAllowance(account, createQuotas(clock)),
    ...more,
  });
  started.push(sma);
  const events = () => sma.calls().at(-1)?.events ?? [];
  const seen = () =>
    events().map((event) => [event.InvocationEventType, event.ActionData?.Type].filter(Boolean).join(' '));
  const got = () => sma.calls().reduce((sum, call) => sum + call.events.length, 0);
  const answered = () => logs.lines(sma.logGroupName).filter((line) => /^REPORT|"platform\.report"/.test(line)).length;
  async function eventually(condition: () => boolean, shown: () => boolean): Promise<void> {
    for (let turns = 0; turns < 2000; turns += 1) {
      if (condition()) return void (await new Promise((resolve) => setImmediate(resolve)));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    throw new Error(`never: ${shown}; seen ${JSON.stringify(seen())}`);
  }
  return {
    sma,
    clock,
    logs,
    door,
    faults,
    stderr,
    call: () => sma.placeInbound({}),
    events,
    seen,
    until: (condition) => eventually(() => condition() && answered() === got(), condition),
    untilBusy: (condition) => eventually(condition, condition),
    messages: () =>
      logs
        .lines(`/aws/ChimeSipMediaApplicationSipMessages/${sma.sipMediaApplicationId}`)
        .map((line) => line.replace(/^.*?transaction \S+: /, '')),
  };
}

/** The records of the function, with times and ids made plain. */
export function plain(lines: string[]): string[] {
  return lines.map((line) =>
    line
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replaceAll(/\d+\.\d+ ms/g, 'N ms')
      .replaceAll(/(Billed Duration:|Max Memory Used:) \d+/g, '$1 N'),
  );
}

/** A response that holds the caller, as source text. */
export const ANSWER = JSON.stringify({ SchemaVersion: '1.0', Actions: [PAUSE] });
