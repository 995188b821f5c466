/** A short share of what `npm run proof:model` performs, always the same sequences. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { start } from '../e2e/program.js';

const SCRIPT = join(fileURLToPath(new URL('../../scripts/proof/', import.meta.url)), 'model.js');
const LIMIT_MS = 120_000;

test(
  'whatever operators, callers and crashes do, no promise is broken',
  async () => {
    const words = ['--runs', '24', '--seed', '11', '--commands', '8', '--at-once', '8'];
    const { code, stdout, stderr } = await start(process.execPath, [SCRIPT, ...words]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^0 failed$/m);
    expect(code).toBe(0);
  },
  LIMIT_MS,
);
