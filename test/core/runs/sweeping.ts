/** The commands over runs, performed over a cloud that the runs left something in. */

import type { RunEvent } from '../../../src/core/outcome/outcome.js';
import type { Progress } from '../../../src/core/outcome/progress.js';
import { runUseCase } from '../../../src/core/outcome/use-case.js';
import { checkRun } from '../../../src/core/runs/check.js';
import { cleanUp } from '../../../src/core/runs/cleanup.js';
import type { RunsReach } from '../../../src/core/runs/ports.js';
import type { Cloud } from '../bridge/cloud.js';
import { RUN_ID } from '../samples.js';

interface Options {
  interrupt?: AbortController;
  timeoutMs?: number;
}

async function reached<Result>(
  cloud: Cloud,
  { interrupt = new AbortController(), timeoutMs = 60_000 }: Options,
  work: (reach: RunsReach, progress: Progress, signal: AbortSignal, interrupt: AbortSignal) => Promise<Result>,
) {
  const world = await cloud.world();
  const ports = world.ports();
  const reach: RunsReach = {
    journal: cloud.journal,
    clock: world.clock,
    digest: ports.digest,
    endpointOf: async () => cloud.endpoint,
    awsOf: async () => ports,
  };
  const events: RunEvent[] = [];
  const options = { clock: world.clock, emit: (event: RunEvent) => events.push(event), timeoutMs };
  const outcome = await world.clock.runUntilSettled(
    runUseCase({ ...options, interrupt: interrupt.signal }, (progress, signal) =>
      work(reach, progress, signal, interrupt.signal),
    ),
  );
  if (world.unexpected.length > 0) throw new Error(`nobody expected ${world.unexpected.join(', ')}`);
  return { ...outcome, events, sent: world.operations() };
}

export const sweep = (
  cloud: Cloud,
  { runId = null, yes = true, ...options }: Options & { runId?: string | null; yes?: boolean } = {},
) =>
  reached(cloud, options, (reach, progress, signal, interrupt) =>
    cleanUp({ runId, yes, timeoutMs: 60_000 }, reach, progress, { signal, interrupt }),
  );

export const check = (
  cloud: Cloud,
  {
    runId = RUN_ID,
    waitMs = 2_000,
    logGroups = [],
    ...options
  }: Options & {
    runId?: string;
    waitMs?: number;
    logGroups?: string[];
  } = {},
) =>
  reached(cloud, options, (reach, progress, signal, interrupt) =>
    checkRun({ runId, waitMs, timeoutMs: 60_000, logGroups }, reach, progress, { signal, interrupt }),
  );
