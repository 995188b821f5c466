import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/proof.js', import.meta.url));

async function fuzz(...args: string[]): Promise<{ exitCode: number | null; said: string }> {
  const child = spawn(process.execPath, [SCRIPT, 'fuzz', ...args]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part));
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, said };
}

it('twenty thousand spoilt inputs break nothing that reads the text of others', async () => {
  const { exitCode, said } = await fuzz('--inputs', '20000', '--seed', '20261123');
  expect(exitCode, said).toBe(0);
  expect(said).toMatch(/^2\d{4} inputs in [\d.]+ s, nothing broken$/m);
}, 120_000);
