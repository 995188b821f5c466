/** `emulator parity` as it is typed, with a second emulator in the account's place. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HAS_PYTHON } from '../handler/python.js';
import { runInOneProcess, scratch, withCall } from './program.js';
import { onTerminal } from './terminal.js';

const run = runInOneProcess();
const WORDS = ['emulator', 'parity'];

describe('emulator parity', () => {
  test.concurrent('in a script says what it would send, wants --yes, and sends nothing', async () => {
    const { aws, requests } = await withCall();
    const { code, stdout, stderr } = await run(WORDS, { env: aws });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/makes one meeting.*no attendee minutes.*NOT_CONFIRMED/s);
    expect(stderr).toContain('try: chime-join emulator parity --region us-east-1 --yes');
    expect(await requests()).toEqual([]);
  });

  test.concurrent('writes over no file, and then sends nothing', async () => {
    const { aws, requests } = await withCall();
    const file = join(scratch(), 'there.md');
    writeFileSync(file, 'mine');
    const { code, stderr } = await run([...WORDS, '--yes', '--report', file], { env: aws });
    expect([code, stderr.includes('FILE_EXISTS'), readFileSync(file, 'utf8')]).toEqual([2, true, 'mine']);
    expect(await requests()).toEqual([]);
  });

  test.skipIf(!HAS_PYTHON).concurrent.each([
    ['no', 'n\r', 2],
    ['Ctrl-C', '\u0003', 130],
  ])('on a terminal asks, and %s sends nothing', async (_, keys, exitCode) => {
    const { aws, requests } = await withCall();
    const { code, stdout, stderr } = await onTerminal(WORDS, aws, [['(y/N)', keys]]);
    expect([code, stdout]).toEqual([exitCode, '']);
    expect(stderr).toContain('makes one meeting');
    expect(await requests()).toEqual([]);
  });
});
