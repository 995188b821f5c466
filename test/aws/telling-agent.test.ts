import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { following, newFlight } from '../../src/aws/flight.js';
import { isAfterTls, ReportingAgent } from '../../src/aws/reporting-agent.js';

/** A certificate for localhost that only these tests know and trust. */
const fixture = (name: string) => readFileSync(new URL(`./fixtures/localhost-${name}.pem`, import.meta.url));
const cert = fixture('cert');
const key = fixture('key');

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  open.push({
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function errorOf(port: number): Promise<unknown> {
  const agent = new ReportingAgent({ ca: cert, keepAlive: true }, 3_000);
  open.push({ close: () => agent.destroy() });
  return new Promise((resolve) => {
    const outgoing = request({ host: 'localhost', family: 4, port, agent, method: 'POST' }, () => resolve(null));
    outgoing.on('error', resolve).end('the update');
  });
}

/** A middlebox lets the request through and then answers in plain text on the encrypted connection. */
async function middlebox(): Promise<{ port: number; delivered: () => string }> {
  let delivered = '';
  const fronts = new Map<number, Socket>();
  const backend = await listening(
    createServer((raw) => {
      const secure = new TLSSocket(raw, { isServer: true, key, cert });
      secure.on('error', () => {});
      secure.on('data', (chunk: Buffer) => {
        delivered += chunk.toString();
        if (delivered.endsWith('the update'))
          fronts.get(raw.remotePort ?? 0)?.write('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      });
    }),
  );
  const port = await listening(
    createServer((front) => {
      const back = connect(backend, '127.0.0.1', () => {
        fronts.set(back.localPort ?? 0, front);
        front.pipe(back).pipe(front);
      });
      back.on('error', () => {});
    }),
  );
  return { port, delivered: () => delivered };
}

it('an error on a connection whose TLS stood says so: the request may have been delivered', async () => {
  const { port, delivered } = await middlebox();
  const error = await errorOf(port);
  expect(error).toMatchObject({ code: expect.stringMatching(/^ERR_SSL_|^EPROTO$/) });
  expect(delivered()).toContain('the update');
  expect(isAfterTls(error)).toBe(true);
});

it('the same error in the handshake does not: nothing can have gone out', async () => {
  const port = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  const error = await errorOf(port);
  expect(error).toMatchObject({ code: expect.stringMatching(/^ERR_SSL_|^EPROTO$/) });
  expect(isAfterTls(error)).toBe(false);
});

it.each([
  ['counts as a possible delivery where TLS stood', { afterTls: true }, true],
  ['does not where it did not', {}, false],
])('a broken record %s', async (_, mark, perhaps) => {
  const flight = newFlight();
  const error = Object.assign(new Error('wrong version number'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER', ...mark });
  const send = following(flight, 1_000)(() => Promise.reject(error), {});
  await expect(send({ input: {}, request: {} })).rejects.toBe(error);
  expect(flight.perhaps).toBe(perhaps);
});
