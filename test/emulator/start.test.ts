import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/start.js';
import { running } from './running.js';

const handlerFile = fileURLToPath(new URL('../../src/handler/sma-handler.mjs', import.meta.url));
const stderr = () => undefined;

test('a started emulator takes a call with the handler, and its environment names nothing but AWS', async () => {
  const emulator = await startEmulator({ handlerFile, stderr });
  const { url, env } = emulator;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(env).toEqual({
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: expect.any(String),
    AWS_SECRET_ACCESS_KEY: expect.any(String),
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: url,
    AWS_ENDPOINT_URL_CHIME_SDK_VOICE: url,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
  });
  const call = await emulator.placeCall();
  expect(call.sipMediaApplicationId).toBe(emulator.sipMediaApplicationId);
  const state = (await (await fetch(`${url}/_emulator/state`)).json()) as { calls: object[] };
  expect(state.calls).toMatchObject([{ transactionId: call.transactionId, status: 'Connected' }]);
  expect(emulator.hangUp(call.transactionId)).toBe(true);
  await emulator.close();
  await expect(fetch(`${url}/_emulator/state`)).rejects.toThrow();
});

test('a busy port is an error with its code, and nothing stays behind', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const starting = startEmulator({ port, handlerFile, stderr });
  await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE', message: expect.stringContaining(String(port)) });
  server.close();
});

test('a port that is none is an error with its code', async () => {
  await expect(running({ port: 99_999 })).rejects.toMatchObject({ code: 'ERR_SOCKET_BAD_PORT' });
});

test('closing does not wait for connections that are kept alive', async () => {
  const { emulator, url } = await running();
  await (await fetch(`${url}/_emulator/state`, { headers: { connection: 'keep-alive' } })).json();
  const closed = emulator.close();
  await expect(Promise.race([closed, new Promise((_, late) => setTimeout(late, 20_000))])).resolves.toBeUndefined();
});
