/** Runs the built program as a user does, and an emulator beside it whose ground truth the tests ask. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { z } from 'zod';
import { type EmulatorOptions, startEmulator } from '../../src/emulator/start.js';
import type { CallState } from '../../src/emulator/world.js';
import { REFERENCE_HANDLER } from '../../src/handler/contract.js';
import { manyRuns } from '../contract/many-runs.js';
import { bridgeResult } from '../schemas/bridge.js';
import { envelopeSchema } from '../schemas/envelope.js';

export const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
export const HANDLERS = fileURLToPath(new URL('./handlers/', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** Written to standard input, which is then closed; nothing at all where it is left out. */
  stdin?: string;
  /** Called when the program has started, with its process id and what it has written so far. */
  meanwhile?: (pid: number, sofar: Readonly<Ended>) => Promise<unknown>;
}

/** The program with these words, in an environment that holds nothing of the operator's. */
export function run(args: string[], options: RunOptions = {}): Promise<Ended> {
  return start(process.execPath, [PROGRAM, ...args], options);
}

/** As `run`, where it does not matter that each run is a process: test/contract/streams.test.ts holds what does. */
export function runInOneProcess() {
  const run = manyRuns();
  return async (args: string[], { env = {}, stdin }: Omit<RunOptions, 'meanwhile'> = {}): Promise<Ended> => {
    const { exitCode, stdout, stderr } = await run(args, { ...inherited(), ...env }, stdin);
    return { code: exitCode, stdout, stderr };
  };
}

function inherited() {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    XDG_STATE_HOME: STATE,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Any command, likewise. */
export function start(file: string, args: string[], { env = {}, stdin, meanwhile }: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...inherited(), ...env },
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      ended.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      ended.stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ended, code }));
    if (stdin !== undefined) child.stdin?.on('error', () => {}).end(stdin);
    if (child.pid !== undefined) meanwhile?.(child.pid, ended).catch(reject);
  });
}

export interface Truth {
  meetings: { meetingId: string; ended: boolean; attendees: { attendeeId: string; externalUserId: string }[] }[];
  calls: CallState[];
  secrets: string[];
}

export interface SeenRequest {
  operation: string;
  status: number | null;
  delivered: boolean;
}

const toClose: (() => unknown)[] = [];

afterAll(async () => {
  for (const close of toClose) await close();
});

/** Where the runs of a test file are written down. */
const STATE = mkdtempSync(join(tmpdir(), 'chime-join-state-'));
toClose.push(() => rmSync(STATE, { recursive: true }));

/** The journal of a run below that XDG_STATE_HOME: a rehearsal's stands apart from the real ones. */
export function journalFile(state: string, runId: string): string {
  const root = join(state, 'chime-join');
  const [found, ...more] = (readdirSync(root, { recursive: true }) as string[]).filter(
    (name) => basename(name) === `${runId}.jsonl`,
  );
  if (found === undefined || more.length > 0) throw new Error(`${runId} has ${more.length} journals too many`);
  return join(root, found);
}

/** A folder of its own, removed when the tests of the file are over. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-test-'));
  toClose.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** An emulator with one live call, closed when the tests of the file are over. `handler` names a file of test/e2e/handlers. */
export async function withCall(handler?: string, options: Partial<EmulatorOptions> = {}) {
  const handlerFile = handler === undefined ? REFERENCE_HANDLER : `${HANDLERS}${handler}.mjs`;
  const emulator = await startEmulator({ handlerFile, stderr: () => {}, ...options });
  toClose.push(() => emulator.close());
  const call = await emulator.placeCall();
  const ask = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${emulator.url}/_emulator/${path}`, init)).json();
  };
  const ids = {
    CHIME_JOIN_CALL_ID: call.callId,
    CHIME_JOIN_TRANSACTION_ID: call.transactionId,
    CHIME_JOIN_SMA_ID: call.sipMediaApplicationId,
  };
  return {
    emulator,
    call,
    /** AWS alone. */
    aws: emulator.env,
    /** AWS and the call, as `emulator exec` gives them. */
    env: { ...emulator.env, ...ids },
    truth: () => ask('state') as Promise<Truth>,
    requests: () => ask('requests') as Promise<SeenRequest[]>,
    faults: (faults: unknown[]) => ask('faults', faults),
    advance: (ms: number) => ask('advance', { ms }),
  };
}

/** Waits until it holds; a test that waits in vain ends by its own time limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export const bridgeEnvelope = envelopeSchema(bridgeResult);

/** The one JSON document on stdout, held against its schema. */
export function documentIn<Schema extends z.ZodType>(
  schema: Schema,
  { stdout }: Pick<Ended, 'stdout'>,
): z.infer<Schema> {
  if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`stdout is no single line: ${stdout.slice(0, 400)}`);
  return schema.parse(JSON.parse(stdout));
}

/** `bridge` as the environment names the call, with `--json`: its envelope, and how it ended. */
export async function bridgeJson(args: string[], options: RunOptions) {
  const ended = await run(['bridge', '--json', ...args], options);
  return { ...ended, envelope: documentIn(bridgeEnvelope, ended) };
}

/** The legs that ever led into a meeting. */
export function meetingLegs({ calls }: Truth) {
  return calls.flatMap(({ legs }) => legs).filter(({ meetingId }) => meetingId !== undefined);
}

export function liveMeetings({ meetings }: Truth) {
  return meetings.filter(({ ended }) => !ended);
}
