import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startEmulator } from '../../src/emulator/start.js';
import { REFERENCE_HANDLER } from '../../src/handler/contract.js';
import type { SeenRequest, Truth } from './program.js';

/** An emulator without a call, closed when the test is over, and a folder of the test's own. */
export async function emulated() {
  const emulator = await startEmulator({ handlerFile: REFERENCE_HANDLER, stderr: () => {} });
  onTestFinished(() => emulator.close());
  const folder = mkdtempSync(join(tmpdir(), 'chime-join-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
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
