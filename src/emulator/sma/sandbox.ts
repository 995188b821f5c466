import { randomBytes } from 'node:crypto';
import { boundedLines } from './bounded-lines.js';
import { type Frame, outcomeOf, parseFrame, type SandboxOutcome } from './frames.js';
import { type HandlerProcess, handlerStarter } from './handler-process.js';
import type { Outside } from './outside.js';
import type { SandboxOptions } from './sandbox-variables.js';

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

/** Lambda gives the init phase 10 seconds; this machine may be slower, so more is allowed here. */
const INIT_LIMIT_MS = 30_000;
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
  const started = start(options, logStreamName, now() - Date.now());
  return new WatchedProcess(started, logStreamName, (record) => onRecord(logStreamName, record)).loaded();
};

/** The child of one sandbox: what it writes, and the invocation that waits for it. */
class WatchedProcess implements Sandbox {
  readonly logStreamName: string;
  readonly #child: HandlerProcess;
  readonly #onRecord: (record: string) => void;
  readonly #outside = { reached: new Set<string>(), variables: new Set<string>() };
  alive = true;
  parameters = 0;
  #pending: ((outcome: SandboxOutcome) => void) | undefined;
  #pendingId = '';

  constructor(child: HandlerProcess, logStreamName: string, onRecord: (record: string) => void) {
    this.#child = child;
    this.logStreamName = logStreamName;
    this.#onRecord = onRecord;
  }

  /** Resolves once the handler is loaded; rejects with an Unloadable. */
  loaded(): Promise<Sandbox> {
    const { child, frames } = this.#child;
    for (const raw of [child.stdout, child.stderr]) {
      const read = boundedLines(MAX_RAW_LINE, (line) => line !== '' && this.#record(line));
      raw?.setEncoding('utf8').on('data', read);
    }
    return new Promise((resolve, reject) => {
      const fail = (cause: string) => {
        clearTimeout(initLimit);
        reject(new Unloadable(cause, this.takeOutside()));
      };
      const initLimit = setTimeout(() => {
        fail('it did not load within 30 seconds');
        this.kill();
      }, INIT_LIMIT_MS);
      const read = boundedLines(MAX_FRAME, (line) => {
        const frame = parseFrame(line);
        this.#note(frame);
        if (frame.unloadable !== undefined) fail(frame.unloadable);
        if (!frame.ready) return;
        clearTimeout(initLimit);
        resolve(this);
      });
      frames.setEncoding('utf8').on('data', read);
      child.on('error', reject);
      child.on('close', (code, signal) => {
        this.alive = false;
        const status = statusOf(code, signal);
        fail(`its process ended while it was loaded (${status})`);
        this.#settle({ kind: 'exit', status });
      });
    });
  }

  takeOutside(): Outside {
    const { reached, variables } = this.#outside;
    const taken = { reached: [...reached], variables: [...variables] };
    reached.clear();
    variables.clear();
    return taken;
  }

  invoke(invocation: Invocation): Promise<SandboxOutcome> {
    return new Promise((resolve) => {
      this.#pending = resolve;
      this.#pendingId = invocation.requestId;
      if (this.alive) this.#child.send(invocation);
      else this.#settle({ kind: 'exit', status: 'exit status 1' });
    });
  }

  kill(): void {
    this.alive = false;
    this.#child.kill();
    this.#settle({ kind: 'exit', status: 'signal: killed' });
  }

  #note({ parameters, reached, variable, record, done }: Frame): void {
    const { reached: places, variables } = this.#outside;
    if (reached !== undefined && places.size < MAX_OUTSIDE) places.add(reached);
    if (variable !== undefined && variables.size < MAX_OUTSIDE) variables.add(variable);
    this.parameters = parameters ?? this.parameters;
    if (record !== undefined) this.#record(record);
    if (done?.requestId === this.#pendingId) this.#settle(outcomeOf(done));
  }

  #record(line: string): void {
    if (this.alive) this.#onRecord(line);
  }

  #settle(outcome: SandboxOutcome): void {
    this.#pending?.(outcome);
    this.#pending = undefined;
  }
}

/** Lambda's words, which are Go's. A shell gives a child's signal as 128 and its number. */
const SIGNAL_WORDS: Record<string, string> = { SIGKILL: 'killed', SIGABRT: 'aborted', SIGSEGV: 'segmentation fault' };
const SIGNAL_CODES: Record<number, string> = { 137: 'SIGKILL', 134: 'SIGABRT', 139: 'SIGSEGV' };

function statusOf(code: number | null, signal: string | null): string {
  const name = signal ?? SIGNAL_CODES[code ?? 0];
  return name === undefined ? `exit status ${code}` : `signal: ${SIGNAL_WORDS[name] ?? name}`;
}
