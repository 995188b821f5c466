import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { hangUp, placeCall } from '../../src/frame/emulator.js';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** The url of a server on loopback that answers everything so. */
async function answering(body: string, status = 200): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const never = new AbortController().signal;
const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';

describe('what answers in the place of an emulator', () => {
  it.each([
    ['a command for an id', { transactionId: ID, callId: '$(rm -rf ~)', sipMediaApplicationId: ID }],
    ['no ids', {}],
    ['ids that are no texts', { transactionId: [ID], callId: ID, sipMediaApplicationId: ID }],
    ['a list', [ID]],
  ])('with %s places no call', async (_, body) => {
    const url = await answering(JSON.stringify(body));
    await expect(placeCall({ url, numbers: {} }, never)).rejects.toMatchObject({ code: 'REFUSED' });
  });

  it.each([
    ['no JSON', 'hello'],
    ['nothing but brackets', '['.repeat(500_000)],
    ['JSON too deep to be shown', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('with %s is refused', async (_, body) => {
    const url = await answering(body, 500);
    await expect(hangUp({ url, transactionId: ID }, never)).rejects.toMatchObject({ code: 'REFUSED' });
  });

  it('with more than an emulator says is left', async () => {
    const url = await answering('x'.repeat(3_000_000));
    await expect(placeCall({ url, numbers: {} }, never)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});
