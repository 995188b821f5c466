import { type ChildProcess, fork, spawn } from 'node:child_process';
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
}

const NODE_HOST = fileURLToPath(new URL('./handler-host.mjs', import.meta.url));
const PYTHON_HOST = fileURLToPath(new URL('./handler-host.py', import.meta.url));

/** Starts a process whose host has loaded nothing yet; the caller listens to it before anything can happen. */
export type StartHandler = (options: SandboxOptions, logStreamName: string, clockOffset: number) => HandlerProcess;

/** How handlers of this file's language are started; rejects where this machine cannot run them. */
export async function handlerStarter(file: string): Promise<StartHandler> {
  return extname(file) === '.py' ? pythonStarter(await findPython()) : startNode;
}

function startNode(options: SandboxOptions, logStreamName: string, clockOffset: number): HandlerProcess {
  const child = fork(NODE_HOST, hostArguments(options, clockOffset), {
    cwd: dirname(options.file),
    env: sandboxVariables(options, logStreamName),
    // Its own flags only: the parent's (an inspector, a loader) are not the handler's. The heap is bounded as Lambda's is.
    execArgv: ['--max-old-space-size=128'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  });
  const send = (invocation: object) => void child.send(invocation, () => {});
  return { child, frames: child.stdio[4] as Readable, send };
}

function pythonStarter(python: string): StartHandler {
  return (options, logStreamName, clockOffset) => {
    // -B: no __pycache__ in the operator's folder. -s: no packages of the user's own, as in Lambda.
    const args = ['-B', '-s', '-X', 'utf8', PYTHON_HOST, ...hostArguments(options, clockOffset)];
    const child = spawn(python, args, {
      cwd: dirname(options.file),
      env: sandboxVariables(options, logStreamName),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    const invocations = child.stdio[3] as Writable;
    // A process that has ended takes no more: its `close` tells so.
    invocations.on('error', () => {});
    const send = (invocation: object) => void invocations.write(`${JSON.stringify(invocation)}\n`);
    return { child, frames: child.stdio[4] as Readable, send };
  };
}

function hostArguments({ file, functionArn }: SandboxOptions, clockOffset: number): string[] {
  return [file, String(clockOffset), functionArn];
}
