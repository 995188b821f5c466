import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rehearse } from '../../src/emulator/rehearse.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const never = new AbortController().signal;

/** Runs a line of the shell as a rehearsal; what it writes to $OUT is read afterwards. */
async function rehearsing(line: string, interrupt = never) {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-test-'));
  folders.push(folder);
  const out = join(folder, 'out');
  const place = { folder, program: "/opt/it's here/run.js" };
  const code = await rehearse(['/bin/sh', '-c', line], { OUT: out, AWS_REGION: 'eu-central-1' }, place, interrupt);
  return { code, folder, out: () => readFileSync(out, 'utf8').trim() };
}

describe('a rehearsed command', () => {
  it.each([
    ['exit 0', 0],
    ['exit 7', 7],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ])('%s: its exit code is %i', async (line, expected) => {
    expect((await rehearsing(line)).code).toBe(expected);
  });

  it('gets the variables of the emulator, and settings files that are empty and private', async () => {
    const { out, folder } = await rehearsing(
      'echo "$AWS_REGION $AWS_CONFIG_FILE $AWS_SHARED_CREDENTIALS_FILE" > "$OUT"',
    );
    const [region, ...files] = out().split(' ');
    expect(region).toBe('eu-central-1');
    expect(files).toEqual([join(folder, 'aws-config'), join(folder, 'aws-credentials')]);
    for (const file of files) {
      expect(readFileSync(file, 'utf8')).toBe('');
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
  });

  it('finds this very program on its PATH, whatever its path is', async () => {
    const { out } = await rehearsing('cat "$(command -v chime-join)" > "$OUT"');
    expect(out()).toContain(`exec '${process.execPath}' '/opt/it'\\''s here/run.js' "$@"`);
  });

  it('gets the interrupt that we got', async () => {
    const stop = new AbortController();
    stop.abort(143);
    expect((await rehearsing('exec sleep 60', stop.signal)).code).toBe(143);
  });

  it('that cannot be started is an error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rehearse-test-'));
    folders.push(folder);
    const command = ['/nonexistent/command'] as const;
    await expect(rehearse(command, {}, { folder, program: 'run.js' }, never)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is not started in a folder that is in use already', async () => {
    const { folder } = await rehearsing('exit 0');
    const again = rehearse(['/bin/true'], {}, { folder, program: 'run.js' }, never);
    await expect(again).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
