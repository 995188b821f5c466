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
  const { clock, logs, sandbox: options, start = startSandbox } = deps;
  const { logGroupName } = options;
  const time = () => new Date(clock.now()).toISOString();
  const lines = platformLines(options.logFormat as LogFormat, time, options.systemLogLevel);
  const linesOfOutside = outsideLines(options.file, options.allowNetwork === true);
  const idle: Sandbox[] = [];
  const running = new Set<Sandbox>();
  const recorded = new Map<string, number>();
  let epoch = 0;

  function append(logStreamName: string, record: string): void {
    const total = (recorded.get(logStreamName) ?? 0) + record.length;
    const within = total <= MAX_RECORDED;
    if (within) logs.append(logGroupName, logStreamName, record);
    else if (Number.isFinite(total))
      deps.stderr(`${options.file} prints more than 4 MB in one invocation: the rest is dropped`);
    recorded.set(logStreamName, within ? total : Number.POSITIVE_INFINITY);
  }

  async function acquire(): Promise<Sandbox> {
    for (let sandbox = idle.pop(); sandbox !== undefined; sandbox = idle.pop()) if (sandbox.alive) return sandbox;
    return start(options, () => clock.now(), append);
  }

  function tellOutside(sandbox: Sandbox): void {
    const outside = sandbox.takeOutside?.();
    if (outside === undefined || outside.reached.length + outside.variables.length === 0) return;
    options.onOutside?.(outside);
    for (const line of linesOfOutside(outside)) deps.stderr(line);
  }

  /** The platform's lines are never dropped. */
  const appendAll = (sandbox: Sandbox, all: string[]) => {
    for (const line of all) logs.append(logGroupName, sandbox.logStreamName, line);
  };

  async function run(sandbox: Sandbox, event: unknown): Promise<InvocationOutcome> {
    const requestId = randomUUID();
    const mine = epoch;
    recorded.set(sandbox.logStreamName, 0);
    appendAll(sandbox, lines.start(requestId));
    running.add(sandbox);
    const outcome = await within(sandbox, requestId, event);
    running.delete(sandbox);
    tellOutside(sandbox);
    if (mine !== epoch) return { kind: 'failed' };
    appendAll(sandbox, lines.end(requestId, endingOf(requestId, outcome)));
    if (sandbox.alive) idle.push(sandbox);
    else recorded.delete(sandbox.logStreamName);
    if (outcome.kind === 'answer') return { kind: 'answered', text: outcome.text };
    return { kind: outcome.kind === 'timeout' ? 'timed-out' : 'failed' };
  }

  function within(sandbox: Sandbox, requestId: string, event: unknown): Promise<SandboxOutcome | { kind: 'timeout' }> {
    return new Promise((resolve) => {
      const limit = afterBoth(clock, HANDLER_TIMEOUT_MS, deps.graceMs, () => {
        resolve({ kind: 'timeout' });
        sandbox.kill();
      });
      sandbox
        .invoke({ requestId, event, limitMs: HANDLER_TIMEOUT_MS, clockOffset: clock.now() - Date.now() })
        .then((outcome) => {
          limit.cancel();
          resolve(outcome);
        });
    });
  }
  function endingOf(requestId: string, outcome: SandboxOutcome | { kind: 'timeout' }): Ending {
    switch (outcome.kind) {
      case 'timeout': {
        const line = `${time()} ${requestId} Task timed out after ${(HANDLER_TIMEOUT_MS / 1000).toFixed(2)} seconds`;
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

  logs.ensureGroup(logGroupName);
  try {
    idle.push(await acquire());
  } catch (error) {
    throw new Error(`The handler ${options.file} cannot be loaded: ${(error as Error).message}`);
  }

  async function invoke(event: unknown, mine: number): Promise<InvocationOutcome> {
    if (mine !== epoch) return { kind: 'failed' };
    const sandbox = await acquire().catch((error: Error) => {
      deps.stderr(`The handler ${options.file} can no longer be loaded: ${error.message}`);
    });
    if (sandbox === undefined) return { kind: 'failed' };
    if (mine === epoch) return run(sandbox, event);
    sandbox.kill();
    return { kind: 'failed' };
  }

  function interrupt(): void {
    epoch += 1;
    for (const sandbox of running) sandbox.kill();
  }

  const inTurn = atMost(MAX_SANDBOXES);
  return {
    invoke(event) {
      const mine = epoch;
      return inTurn(() => invoke(event, mine));
    },
    interrupt,
    close() {
      interrupt();
      for (const sandbox of idle.splice(0)) sandbox.kill();
    },
  };
}
