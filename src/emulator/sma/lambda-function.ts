import { randomUUID } from 'node:crypto';
import { HANDLER_TIMEOUT_MS } from '../../core/facts/limits.js';
import type { Clock, LogGroups } from '../world.js';
import { atMost } from './at-most.js';
import type { SandboxOutcome } from './frames.js';
import { outsideLines } from './outside.js';
import { type Ending, type LogFormat, platformLines } from './platform-lines.js';
import { afterBoth } from './real-time.js';
import { type Sandbox, type StartSandbox, startSandbox } from './sandbox.js';
import type { SandboxOptions } from './sandbox-variables.js';

/** What the SMA gets back from one invocation. `failed` is Lambda's FunctionError. */
export type InvocationOutcome = { kind: 'answered'; text: string } | { kind: 'failed' } | { kind: 'timed-out' };

/** The handler as a Lambda function: invocations in, records in its log group, at most one invocation a sandbox. */
export interface LambdaFunction {
  invoke(event: unknown): Promise<InvocationOutcome>;
  /** Kills what is running; the next invocation starts a new sandbox. Nothing more is logged for the killed ones. */
  interrupt(): void;
  close(): void;
}

export interface LambdaDeps {
  clock: Clock;
  logs: LogGroups;
  stderr: (line: string) => void;
  sandbox: SandboxOptions;
  /** Real milliseconds a handler has at least, however fast the emulator's clock is moved. */
  graceMs: number;
  /** Where it runs; a child process where it is left out. */
  start?: StartSandbox;
}

/** Processes at a time; a thousand calls at once must not become a thousand processes. */
const MAX_SANDBOXES = 10;
/** What one invocation's records may come to; the rest is dropped, so that an endless printer cannot fill memory. */
const MAX_RECORDED = 4 * 2 ** 20;

/** Loads the handler once, to know that it can be; rejects naming the file and the cause. */
export async function createLambdaFunction(deps: LambdaDeps): Promise<LambdaFunction> {
  const sandboxes = new Sandboxes(deps);
  await sandboxes.loadFirst();
  return sandboxes;
}

class Sandboxes implements LambdaFunction {
  readonly #deps: LambdaDeps;
  readonly #lines: ReturnType<typeof platformLines>;
  readonly #linesOfOutside: ReturnType<typeof outsideLines>;
  readonly #inTurn = atMost(MAX_SANDBOXES);
  readonly #idle: Sandbox[] = [];
  readonly #running = new Set<Sandbox>();
  /** Characters of the present invocation of each log stream. */
  readonly #recorded = new Map<string, number>();
  #epoch = 0;

  constructor(deps: LambdaDeps) {
    const { logFormat, systemLogLevel, file, allowNetwork } = deps.sandbox;
    this.#deps = deps;
    this.#lines = platformLines(logFormat as LogFormat, () => this.#time(), systemLogLevel);
    this.#linesOfOutside = outsideLines(file, allowNetwork === true);
  }

  async loadFirst(): Promise<void> {
    const { logs, sandbox } = this.#deps;
    logs.ensureGroup(sandbox.logGroupName);
    try {
      this.#idle.push(await this.#acquire());
    } catch (error) {
      throw new Error(`The handler ${sandbox.file} cannot be loaded: ${(error as Error).message}`);
    }
  }

  invoke(event: unknown): Promise<InvocationOutcome> {
    const mine = this.#epoch;
    return this.#inTurn(() => this.#invoke(event, mine));
  }

  interrupt(): void {
    this.#epoch += 1;
    for (const sandbox of this.#running) sandbox.kill();
  }

  close(): void {
    this.interrupt();
    for (const sandbox of this.#idle.splice(0)) sandbox.kill();
  }

  async #invoke(event: unknown, mine: number): Promise<InvocationOutcome> {
    if (mine !== this.#epoch) return { kind: 'failed' };
    const sandbox = await this.#acquire().catch((error: Error) => {
      this.#deps.stderr(`The handler ${this.#deps.sandbox.file} can no longer be loaded: ${error.message}`);
    });
    if (sandbox === undefined) return { kind: 'failed' };
    if (mine === this.#epoch) return this.#run(sandbox, event);
    sandbox.kill();
    return { kind: 'failed' };
  }

  async #acquire(): Promise<Sandbox> {
    const idle = this.#idle;
    for (let sandbox = idle.pop(); sandbox !== undefined; sandbox = idle.pop()) if (sandbox.alive) return sandbox;
    const { start = startSandbox, sandbox: options, clock } = this.#deps;
    return start(
      options,
      () => clock.now(),
      (logStreamName, record) => this.#append(logStreamName, record),
    );
  }

