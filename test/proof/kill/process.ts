/** The program itself, struck where the case says. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Envelope } from '../../../src/output/envelope.js';
import type { Blow, Fell } from './blow.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
const AT_LINE = fileURLToPath(new URL('./at-line.js', import.meta.url));
/** Far beyond any run's time: a program that is still there then has hung. */
const HUNG_MS = 120_000;

export interface Striking {
  env: Record<string, string>;
  blows?: readonly Blow[];
  /** Called with each blow while it falls. */
  told?: (blow: Fell, child: ChildProcess) => void;
}

export interface Ended<Result> {
  words: string[];
  stdout: string;
  stderr: string;
  /** Those that fell. */
  blows: Fell[];
  hung: boolean;
  code: number | null;
  signal: NodeJS.Signals | null;
  exitedAt: number;
  /** Null unless stdout is exactly one. */
  document: Envelope<Result> | null;
}

/** Runs it to its end. */
export function runProgram<Result>(
  words: string[],
  { env, blows = [], told = () => {} }: Striking,
): Promise<Ended<Result>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', AT_LINE, PROGRAM, ...words], {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: '/nonexistent',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...env,
        KILL_AT: JSON.stringify(blows),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    const fell: Fell[] = [];
    let hung = false;
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    }
    eachLine(child.stdio[3] as Readable, (line) => {
      const blow = JSON.parse(line) as Fell;
      fell.push(blow);
      told(blow, child);
    });
    const limit = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, HUNG_MS);
    child.once('error', reject);
    let exitedAt = 0;
    child.once('exit', () => {
      exitedAt = Date.now();
    });
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      const document = onlyDocument<Result>(said.stdout);
      resolve({ words, ...said, blows: fell, hung, code, signal, exitedAt, document });
    });
  });
}

function eachLine(stream: Readable, work: (line: string) => void): void {
  let partial = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (partial + text).split('\n');
    partial = lines.pop() ?? '';
    for (const line of lines) work(line);
  });
}

function onlyDocument<Result>(stdout: string): Envelope<Result> | null {
  if (!/^[^\n]+\n$/.test(stdout)) return null;
  try {
    return JSON.parse(stdout) as Envelope<Result>;
  } catch {
    return null;
  }
}
