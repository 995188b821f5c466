import { afterEach, beforeEach, expect, it } from 'vitest';
import { awsAnswering, closeAll, failureOf, MEETING_ID, never, type Reply, UPDATE, useTestAccount } from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

const upgrade: Reply = (_response, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
};
/** Longer than this test may take: who waits for it fails. */
const limits = { connectMs: 60_000, requestMs: 60_000 };

it('a 101 ends the request at once, and nothing of it stays', async () => {
  const { aws, stub } = await awsAnswering(upgrade, { limits });
  const failure = await failureOf(aws.calls.update(UPDATE, never));
  expect(failure).toMatchObject({ delivery: 'unknown', attempts: 1 });
  expect(failure.message).toContain('HTTP 101');
  await expect.poll(() => stub.connections()).toBe(0);
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
  expect(timers).toEqual([]);
});

it('a read that is answered so has no result', async () => {
  const { aws } = await awsAnswering(upgrade, { limits });
  expect(await failureOf(aws.meetings.find(MEETING_ID, never))).toMatchObject({ code: 'UNAVAILABLE', exitCode: 6 });
});
