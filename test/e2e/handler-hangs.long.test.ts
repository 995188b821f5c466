import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from './checked-handler.js';
import { scratch } from './program.js';

it('a handler that hangs is a finding, in bounded time', async () => {
  const file = join(scratch(), 'hangs-on-update.mjs');
  const holds = `{ SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '9000' } }] }`;
  writeFileSync(
    file,
    `export const handler = (event) =>
      event.InvocationEventType === 'CALL_UPDATE_REQUESTED' ? new Promise((resolve) => setTimeout(resolve, 1e7)) : Promise.resolve(${holds});`,
  );
  const { code, findings } = await check(file);
  expect([code, findings?.includes('answers-in-time')]).toEqual([1, true]);
});
