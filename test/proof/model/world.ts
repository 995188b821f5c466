/** What a sequence acts upon: an emulator, the journals of one machine, and a clock that goes on with the emulator's. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAws } from '../../../src/aws/open.js';
import { SYSTEM_CLOCK } from '../../../src/aws/pace.js';
import { bridge } from '../../../src/core/bridge/bridge.js';
import type { JournalText } from '../../../src/core/journal/port.js';
import type { Outcome } from '../../../src/core/outcome/outcome.js';
import type { Progress } from '../../../src/core/outcome/progress.js';
import { runUseCase } from '../../../src/core/outcome/use-case.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import { checkRun } from '../../../src/core/runs/check.js';
import { cleanUp } from '../../../src/core/runs/cleanup.js';
import type { RunsReach } from '../../../src/core/runs/ports.js';
import type { RunsCleanupResult } from '../../../src/core/runs/result.js';
import { openJournal } from '../../../src/journal/open.js';
import { useProofSettings } from '../stage/settings.js';
import type { Stage } from '../stage/stages.js';
import { type Doom, type Hears, type Machine, type Mortal, openMortal } from './mortal.js';
import { TIMEOUT_MS } from './request.js';
import type { TheirMeeting } from './state.js';

useProofSettings();

/** Far beyond any command's time. */
const HUNG_MS = 90_000;
const PATIENCE_MS = 5_000;
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** How a command ended; `died` or `hung` where there is no outcome. */
export type Ended<Result> = Outcome<Result> | 'died' | 'hung';

export interface Fate {
  doom: Doom | null;
  told: Hears;
}

export interface World extends Pick<Stage, 'emulator' | 'truth' | 'control'> {
  region: string;
  runIds(): string[];
  /** The journal of a run, by the machine's clock. */
  read(runId: string): JournalText | null;
  advance(ms: number): Promise<void>;
  /** Somebody else with the same rights ends a meeting. */
  endMeeting(meetingId: string): Promise<void>;
  /** An attendee of somebody else's in any meeting. */
  addAttendee(meetingId: string): Promise<TheirMeeting>;
  /** `meanwhile` gets the process's interrupt, and gives what stops whatever it has begun. */
  bridge(
    request: BridgeRequest,
    fate: Fate,
    meanwhile: (interrupt: AbortController) => () => void,
  ): Promise<Ended<BridgeResult>>;
  check(runId: string, waitMs: number, told: Hears): Promise<Ended<BridgeResult>>;
  /** Null: every run that left something. */
  cleanUp(runId: string | null, yes: boolean, fate: Fate): Promise<Ended<RunsCleanupResult>>;
  /** Every file of the state folder, as text. */
  files(): string[];
  complaints(): string[];
  close(): void;
}

/** `stage` is an emulator that was just reset. */
export function openWorld({ emulator, truth, control, complaints }: Stage): World {
  const { region, url: endpointUrl } = emulator;
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-model-'));
  const kept = openJournal([join(folder, 'chime-join')], 'proof');
  const runs = join(folder, 'chime-join', 'runs');
  const somebody = openAws({ region, meetingsRegion: region, profile: null, endpointUrl });
  const complainedBefore = complaints.length;
  /** What the clocks were ahead when each line of a run's journal was written: the file's own times are the machine's. */
  const writtenAhead = new Map<string, number[]>();
  let aheadMs = 0;
  let pids = 0;

  const machine: Machine = {
    endpointUrl,
    region,
    journal: kept,
    alive: new Set(),
    nextPid: () => ++pids,
    now: () => SYSTEM_CLOCK.now() + aheadMs,
    sleep: (ms, signal) => SYSTEM_CLOCK.sleep(ms, signal),
    fileOf: (runId) => join(runs, `${runId}.jsonl`),
    wrote: (runId) => void writtenAhead.set(runId, [...(writtenAhead.get(runId) ?? []), aheadMs]),
    read(runId) {
      const text = kept.read(runId);
      if (text === null) return null;
      const ahead = writtenAhead.get(runId) ?? [];
      const shifted = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString();
      return { ...text, entries: text.entries.map((one, at) => ({ ...one, time: shifted(one.time, ahead[at] ?? 0) })) };
    },
  };

  async function inProcess<T>(
    { doom, told }: Fate,
    work: (process: Mortal, interrupt: AbortController) => Promise<T>,
  ): Promise<T | 'died' | 'hung'> {
    const process = openMortal(machine, doom, told);
    const hung = new AbortController();
    try {
      return await Promise.race([
        work(process, new AbortController()),
        process.died.then(() => 'died' as const),
        SYSTEM_CLOCK.sleep(HUNG_MS, hung.signal).then(() => 'hung' as const),
      ]);
    } finally {
      hung.abort();
      process.end();
    }
  }

  /** A command over earlier runs, likewise. */
  function overRuns<Result>(
    fate: Fate,
    work: (reach: RunsReach, progress: Progress, signal: AbortSignal, interrupt: AbortSignal) => Promise<Result>,
  ): Promise<Ended<Result>> {
    return inProcess(fate, async ({ ports, clock, journal }, { signal: interrupt }) => {
      const reach: RunsReach = {
        ...{ journal, clock, digest, endpointOf: async () => endpointUrl },
        awsOf: async () => ports,
      };
      const options = { clock, emit: () => {}, interrupt, timeoutMs: TIMEOUT_MS };
      return runUseCase(options, (progress, signal) => work(reach, progress, signal, interrupt));
    });
  }

  return {
    ...{ emulator, truth, control, region },
    runIds: () => kept.runIds(),
    read: machine.read,
    async endMeeting(meetingId) {
      await somebody.meetings.end(meetingId, AbortSignal.timeout(PATIENCE_MS));
    },
    async addAttendee(meetingId) {
      const wanted = [{ externalUserId: `somebody-${randomUUID().slice(0, 8)}` }];
      const { value } = await somebody.attendees.add(meetingId, wanted, AbortSignal.timeout(PATIENCE_MS));
      const [added] = value.attendees;
      if (added === undefined || added.joinToken === null) throw new Error(`nobody could be added to ${meetingId}`);
      return { meetingId, attendeeId: added.attendeeId, joinToken: added.joinToken.reveal() };
    },
    async advance(ms) {
      aheadMs += ms;
      await control.advance(ms);
    },
    bridge(request, fate, meanwhile) {
      return inProcess(fate, async ({ ports, clock, journal }, interrupt) => {
        const stop = meanwhile(interrupt);
        try {
          const own = { clock, journal, digest, chance: () => 0.5, attendeesFile: null };
          const all = { ...ports, ...own, endpoint: async () => endpointUrl };
          return await bridge(request, all, () => {}, interrupt.signal);
        } finally {
          stop();
        }
      });
    },
    check(runId, waitMs, told) {
      const request = { runId, waitMs, timeoutMs: TIMEOUT_MS, logGroups: [] };
      return overRuns({ doom: null, told }, (reach, progress, signal, interrupt) =>
        checkRun(request, reach, progress, { signal, interrupt }),
      );
    },
    cleanUp(runId, yes, fate) {
      const request = { runId, yes, timeoutMs: TIMEOUT_MS };
      return overRuns(fate, (reach, progress, signal, interrupt) =>
        cleanUp(request, reach, progress, { signal, interrupt }),
      );
    },
    files() {
      const names = kept.runIds().length === 0 ? [] : readdirSync(runs);
      return names.map((name) => readFileSync(join(runs, name), 'utf8'));
    },
    complaints: () => complaints.slice(complainedBefore),
    close() {
      somebody.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
