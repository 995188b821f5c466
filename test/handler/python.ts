import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

const { status } = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);

/** Whether this machine can run Python handlers. */
export const HAS_PYTHON = status === 0;

/** Tests that need Python; skipped, and said so in their name, where it is missing. */
export function describePython(name: string, tests: () => void): void {
  if (HAS_PYTHON) describe(name, tests);
  else describe.skip(`${name} (skipped: no python3, 3.9 or later, here)`, tests);
}
