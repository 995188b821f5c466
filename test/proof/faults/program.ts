/** The program itself: its streams and its exit code are the whole of what it says. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import type { Emulator } from '../../../src/emulator/emulator.js';
import type { Envelope } from '../../../src/output/envelope.js';
import { ownArguments } from '../stage/bridge-request.js';
import { STATE } from '../stage/state-folder.js';
import type { Plan } from './plan.js';
import type { Told } from './run.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
/** Far beyond any run's time: a program that is still there then has hung. */
const HUNG_MS = 90_000;

/** `bridge --json` in a process, with the words for this plan. */
export async function runProgram(plan: Plan, request: BridgeRequest, emulator: Emulator): Promise<Told<BridgeResult>> {
  const ended = await spawned(wordsOf(plan, request), emulator.env, plan.interruptAfter);
  const { document, problems } = onlyDocument(ended.stdout);
  if (ended.hung) problems.push('the program hung');
  const [warning] = /^\(node:\d+\).*/m.exec(ended.stderr) ?? [];
  if (warning !== undefined) problems.push(`Node warns: ${warning}`);
  const exit = document?.ok === true ? 0 : (document?.error?.exitCode ?? null);
  if (document !== null && exit !== ended.code) problems.push(`exit ${ended.code}, and the document says ${exit}`);
  return {
    result: document?.result ?? null,
    exit: ended.code,
    code: document?.error?.code ?? null,
    cause: document?.error?.cause ?? null,
    retryable: document?.error?.retryable ?? false,
    said: ended.stdout + ended.stderr,
    time: {},
    problems,
  };
}

const given = (value: string | null) => (value === null ? [] : [value]);

function wordsOf(plan: Plan, request: BridgeRequest): string[] {
  const { call, externalUserId, addAttendees, logGroups } = request;
  const flags: Record<string, string[]> = {
    'run-id': [request.runId],
    'call-id': given(call.callId),
    'transaction-id': given(call.transactionId),
    'sma-id': given(call.sipMediaApplicationId),
    'meeting-id': given(request.meetingId),
    'external-user-id': plan.userId === 'made' ? [] : [externalUserId],
    'add-attendee': addAttendees,
    arguments: [plan.preset],
    argument: ownArguments(plan),
    wait: plan.waitMs === null ? [] : [`${plan.waitMs}ms`],
    timeout: [`${plan.timeoutMs}ms`],
    'log-group': logGroups,
  };
  return [
    'bridge',
    '--json',
    ...Object.entries(flags).flatMap(([name, values]) => values.flatMap((value) => [`--${name}`, value])),
    ...(plan.waitMs === null ? ['--no-wait'] : []),
    ...(plan.keepMeeting ? ['--keep-meeting'] : []),
    ...(plan.asProgram === 'debug' ? ['--debug'] : []),
  ];
}

interface Spawned {
  code: number | null;
  stdout: string;
  stderr: string;
  hung: boolean;
}

function spawned(words: string[], env: Record<string, string>, interruptAfter: number | null): Promise<Spawned> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...words], {
      env: { PATH: process.env['PATH'] ?? '', XDG_STATE_HOME: STATE, AWS_EC2_METADATA_DISABLED: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended: Spawned = { code: null, stdout: '', stderr: '', hung: false };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        ended[stream] += text;
      });
    }
    let interrupt = interruptAfter === null ? undefined : setTimeout(strike, interruptAfter);
    function strike() {
      if (listens(child.pid)) child.kill('SIGTERM');
      else interrupt = setTimeout(strike, 5);
    }
    const limit = setTimeout(() => {
      ended.hung = true;
      child.kill('SIGKILL');
    }, HUNG_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(interrupt);
      clearTimeout(limit);
      resolve({ ...ended, code });
    });
  });
}

/**
 * Whether it has a handler for SIGTERM by now, as its mask of caught signals says (proc(5)). Before the program's first line
 * a signal ends Node itself, and there is nothing to be said of the program; elsewhere than on Linux it is taken for there.
 */
function listens(pid: number | undefined): boolean {
  try {
    const [, caught] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return caught === undefined || (BigInt(`0x${caught}`) & (1n << 14n)) !== 0n;
  } catch {
    return true;
  }
}

function onlyDocument(stdout: string): { document: Envelope<BridgeResult> | null; problems: string[] } {
  const problem = (why: string) => [`stdout is not one document: ${why}: ${stdout.slice(0, 200)}`];
  if (!/^[^\n]+\n$/.test(stdout)) return { document: null, problems: problem('it is no single line') };
  try {
    return { document: JSON.parse(stdout) as Envelope<BridgeResult>, problems: [] };
  } catch (error) {
    return { document: null, problems: problem(error instanceof Error ? error.message : String(error)) };
  }
}
