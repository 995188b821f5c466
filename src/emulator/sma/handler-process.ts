import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, extname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { findPython } from './python.js';
import { type SandboxOptions, sandboxVariables } from './sandbox-variables.js';

/** The process a handler runs in, whatever its language: invocations go in, frames come out. */
export interface HandlerProcess {
  child: ChildProcess;
  frames: Readable;
  send(invocation: object): void;
  /** Ends it and whatever it has started. */
  kill(): void;
}

const fileHere = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const NODE_HOST = fileHere('./handler-host.mjs');
const NODE_GUARD = fileHere('./handler-host-guard.cjs');
const PYTHON_HOST = fileHere('./handler-host.py');

/**
 * Stands between us and the handler, with the handler's environment: what a handler can read of its parent is then nothing of
 * the operator's. What the shell itself has to say of a killed child is no record of the handler's.
 */
const SHELL = '/bin/sh';
const BETWEEN = 'exec 9>&2 2>/dev/null; "$@" 2>&9 9>&-; exit $?';

/** Starts a process whose host has loaded nothing yet; the caller listens to it before anything can happen. */
export type StartHandler = (options: SandboxOptions, logStreamName: string, clockOffset: number) => HandlerProcess;

/** How handlers of this file's language are started; rejects where this machine cannot run them. */
export async function handlerStarter(file: string): Promise<StartHandler> {
  return extname(file) === '.py' ? pythonStarter(await findPython()) : startNode;
}

function startNode(options: SandboxOptions, logStreamName: string, clockOffset: number): HandlerProcess {
  // Its own flags only: the parent's (an inspector, a loader) are not the handler's. The heap is bounded as Lambda's is.
  const flags = ['--max-old-space-size=128', '--no-warnings=ExperimentalWarning', '--require', NODE_GUARD];
  const words = [process.execPath, ...flags, NODE_HOST, ...hostArguments(options, clockOffset)];
  const child = spawnBetween(words, options, logStreamName, 'ipc');
  const send = (invocation: object) => void child.send(invocation, () => {});
  return { child, frames: child.stdio[4] as Readable, send, kill: () => killGroup(child) };
}

function pythonStarter(python: string): StartHandler {
  return (options, logStreamName, clockOffset) => {
    // -B: no __pycache__ in the operator's folder. -s: no packages of the user's own, as in Lambda.
    const flags = ['-B', '-s', '-X', 'utf8'];
    const words = [python, ...flags, PYTHON_HOST, ...hostArguments(options, clockOffset)];
    const child = spawnBetween(words, options, logStreamName, 'pipe');
    const invocations = child.stdio[3] as Writable;
    // A process that has ended takes no more: its `close` tells so.
    invocations.on('error', () => {});
    const send = (invocation: object) => void invocations.write(`${JSON.stringify(invocation)}\n`);
    return { child, frames: child.stdio[4] as Readable, send, kill: () => killGroup(child) };
  };
}

/** Of its own process group, so that nothing of it outlives it. */
function spawnBetween(
  words: string[],
  options: SandboxOptions,
  logStreamName: string,
  invocations: 'ipc' | 'pipe',
): ChildProcess {
  return spawn(SHELL, ['-c', BETWEEN, 'sh', ...words], {
    cwd: dirname(options.file),
    env: sandboxVariables(options, logStreamName),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', invocations, 'pipe'],
  });
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** What a host finds after its own name: argv[2] to argv[8]. */
function hostArguments(options: SandboxOptions, clockOffset: number): string[] {
  const { file, functionArn, exportName = '', runtime = '', allowNetwork: allowed = false, reachable = [] } = options;
  const network = JSON.stringify({ allowed, reachable });
  return [file, String(clockOffset), functionArn, exportName, runtime, String(process.pid), network];
}