  async #run(sandbox: Sandbox, event: unknown): Promise<InvocationOutcome> {
    const requestId = randomUUID();
    const mine = this.#epoch;
    this.#recorded.set(sandbox.logStreamName, 0);
    this.#appendPlatform(sandbox, this.#lines.start(requestId));
    this.#running.add(sandbox);
    const outcome = await this.#within(sandbox, requestId, event);
    this.#running.delete(sandbox);
    this.#reportOutside(sandbox);
    if (mine !== this.#epoch) return { kind: 'failed' };
    this.#appendPlatform(sandbox, this.#lines.end(requestId, this.#endingOf(requestId, outcome)));
    if (sandbox.alive) this.#idle.push(sandbox);
    else this.#recorded.delete(sandbox.logStreamName);
    if (outcome.kind === 'answer') return { kind: 'answered', text: outcome.text };
    return { kind: outcome.kind === 'timeout' ? 'timed-out' : 'failed' };
  }

  #within(sandbox: Sandbox, requestId: string, event: unknown): Promise<Ended> {
    const { clock, graceMs } = this.#deps;
    return new Promise((resolve) => {
      const limit = afterBoth(clock, HANDLER_TIMEOUT_MS, graceMs, () => {
        resolve({ kind: 'timeout' });
        sandbox.kill();
      });
      const clockOffset = clock.now() - Date.now();
      sandbox.invoke({ requestId, event, limitMs: HANDLER_TIMEOUT_MS, clockOffset }).then((outcome) => {
        limit.cancel();
        resolve(outcome);
      });
    });
  }

  #endingOf(requestId: string, outcome: Ended): Ending {
    switch (outcome.kind) {
      case 'timeout': {
        const seconds = (HANDLER_TIMEOUT_MS / 1000).toFixed(2);
        const line = `${this.#time()} ${requestId} Task timed out after ${seconds} seconds`;
        return { durationMs: HANDLER_TIMEOUT_MS, memoryMb: 64, failure: { kind: 'timeout', line } };
      }
      case 'exit': {
        const cause =
          outcome.status === 'exit status 0' ? 'without providing a reason' : `with error: ${outcome.status}`;
        const line = `RequestId: ${requestId} Error: Runtime exited ${cause}\nRuntime.ExitError`;
        return { durationMs: 1, memoryMb: 64, failure: { kind: 'error', errorType: 'Runtime.ExitError', line } };
      }
      default:
        return { durationMs: outcome.durationMs, memoryMb: outcome.memoryMb };
    }
  }

  #append(logStreamName: string, record: string): void {
    const { logs, sandbox, stderr } = this.#deps;
    const total = (this.#recorded.get(logStreamName) ?? 0) + record.length;
    const within = total <= MAX_RECORDED;
    if (within) logs.append(sandbox.logGroupName, logStreamName, record);
    else if (Number.isFinite(total))
      stderr(`${sandbox.file} prints more than 4 MB in one invocation: the rest is dropped`);
    this.#recorded.set(logStreamName, within ? total : Number.POSITIVE_INFINITY);
  }

  /** The platform's lines are never dropped. */
  #appendPlatform({ logStreamName }: Sandbox, all: string[]): void {
    const { logs, sandbox } = this.#deps;
    for (const line of all) logs.append(sandbox.logGroupName, logStreamName, line);
  }

  #reportOutside(sandbox: Sandbox): void {
    const outside = sandbox.takeOutside?.();
    if (outside === undefined || outside.reached.length + outside.variables.length === 0) return;
    this.#deps.sandbox.onOutside?.(outside);
    for (const line of this.#linesOfOutside(outside)) this.#deps.stderr(line);
  }

  #time(): string {
    return new Date(this.#deps.clock.now()).toISOString();
  }
}

type Ended = SandboxOutcome | { kind: 'timeout' };
