import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, removed when the tests of the file are over. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-journal-'));
  made.push(folder);
  return folder;
}
