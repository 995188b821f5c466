import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROGRAM, run, scratch, start, until } from './program.js';

/** The process has opened the file. */
function hasOpen(pid: number, path: string): boolean {
  return readdirSync(`/proc/${pid}/fd`).some((name) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${name}`) === path;
    } catch {
      return false;
    }
  });
}

describe.skipIf(process.platform !== 'linux')('a pipe as FILE that stays silent', () => {
  test.concurrent.each([
    ['bridge', '--json', '--dry-run', '--event'],
    ['validate', '--json'],
    ['explain', '--json', '--file'],
    ['action', '--json', '--attendee'],
    ['action', '--json', '--join-token-file'],
    ['emulator', 'start', '--faults'],
  ])('ends at the first signal: %s %s %s %s', async (...words) => {
    const pipe = join(scratch(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const meanwhile = async (pid: number) => {
      await until(() => hasOpen(pid, pipe));
      process.kill(pid, 'SIGTERM');
    };
    const { code, stdout, stderr } = await run([...words.filter(Boolean), pipe], { meanwhile });
    expect({ code, stderr }).toEqual({ code: 143, stderr: expect.stringContaining('nothing was sent') });
    if (words.includes('--json')) expect(JSON.parse(stdout).error.exitCode).toBe(143);
  });
});

test('a process substitution is a FILE', async () => {
  const file = join(scratch(), 'run.sh');
  writeFileSync(
    file,
    `'${process.execPath}' '${PROGRAM}' validate <(sleep 0.1; echo '{"SchemaVersion":"1.0","Actions":[]}')`,
  );
  const { code, stdout } = await start('bash', [file]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('a response') });
});
