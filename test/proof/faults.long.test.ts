/** A short share of what `npm run proof:faults` performs, always the same one. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { start } from '../e2e/program.js';

const SCRIPTS = fileURLToPath(new URL('../../scripts/proof/', import.meta.url));
const LIMIT_MS = 180_000;

const script = (name: string, ...words: string[]) => start(process.execPath, [join(SCRIPTS, name), ...words]);

describe('no verdict lies, no caller is dropped, nothing is removed after the update, nothing is left unnamed', () => {
  test(
    'under drawn faults of the matrix',
    async () => {
      const { code, stdout, stderr } = await script('faults.js', '--sample', '40', '--seed', '4');
      expect(stderr).toBe('');
      expect(stdout).toContain('40 passed, 0 failed');
      expect(stdout).toContain('delivered at most 1 times');
      expect(code).toBe(0);
    },
    LIMIT_MS,
  );
});

test('a cell that there is not is no success', async () => {
  const { code } = await script('faults.js', '--only', 'nothing of that name');
  expect(code).toBe(1);
});
