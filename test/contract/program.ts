/** Starts the built program, as a script would. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './sources.js';

export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

const AT_ONCE = 4;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs `chime-join ...args` without a terminal, without any AWS configuration of the machine's. */
export async function chimeJoin(args: string[], env: Record<string, string> = {}, stdin = ''): Promise<Ended> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(ROOT, 'bin/run.js'), ...args], {
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: tmpdir(),
          AWS_CONFIG_FILE: '/nonexistent',
          AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
          AWS_EC2_METADATA_DISABLED: 'true',
          ...env,
        },
      });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.on('error', reject);
      child.on('close', (exitCode) =>
        resolve({ exitCode, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
      );
      child.stdin.on('error', () => {});
      child.stdin.end(stdin);
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** The same, and the modules it loaded, of ours and of packages: V8's coverage names every script, on every Node. */
export async function loadedBy(
  args: string[],
  env: Record<string, string> = {},
): Promise<Ended & { loaded: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-loaded-'));
  try {
    const ended = await chimeJoin(args, { ...env, NODE_V8_COVERAGE: folder });
    const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage);
    return { ...ended, loaded: reports.flatMap(({ result }) => result.map(({ url }) => url)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Coverage {
  result: { url: string }[];
}
