import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { startEmulator } from '../../src/emulator/start.js';
import { REFERENCE_HANDLER } from '../../src/handler/contract.js';
import type { SeenRequest, Truth } from './program.js';

const toClose: (() => unknown)[] = [];

// At the end of the file: tests that run side by side have no end of their own to wait for.
afterAll(() => Promise.all(toClose.map((close) => close())));

/** An emulator without a call, and a name for a file, both of the test's own. */
export async function emulated() {
  const emulator = await startEmulator({ handlerFile: REFERENCE_HANDLER, stderr: () => {} });
  toClose.push(() => emulator.close());
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-test-'));
  toClose.push(() => rmSync(folder, { recursive: true }));
  const ask = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${emulator.url}/_emulator/${path}`, init)).json();
  };
  return {
    env: emulator.env,
    /** A name that is free. */
    file: join(folder, 'attendees.json'),
    truth: () => ask('state') as Promise<Truth>,
    operations: async () => ((await ask('requests')) as SeenRequest[]).map(({ operation }) => operation),
    faults: (...faults: unknown[]) => ask('faults', faults),
  };
}
