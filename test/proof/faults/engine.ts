/** The engine in this process, over the real SDK: one run of `bridge`, and commands over earlier runs. */
import { createHash } from 'node:crypto';
import { openAws } from '../../../src/aws/open.js';
import { SYSTEM_CLOCK } from '../../../src/aws/pace.js';
import { bridge } from '../../../src/core/bridge/bridge.js';
import type { Outcome, RunEvent } from '../../../src/core/outcome/outcome.js';
import type { Progress } from '../../../src/core/outcome/progress.js';
import { runUseCase } from '../../../src/core/outcome/use-case.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import { checkRun } from '../../../src/core/runs/check.js';
import { cleanUp } from '../../../src/core/runs/cleanup.js';
import type { RunsReach } from '../../../src/core/runs/ports.js';
import type { RunsCleanupResult } from '../../../src/core/runs/result.js';
import type { Emulator } from '../../../src/emulator/emulator.js';
import { openJournal } from '../../../src/journal/open.js';
import { useProofSettings } from '../stage/settings.js';
import { STATE } from '../stage/state-folder.js';
import type { Plan } from './plan.js';
import type { Told } from './run.js';

useProofSettings();

const journal = openJournal([`${STATE}/chime-join`], 'proof');
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Shorter than the program's own, so that a request that hangs is given up soon. */
export const LIMITS = { connectMs: 500, requestMs: 1_500 };
/** For what nothing goes wrong with: a busy machine is no fault of AWS's. */
export const PATIENT = { connectMs: 5_000, requestMs: 10_000 };
const CHECK_MS = 60_000;

export async function runInProcess(
  { interruptAfter }: Plan,
  request: BridgeRequest,
  { region, url: endpointUrl }: Emulator,
  limits = LIMITS,
): Promise<Told<BridgeResult>> {
  const aws = openAws({ region, meetingsRegion: region, profile: null, endpointUrl }, { limits });
  const interrupt = new AbortController();
  const timer = interruptAfter === null ? undefined : setTimeout(() => interrupt.abort(), interruptAfter);
  const events: RunEvent[] = [];
  const time: Record<string, number> = {};
  try {
    const outcome = await bridge(
      request,
      {
        ...{ ...aws, clock: SYSTEM_CLOCK, chance: Math.random, attendeesFile: null },
        ...{ journal, digest, endpoint: async () => endpointUrl },
      },
      (event) => {
        events.push(event);
        if (event.type === 'step-started') time[event.step.id] = Date.now();
      },
      interrupt.signal,
    );
    return { ...toldOf(outcome, events), time };
  } finally {
    clearTimeout(timer);
    aws.close();
  }
}

export function checkInProcess(emulator: Emulator, runId: string): Promise<Told<BridgeResult>> {
  const request = { runId, waitMs: 0, timeoutMs: CHECK_MS, logGroups: [] };
  return overRuns(emulator, (reach, progress, signal, interrupt) =>
    checkRun(request, reach, progress, { signal, interrupt }),
  );
}

export function cleanUpInProcess(emulator: Emulator, runId: string): Promise<Told<RunsCleanupResult>> {
  const request = { runId, yes: true, timeoutMs: CHECK_MS };
  return overRuns(emulator, (reach, progress, signal, interrupt) =>
    cleanUp(request, reach, progress, { signal, interrupt }),
  );
}

/** A command over earlier runs, which nothing goes wrong with. */
async function overRuns<Result>(
  { region, url: endpointUrl }: Emulator,
  work: (reach: RunsReach, progress: Progress, signal: AbortSignal, interrupt: AbortSignal) => Promise<Result>,
): Promise<Told<Result>> {
  const aws = openAws({ region, meetingsRegion: region, profile: null, endpointUrl }, { limits: PATIENT });
  const interrupt = new AbortController().signal;
  const clock = SYSTEM_CLOCK;
  const events: RunEvent[] = [];
  const emit = (event: RunEvent) => void events.push(event);
  const reach: RunsReach = { journal, clock, digest, endpointOf: async () => endpointUrl, awsOf: async () => aws };
  try {
    const options = { clock, emit, interrupt, timeoutMs: CHECK_MS };
    const outcome = await runUseCase(options, (progress, signal) => work(reach, progress, signal, interrupt));
    return toldOf(outcome, events);
  } finally {
    aws.close();
  }
}

function toldOf<Result>({ result, failure, ...rest }: Outcome<Result>, events: readonly RunEvent[]): Told<Result> {
  const error = failure === null ? null : { ...failure, message: failure.message, cause: failure.cause };
  return {
    result,
    exit: failure?.exitCode ?? 0,
    code: failure?.code ?? null,
    cause: failure?.cause ?? null,
    retryable: failure?.retryable ?? false,
    said: JSON.stringify([result, error, rest, events]),
    time: {},
    problems: [],
  };
}
