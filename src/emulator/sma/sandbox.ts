import { randomBytes } from 'node:crypto';
import { boundedLines } from './bounded-lines.js';
import { type HandlerProcess, handlerStarter } from './handler-process.js';
import type { SandboxOptions } from './sandbox-variables.js';

/** How the child answered one invocation, or what became of it. */
export type SandboxOutcome =
  | { kind: 'answer'; text: string; durationMs: number; memoryMb: number; reads?: ArgumentReads }
  | {
      kind: 'error';
      errorType: string;
      errorMessage: string;
      durationMs: number;
      memoryMb: number;
      reads?: ArgumentReads;
    }
  | { kind: 'exit'; status: string };

/** What a handler read of an update's Arguments: the names, what it compared each with where that can be seen, and whether
 * it listed them all. */
export interface ArgumentReads {
  names: string[];
  compared: Record<string, string[]>;
  listed: boolean;
}

export interface Invocation {
  requestId: string;
  event: unknown;
  limitMs: number;
  clockOffset: number;
  /** Note which of the event's Arguments the handler reads. */
  watch?: boolean;
}

/** One execution environment of the function: a child process with the handler loaded, and its log stream. */
export interface Sandbox {
  readonly logStreamName: string;
  readonly alive: boolean;
  invoke(invocation: Invocation): Promise<SandboxOutcome>;
  kill(): void;
}

/** Makes an execution environment; rejects with the cause when the handler cannot be loaded. */
export type StartSandbox = (
  options: SandboxOptions,
  now: () => number,
  onRecord: (logStreamName: string, record: string) => void,
) => Promise<Sandbox>;

interface Frame {
  ready?: true;
  unloadable?: string;
  record?: string;
  done?: {
    requestId: string;
    durationMs: number;
    memoryMb: number;
    answer?: string;
    error?: LambdaError;
    reads?: ArgumentReads;
  };
}
type LambdaError = { errorType: string; errorMessage: string };

/** Lambda gives the init phase 10 seconds (developer guide, "Lambda execution environment lifecycle"). */
const INIT_LIMIT_MS = 10_000;
/** Above any frame the host writes: an answer of 6 MB, escaped. */
const MAX_FRAME = 32 * 2 ** 20;
const MAX_RAW_LINE = 256 * 1024;

/** As Lambda names it: a day, and a word of its own. */
export function newLogStreamName(now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
}

/** Starts a child and loads the handler there. */
export const startSandbox: StartSandbox = async (options, now, onRecord) => {
  const logStreamName = newLogStreamName(now());
  const start = await handlerStarter(options.file);
  return watch(start(options, logStreamName, now() - Date.now()), logStreamName, (record) =>
    onRecord(logStreamName, record),
  );
};

function watch(
  { child, frames, send }: HandlerProcess,
  logStreamName: string,
  onRecord: (record: string) => void,
): Promise<Sandbox> {
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
    invoke: (invocation) =>
      new Promise((resolve) => {
        pending = resolve;
        pendingId = invocation.requestId;
        if (alive) send(invocation);
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
    frames.setEncoding('utf8').on('data', read);
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
  const { durationMs, memoryMb, answer, error, reads } = done;
  const rest = { durationMs, memoryMb, ...(reads === undefined ? {} : { reads }) };
  if (answer !== undefined) return { kind: 'answer', text: answer, ...rest };
  return { kind: 'error', errorType: 'Error', errorMessage: '', ...error, ...rest };
}

/** A handler that scribbles into the pipe breaks its own frames only. */
function parseFrame(line: string): Frame {
  try {
    const frame = JSON.parse(line) as Frame | null;
    return frame !== null && isFrame(frame) ? frame : {};
  } catch {
    return {};
  }
}

function isFrame({ record, unloadable, done }: Frame): boolean {
  const texts: unknown[] = [record, unloadable, done?.answer, done?.error?.errorType, done?.error?.errorMessage];
  const numbers: unknown[] = done === undefined ? [] : [done.durationMs, done.memoryMb];
  return (
    texts.every((text) => text === undefined || typeof text === 'string') &&
    numbers.every((number) => typeof number === 'number')
  );
}
