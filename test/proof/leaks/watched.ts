/** The program with nothing of the operator's around it, and everything that it writes anywhere or shows of itself. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM } from '../../e2e/program.js';

export interface Watched {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Command lines and environments of the program and whatever it started, as other users' tools may show them. */
  processes: string;
}

const LOOK_MS = 15;

/** A machine of its own: home, state, temporary files and working directory, all of them looked through. */
export function openMachine() {
  const root = mkdtempSync(join(tmpdir(), 'chime-join-leaks-'));
  const folders = Object.fromEntries(
    ['home', 'config', 'state', 'cache', 'data', 'tmp', 'cwd'].map((name) => [name, join(root, name)]),
  ) as Record<'home' | 'config' | 'state' | 'cache' | 'data' | 'tmp' | 'cwd', string>;
  for (const folder of Object.values(folders)) mkdirSync(folder);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folders.home,
    XDG_CONFIG_HOME: folders.config,
    XDG_STATE_HOME: folders.state,
    XDG_CACHE_HOME: folders.cache,
    XDG_DATA_HOME: folders.data,
    TMPDIR: folders.tmp,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    cwd: folders.cwd,
    run: (args: string[], given: Record<string, string> = {}, stdin = '', until?: Promise<unknown>) =>
      watch(args, { cwd: folders.cwd, env: { ...env, ...given } }, stdin, until),
    /** Every file that is there, its name included. */
    files: () => filesIn(root),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

function watch(
  args: string[],
  where: { cwd: string; env: Record<string, string> },
  stdin: string,
  until?: Promise<unknown>,
): Promise<Watched> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { ...where, stdio: 'pipe' });
    const seen: Watched = { code: null, stdout: '', stderr: '', processes: '' };
    const shown = new Set<string>();
    const look = () => {
      for (const pid of family(child.pid)) {
        for (const file of ['cmdline', 'environ']) shown.add(readOr(`/proc/${pid}/${file}`));
      }
    };
    const looking = setInterval(look, LOOK_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      seen.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      seen.stderr += text;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(looking);
      resolve({ ...seen, code, processes: [...shown].join('\n').replaceAll('\0', '\n') });
    });
    child.stdin.on('error', () => {}).end(stdin);
    void until?.then(() => child.kill('SIGTERM'));
  });
}

/** The process and all that it started. */
function family(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  const children = readOr(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function filesIn(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'latin1') }));
}
