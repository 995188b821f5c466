import { randomBytes } from 'node:crypto';
import { boundedLines } from './bounded-lines.js';
import { type HandlerProcess, handlerStarter } from './handler-process.js';
import type { Outside } from './outside.js';
import type { SandboxOptions } from './sandbox-variables.js';

interface Measured {
  durationMs: number;
  memoryMb: number;
  reads?: ArgumentReads;
}

/** How the child answered one invocation, or what became of it. */
export type SandboxOutcome =
  | (Measured & { kind: 'answer'; text: string; by?: AnsweredBy })
  | (Measured & { kind: 'error'; errorType: string; errorMessage: string })
  | { kind: 'exit'; status: string };

/** The way by which the answer came that counts. */
export type AnsweredBy = 'promise' | 'callback' | 'context' | 'return' | 'nothing';

/** What a handler read of an update's Arguments: the names, what it compared each with where that can be seen, whether it
 * listed them all, and which it took for JSON, with the members that it read there. */
export interface ArgumentReads {
  names: string[];
  compared: Record<string, string[]>;
  listed: boolean;
  parsed: Record<string, string[]>;
}

/** The handler cannot be loaded; `outside` is what it looked for meanwhile. */
export class Unloadable extends Error {
  readonly outside: Outside;

  constructor(message: string, outside: Outside) {
    super(message);
    this.outside = outside;
  }
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
  /** How many parameters the handler declares; from three on it is one that answers by callback. */
  readonly parameters?: number;
  /** What it looked for outside since this was last asked. */
  takeOutside?(): Outside;
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
  parameters?: number;
  reached?: string;
  variable?: string;
  unloadable?: string;
  record?: string;
  done?: {
    requestId: string;
    durationMs: number;
    memoryMb: number;
    answer?: string;
    by?: AnsweredBy;
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
const MAX_OUTSIDE = 50;

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
  { child, frames, send, kill }: HandlerProcess,
  logStreamName: string,
  onRecord: (record: string) => void,
): Promise<Sandbox> {
  let alive = true;
  let pending: ((outcome: SandboxOutcome) => void) | undefined;
  let pendingId = '';
  let parameters = 0;
  const outside = { reached: new Set<string>(), variables: new Set<string>() };
  const settle = (outcome: SandboxOutcome) => {
    pending?.(outcome);
    pending = undefined;
  };
  const sandbox = {
    logStreamName,
    get alive() {
      return alive;
    },
    get parameters() {
      return parameters;
    },
    takeOutside() {
      const taken = { reached: [...outside.reached], variables: [...outside.variables] };
      outside.reached.clear();
      outside.variables.clear();
      return taken;
    },
    invoke: (invocation: Invocation) =>
      new Promise<SandboxOutcome>((resolve) => {
        pending = resolve;
        pendingId = invocation.requestId;
        if (alive) send(invocation);
        else settle({ kind: 'exit', status: 'exit status 1' });
      }),
    kill() {
      alive = false;
      kill();
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
      reject(new Unloadable('it did not load within 10 seconds', sandbox.takeOutside()));
      sandbox.kill();
    }, INIT_LIMIT_MS);
    const read = boundedLines(MAX_FRAME, (line) => {
      const frame = parseFrame(line);
      if (frame.reached !== undefined && outside.reached.size < MAX_OUTSIDE) outside.reached.add(frame.reached);
      if (frame.variable !== undefined && outside.variables.size < MAX_OUTSIDE) outside.variables.add(frame.variable);
      if (frame.ready) {
        parameters = frame.parameters ?? 0;
        resolve(sandbox);
      }
      if (frame.unloadable !== undefined) reject(new Unloadable(frame.unloadable, sandbox.takeOutside()));
      if (frame.ready || frame.unloadable !== undefined) clearTimeout(initLimit);
      if (frame.record !== undefined && alive) onRecord(frame.record);
      if (frame.done?.requestId === pendingId) settle(outcomeOf(frame.done));
    });
    frames.setEncoding('utf8').on('data', read);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(initLimit);
      alive = false;
      const status = statusOf(code, signal);
      reject(new Unloadable(`its process ended while it was loaded (${status})`, sandbox.takeOutside()));
      settle({ kind: 'exit', status });
    });
  });
}

/** Lambda's words, which are Go's. A shell gives a child's signal as 128 and its number. */
const SIGNAL_WORDS: Record<string, string> = { SIGKILL: 'killed', SIGABRT: 'aborted', SIGSEGV: 'segmentation fault' };
const SIGNAL_CODES: Record<number, string> = { 137: 'SIGKILL', 134: 'SIGABRT', 139: 'SIGSEGV' };

function statusOf(code: number | null, signal: string | null): string {
  const name = signal ?? SIGNAL_CODES[code ?? 0];
  return name === undefined ? `exit status ${code}` : `signal: ${SIGNAL_WORDS[name] ?? name}`;
}

function outcomeOf(done: NonNullable<Frame['done']>): SandboxOutcome {
  const { durationMs, memoryMb, answer, by, error, reads } = done;
  const rest = { durationMs, memoryMb, ...(reads === undefined ? {} : { reads }) };
  if (answer !== undefined) return { kind: 'answer', text: answer, ...(by === undefined ? {} : { by }), ...rest };
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

function isFrame({ record, unloadable, reached, variable, done }: Frame): boolean {
  const texts: unknown[] = [
    record,
    unloadable,
    reached,
    variable,
    done?.answer,
    done?.error?.errorType,
    done?.error?.errorMessage,
  ];
  const numbers: unknown[] = done === undefined ? [] : [done.durationMs, done.memoryMb];
  return (
    texts.every((text) => text === undefined || typeof text === 'string') &&
    numbers.every((number) => typeof number === 'number')
  );
}
