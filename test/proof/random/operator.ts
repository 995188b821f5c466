/** One operator's machine: the real engine over the real SDK, with connections, an interrupt and a name of its own. */
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { openAws } from '../../../src/aws/open.js';
import { bridge } from '../../../src/core/bridge/bridge.js';
import type { Journal } from '../../../src/core/journal/port.js';
import type { Outcome, RunEvent } from '../../../src/core/outcome/outcome.js';
import { runUseCase } from '../../../src/core/outcome/use-case.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import { checkRun } from '../../../src/core/runs/check.js';
import { cleanUp } from '../../../src/core/runs/cleanup.js';
import type { RunsReach } from '../../../src/core/runs/ports.js';
import type { RunsCleanupResult } from '../../../src/core/runs/result.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';
import { bridgeRequest } from '../stage/bridge-request.js';
import { InProcessAgent } from './connection.js';
import type { Asked } from './plan.js';
import type { VirtualTime } from './virtual-time.js';

/** Nothing listens there: connections of this process lead to the emulator all the same. */
const ENDPOINT = 'http://127.0.0.1';
const REGION = 'us-east-1';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** How a command ended, and all that it said. */
export interface Ended<Result> {
  startedAt: number;
  endedAt: number;
  result: Result | null;
  exit: number;
  code: string | null;
  message: string | null;
  cause: string | null;
  /** Everything that left it: result, failure, events, debug. */
  said: string;
  /** When each step began. */
  steps: Record<string, number>;
}

export interface Operator {
  bridge(request: BridgeRequest, interruptAfter: number | null): Promise<Ended<BridgeResult>>;
  check(runId: string, waitMs: number): Promise<Ended<BridgeResult>>;
  cleanUp(runId: string): Promise<Ended<RunsCleanupResult>>;
  close(): void;
}

export interface OperatorParts {
  /** What the emulator knows its requests by. */
  name: string;
  time: VirtualTime;
  journal: Journal;
  accept: (connection: Duplex) => void;
  debug: boolean;
}

export function openOperator({ name, time, journal, accept, debug }: OperatorParts): Operator {
  const { clock } = time;
  const traced: unknown[] = [];
  const aws = openAws(
    { region: REGION, meetingsRegion: REGION, profile: null, endpointUrl: ENDPOINT },
    {
      clock,
      chance: Math.random,
      httpAgent: new InProcessAgent(name, accept),
      ...(debug ? { trace: (wire: unknown) => traced.push(wire) } : {}),
    },
  );
  const reach: RunsReach = { journal, clock, digest, endpointOf: async () => ENDPOINT, awsOf: async () => aws };

  async function run<Result>(
    interruptAfter: number | null,
    work: (emit: (event: RunEvent) => void, interrupt: AbortSignal) => Promise<Outcome<Result>>,
  ): Promise<Ended<Result>> {
    const interrupt = new AbortController();
    const timer = interruptAfter === null ? undefined : setTimeout(() => interrupt.abort(130), interruptAfter);
    const events: RunEvent[] = [];
    const steps: Record<string, number> = {};
    const startedAt = time.now();
    const { result, failure, ...rest } = await work((event) => {
      events.push(event);
      if (event.type === 'step-started') steps[event.step.id] = time.now();
    }, interrupt.signal);
    clearTimeout(timer);
    const error = failure === null ? null : { ...failure, message: failure.message, cause: failure.cause };
    return {
      startedAt,
      endedAt: time.now(),
      result,
      exit: failure?.exitCode ?? 0,
      code: failure?.code ?? null,
      message: failure?.message ?? null,
      cause: failure?.cause ?? null,
      said: JSON.stringify([result, error, rest, events, traced.splice(0)]),
      steps,
    };
  }

  return {
    bridge: (request, interruptAfter) =>
      run(interruptAfter, (emit, interrupt) => {
        const ports = { ...aws, clock, chance: Math.random, journal, digest, attendeesFile: null };
        return bridge(request, { ...ports, endpoint: async () => ENDPOINT }, emit, interrupt);
      }),
    check: (runId, waitMs) =>
      run(null, (emit, interrupt) => {
        const timeoutMs = waitMs + 60_000;
        return runUseCase({ clock, emit, interrupt, timeoutMs }, (progress, signal) =>
          checkRun({ runId, waitMs, timeoutMs, logGroups: [] }, reach, progress, { signal, interrupt }),
        );
      }),
    cleanUp: (runId) =>
      run(null, (emit, interrupt) => {
        const timeoutMs = 60_000;
        return runUseCase({ clock, emit, interrupt, timeoutMs }, (progress, signal) =>
          cleanUp({ runId, yes: true, timeoutMs }, reach, progress, { signal, interrupt }),
        );
      }),
    close: () => aws.close(),
  };
}

export interface Situation {
  runId: string;
  call: PlacedCall;
  /** The meeting that was there before, where the run goes into one. */
  existing: { meetingId: string; externalUserId: string } | null;
  logGroupName: string;
}

export function requestOf(asked: Asked, { runId, call, existing, logGroupName }: Situation): BridgeRequest {
  const taken = asked.userId === 'taken' && existing ? { externalUserId: existing.externalUserId } : {};
  return bridgeRequest(asked, { runId, call, meetingId: existing?.meetingId ?? null, logGroupName, ...taken });
}
