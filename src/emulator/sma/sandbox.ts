import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { boundedLines } from './bounded-lines.js';
import { type SandboxOptions, sandboxVariables } from './sandbox-variables.js';

/** How the child answered one invocation, or what became of it. */
export type SandboxOutcome =
  | { kind: 'answer'; text: string; durationMs: number; memoryMb: number }
  | { kind: 'error'; errorType: string; errorMessage: string; durationMs: number; memoryMb: number }
  | { kind: 'exit'; status: string };

/** One execution environment of the function: a child process with the handler loaded, and its log stream. */
export interface Sandbox {
  readonly logStreamName: string;
  readonly alive: boolean;
  invoke(requestId: string, event: unknown, limitMs: number, clockOffset: number): Promise<SandboxOutcome>;
  kill(): void;
}

interface Frame {
  ready?: true;
  unloadable?: string;
  record?: string;
  done?: { requestId: string; durationMs: number; memoryMb: number; answer?: string; error?: LambdaError };
}
type LambdaError = { errorType: string; errorMessage: string };

const HOST = fileURLToPath(new URL('./handler-host.mjs', import.meta.url));
/** Lambda gives the init phase 10 seconds (developer guide, "Lambda execution environment lifecycle"). */
const INIT_LIMIT_MS = 10_000;
/** Above any frame the host writes: an answer of 6 MB, escaped. */
const MAX_FRAME = 32 * 2 ** 20;
const MAX_RAW_LINE = 256 * 1024;

/** Starts a child and loads the handler; rejects with the cause when the file cannot be loaded. */
export function startSandbox(
  options: SandboxOptions,
  now: () => number,
  onRecord: (logStreamName: string, record: string) => void,
): Promise<Sandbox> {
  const day = new Date(now()).toISOString().slice(0, 10).replaceAll('-', '/');
  const logStreamName = `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
  const offset = String(now() - Date.now());
  const child = fork(HOST, [options.file, offset, options.functionArn], {
    cwd: dirname(options.file),
    env: sandboxVariables(options, logStreamName),
    // Its own flags only: the parent's (an inspector, a loader) are not the handler's. The heap is bounded as Lambda's is.
    execArgv: ['--max-old-space-size=128'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  });
  return watch(child, logStreamName, (record) => onRecord(logStreamName, record));
}

function watch(child: ChildProcess, logStreamName: string, onRecord: (record: string) => void): Promise<Sandbox> {
  let alive = true;
  let pending: ((outcome: SandboxOutcome) => void) | undefined;
  let pendingId = '';
  const settle = (outcome: SandboxOutcome) => {
    pending?.(outcome);
    pending = undefined;
  };
  const sandbox: Sandbox = {
    logStreamName,
    get alive() {
      return alive;
    },
    invoke: (requestId, event, limitMs, clockOffset) =>
      new Promise((resolve) => {
        pending = resolve;
        pendingId = requestId;
        if (alive) child.send({ requestId, event, limitMs, clockOffset }, () => {});
        else settle({ kind: 'exit', status: 'exit status 1' });
      }),
    kill() {
      alive = false;
      child.kill('SIGKILL');
      settle({ kind: 'exit', status: 'signal: killed' });
    },
  };

  for (const raw of [child.stdout, child.stderr]) {
    raw?.setEncoding('utf8').on(
      'data',
      boundedLines(MAX_RAW_LINE, (line) => line !== '' && alive && onRecord(line)),
    );
  }
  return new Promise((resolve, reject) => {
    const initLimit = setTimeout(() => {
      reject(new Error('it did not load within 10 seconds'));
      sandbox.kill();
    }, INIT_LIMIT_MS);
    const read = boundedLines(MAX_FRAME, (line) => {
      const frame = parseFrame(line);
      if (frame.ready) resolve(sandbox);
      if (frame.unloadable !== undefined) reject(new Error(frame.unloadable));
      if (frame.ready || frame.unloadable !== undefined) clearTimeout(initLimit);
      if (frame.record !== undefined && alive) onRecord(frame.record);
      if (frame.done?.requestId === pendingId) settle(outcomeOf(frame.done));
    });
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', read);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(initLimit);
      alive = false;
      const status = signal === null ? `exit status ${code}` : `signal: ${SIGNAL_WORDS[signal] ?? signal}`;
      reject(new Error(`its process ended while it was loaded (${status})`));
      settle({ kind: 'exit', status });
    });
  });
}

/** Lambda's words, which are Go's. */
const SIGNAL_WORDS: Record<string, string> = { SIGKILL: 'killed', SIGABRT: 'aborted', SIGSEGV: 'segmentation fault' };

function outcomeOf(done: NonNullable<Frame['done']>): SandboxOutcome {
  const { durationMs, memoryMb, answer, error } = done;
  if (answer !== undefined) return { kind: 'answer', text: answer, durationMs, memoryMb };
  return { kind: 'error', errorType: 'Error', errorMessage: '', ...error, durationMs, memoryMb };
}

/** A handler that scribbles into the pipe breaks its own frames only. */
function parseFrame(line: string): Frame {
  try {
    return (JSON.parse(line) ?? {}) as Frame;
  } catch {
    return {};
  }
}
