import { Args } from '@oclif/core';
import { failed } from '../core/catalogue/failed.js';
import { isRunId } from '../core/facts/ids.js';
import type { CheckRequest } from '../core/runs/check.js';
import type { CleanupRequest } from '../core/runs/cleanup.js';
import { type AccessFlags, type RunsAccess, resolveAccess } from './aws-settings.js';
import { logGroupsOf } from './bridge-request.js';
import { TOWARDS_AWS, typedSwitch, value, values } from './flags.js';
import { durationOf, type Typed } from './typed.js';

export const RUN_ARGS = {
  run: Args.string({ description: 'the run, as chime-join runs list names it', ignoreStdin: true }),
};

/** Whose runs: those of an emulator are kept apart from the real ones. */
export const RUNS_FLAGS = { profile: TOWARDS_AWS.profile, 'endpoint-url': TOWARDS_AWS['endpoint-url'] };

/** A run's regions are its own: which AWS and as whom is all that may be said. */
const AS_WHOM = {
  ...RUNS_FLAGS,
  timeout: TOWARDS_AWS.timeout,
  debug: TOWARDS_AWS.debug,
};

export const RUNS_CHECK_FLAGS = {
  wait: value('wait', 'how long to look for evidence (default: 10s)', 'DURATION'),
  'log-group': values('log-group', 'where the handler logs; may be repeated (default: where the run looked)', 'NAME'),
  ...AS_WHOM,
};

export const RUNS_CLEANUP_FLAGS = {
  yes: typedSwitch('remove it; without it, only list what would be removed'),
  ...AS_WHOM,
};

export type RunsFlags = Pick<AccessFlags, 'profile' | 'endpoint-url'>;

export interface RunsCheckFlags extends AccessFlags {
  wait?: string | undefined;
  'log-group'?: string[] | undefined;
}

export interface RunsCleanupFlags extends AccessFlags {
  yes?: boolean | undefined;
}

/** Longer than the quiet time that NOT_JOINED asks for, and twice a log delay of some seconds: a check right after a run can decide. */
const DEFAULT_WAIT_MS = 10_000;

/** Which AWS the runs were sent to. */
export type RunsPlace = Pick<RunsAccess, 'profile' | 'endpointUrl'>;

export async function runsListRequest({ flags }: Typed<RunsFlags>): Promise<RunsPlace> {
  return placeOf(flags);
}

export async function runsShowRequest(typed: Typed<RunsFlags>): Promise<{ runId: string; place: RunsPlace }> {
  return { place: placeOf(typed.flags), runId: runIdOf(typed.args) };
}

function placeOf({ profile, 'endpoint-url': endpointUrl }: RunsFlags): RunsPlace {
  return resolveAccess({ profile, 'endpoint-url': endpointUrl, debug: false });
}

/** Throws ID_MISSING or ID_INVALID. */
function runIdOf(args: Typed<object>['args']): string {
  const runId = optionalRunId(args);
  if (runId !== null) return runId;
  throw failed('ID_MISSING.run');
}

export async function runsCheckRequest(
  typed: Typed<RunsCheckFlags>,
): Promise<{ request: CheckRequest; access: RunsAccess }> {
  const { flags } = typed;
  const access = resolveAccess(flags);
  const runId = runIdOf(typed.args);
  const waitMs = durationOf('wait', flags.wait, DEFAULT_WAIT_MS);
  const logGroups = logGroupsOf(flags);
  return { request: { runId, waitMs, logGroups, timeoutMs: access.timeoutMs }, access };
}

export async function runsCleanupRequest({
  flags,
  args,
}: Typed<RunsCleanupFlags>): Promise<{ request: CleanupRequest; access: RunsAccess }> {
  const access = resolveAccess(flags);
  const runId = optionalRunId(args);
  return { request: { runId, yes: flags.yes === true, timeoutMs: access.timeoutMs }, access };
}

function optionalRunId(args: Typed<object>['args']): string | null {
  const runId = args?.['run'];
  if (runId === undefined) return null;
  if (isRunId(runId)) return runId;
  throw failed('ID_INVALID.run', { given: JSON.stringify(runId.slice(0, 70)) });
}
