// The program itself, struck where the case says.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AT_LINE } from './scenarios.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
/** Far beyond any run's time: a program that is still there then has hung. */
const HUNG_MS = 120_000;

/**
 * Runs it to its end. `told(blow, child)` hears of each blow while it falls; `begun(child)` has the process. stdout and
 * stderr as they came; `document` is null unless stdout is exactly one. `blows` are those that fell, with their times.
 */
export function runProgram(words, { env, blows = [], told = () => {}, begun = () => {}, stdio = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', AT_LINE, PROGRAM, ...words], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: '/nonexistent',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...env,
        KILL_AT: JSON.stringify(blows),
      },
      stdio: ['ignore', stdio.out ?? 'pipe', stdio.err ?? 'pipe', 'pipe'],
    });
    const ended = { words, stdout: '', stderr: '', blows: [], hung: false };
    for (const name of ['stdout', 'stderr']) {
      child[name]?.setEncoding('utf8').on('data', (text) => {
        ended[name] += text;
      });
    }
    let partial = '';
    child.stdio[3].setEncoding('utf8').on('data', (text) => {
      const lines = (partial + text).split('\n');
      partial = lines.pop();
      for (const blow of lines.map((line) => JSON.parse(line))) {
        ended.blows.push(blow);
        told(blow, child);
      }
    });
    const limit = setTimeout(() => {
      ended.hung = true;
      child.kill('SIGKILL');
    }, HUNG_MS);
    child.once('error', reject);
    let exitedAt = 0;
    child.once('exit', () => {
      exitedAt = Date.now();
    });
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      resolve({ ...ended, pid: child.pid, code, signal, exitedAt, document: onlyDocument(ended.stdout) });
    });
    begun(child);
  });
}

function onlyDocument(stdout) {
  if (!/^[^\n]+\n$/.test(stdout)) return null;
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}
