/** The embedded AWS without a socket and without another process: what the random runs are made on. */
import { expect, test } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { assembleAws } from '../../src/emulator/assemble.js';
import { RULES } from '../../src/emulator/rules/index.js';
import type { StartSandbox } from '../../src/emulator/sma/sandbox.js';
import { createSipMediaApplication } from '../../src/emulator/sma/sip-media-application.js';
import { InProcessAgent } from '../proof/random/connection.js';

const REGION = 'us-east-1';
const HOLD = { SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '9000' } }] };

const start: StartSandbox = async (_options, _now, onRecord) => ({
  logStreamName: 'one',
  alive: true,
  invoke: async ({ event }) => {
    onRecord('one', JSON.stringify(event));
    return { kind: 'answer', text: JSON.stringify(HOLD), durationMs: 1, memoryMb: 1 };
  },
  kill() {},
});

async function assembled() {
  const world = await assembleAws(
    { handlerFile: 'own.mjs', stderr: () => {} },
    (parts) => createSipMediaApplication({ ...parts, handler: { file: 'own.mjs', start } }),
    RULES,
  );
  const aws = openAws(
    { region: REGION, meetingsRegion: REGION, profile: null, endpointUrl: 'http://127.0.0.1' },
    { httpAgent: new InProcessAgent('operator one', world.server.accept) },
  );
  return { world, aws };
}

test('requests come in over a connection of this process, and a handler of this process answers', async () => {
  const { world, aws } = await assembled();
  const { transactionId, sipMediaApplicationId } = await world.aws.placeCall();
  const { signal } = new AbortController();
  await aws.calls.update({ sipMediaApplicationId, transactionId, arguments: { a: 'b' } }, signal);
  await expect.poll(() => world.aws.calls()[0]?.events.length).toBe(3);
  expect(world.aws.handlerRecords().some(({ message }) => message.includes('CALL_UPDATE_REQUESTED'))).toBe(true);
  expect(world.truth.requests()).toMatchObject([
    { operation: 'UpdateSipMediaApplicationCall', status: 202, delivered: true, from: 'operator one' },
  ]);
  expect(world.truth.requests()[0]?.path).toContain(transactionId);
  aws.close();
  await world.aws.close();
});

test.each([
  ['reset-before', 'UNAVAILABLE', false],
  ['reset-after', 'UNAVAILABLE', true],
  ['truncate', 'UNAVAILABLE', true],
])('a connection breaks there as a socket does: %s', async (kind, code, delivered) => {
  const { world, aws } = await assembled();
  const { transactionId, sipMediaApplicationId } = await world.aws.placeCall();
  world.setFaults([{ operation: 'UpdateSipMediaApplicationCall', kind }]);
  const { signal } = new AbortController();
  const failure = await aws.calls
    .update({ sipMediaApplicationId, transactionId, arguments: {} }, signal)
    .catch((e) => e);
  expect(failure).toMatchObject({ code, delivery: 'unknown' });
  expect(world.truth.requests()[0]?.delivered).toBe(delivered);
  aws.close();
  await world.aws.close();
});
