import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openExchange } from '../../src/aws/exchange.js';
import type { RawRequest } from '../../src/core/parity/ports.js';
import type { WireTrace } from '../../src/core/ports/aws.js';

const toClose: (() => void)[] = [];
afterEach(() => {
  for (const close of toClose.splice(0)) close();
});

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Something that answers in AWS's place, and an exchange with it. */
async function exchanging(answer = { status: 200, body: '{}' }, trace?: (wire: WireTrace) => void) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      if (answer.status === 0) request.socket.destroy();
      else response.writeHead(answer.status, { 'X-Amzn-RequestId': 'r' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { region: 'us-east-1', meetingsRegion: 'eu-central-1', profile: null, endpointUrl: `${url}/base` };
  const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
  const exchange = openExchange(settings, { credentials, perSecond: null, ...(trace === undefined ? {} : { trace }) });
  toClose.push(
    () => exchange.close(),
    () => server.close(),
  );
  const send = (request: Partial<RawRequest>, signal = new AbortController().signal) =>
    exchange.send({ ...PLAIN, ...request }, signal);
  return { send, seen };
}

const PLAIN: RawRequest = {
  service: 'meetings',
  region: null,
  operation: 'GetMeeting',
  method: 'GET',
  path: '/meetings/none',
  query: {},
  body: null,
  signing: 'own',
};
const ID = '11112222-3333-4444-5555-666677778888';

describe('a request goes out as it was asked for', () => {
  it('to its path below that of the endpoint, signed for its service and region', async () => {
    const { send, seen } = await exchanging();
    await send({ query: { operation: 'create-attendees' }, method: 'POST', body: '{"a":' });
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/base/meetings/none?operation=create-attendees',
        body: '{"a":',
        headers: { 'content-type': 'application/json' },
      },
    ]);
    expect(seen[0]?.headers.authorization).toMatch(/Credential=AKID\/\d{8}\/eu-central-1\/chime\/aws4_request/);
  });

  it('to CloudWatch Logs with its target', async () => {
    const { send, seen } = await exchanging();
    await send({ service: 'logs', operation: 'FilterLogEvents', method: 'POST', path: '/', body: '{}' });
    expect(seen[0]?.headers).toMatchObject({
      'x-amz-target': 'Logs_20140328.FilterLogEvents',
      'content-type': 'application/x-amz-json-1.1',
    });
    expect(seen[0]?.headers.authorization).toMatch(/\/us-east-1\/logs\/aws4_request/);
  });

  it('without a signature, or with one for another service or region', async () => {
    const { send, seen } = await exchanging();
    await send({ signing: 'none' });
    await send({ signing: { service: 'execute-api' } });
    await send({ signing: { region: 'eu-north-1' } });
    expect(
      Object.keys(seen[0]?.headers ?? {}).filter((name) =>
        /^authorization$|^x-amz-(?:date|content|security)/.test(name),
      ),
    ).toEqual([]);
    expect(seen[1]?.headers.authorization).toContain('/eu-central-1/execute-api/aws4_request');
    expect(seen[2]?.headers.authorization).toContain('/eu-north-1/chime/aws4_request');
  });

  it('once, whatever is answered', async () => {
    const { send, seen } = await exchanging({ status: 503, body: '<html>' });
    expect(await send({})).toMatchObject({ status: 503, headers: { 'x-amzn-requestid': 'r' }, body: '<html>' });
    expect(seen).toHaveLength(1);
  });
});

describe('where nothing is answered', () => {
  it('a request that went out may have taken effect', async () => {
    const { send, seen } = await exchanging({ status: 0, body: '' });
    await expect(send({ method: 'DELETE' })).rejects.toMatchObject({ delivery: 'unknown' });
    expect(seen).toHaveLength(1);
  });

  it('one that was given up before it went out has not', async () => {
    const { send, seen } = await exchanging();
    await expect(send({}, AbortSignal.abort())).rejects.toMatchObject({ code: 'INTERRUPTED', delivery: 'not-sent' });
    expect(seen).toEqual([]);
  });

  it('nobody was there to take it', async () => {
    const exchange = openExchange(
      { region: 'us-east-1', meetingsRegion: 'us-east-1', profile: null, endpointUrl: 'http://127.0.0.1:9' },
      { credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, perSecond: null },
    );
    toClose.push(() => exchange.close());
    await expect(exchange.send(PLAIN, new AbortController().signal)).rejects.toMatchObject({
      code: 'UNREACHABLE',
      delivery: 'not-sent',
    });
  });
});

it('an answer without end is cut', async () => {
  const { send } = await exchanging({ status: 200, body: 'x'.repeat(1_000_000) });
  expect((await send({})).body.length).toBeLessThanOrEqual(256 * 1024);
});

it('what is told of it names no meeting', async () => {
  const told: WireTrace[] = [];
  const { send } = await exchanging({ status: 200, body: '{}' }, (wire) => told.push(wire));
  await send({ path: `/meetings/${ID}` });
  expect(told.map(({ kind }) => kind)).toEqual(['request', 'answer']);
  expect(JSON.stringify(told)).not.toContain(ID);
});
