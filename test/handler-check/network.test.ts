import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/start.js';
import { describePython } from '../handler/python.js';
import { check, written } from './checked.js';

let requests = 0;
let connections = 0;
const server = createServer((_request, response) => {
  requests += 1;
  response.end('wait');
});
server.on('connection', () => {
  connections += 1;
});
let place = '';
const port = () => place.split(':')[1];
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  requests = 0;
  connections = 0;
});

const PAUSE = `{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }`;
/** Holds a call only if whoever it asks answers so; hangs up otherwise. */
const asking = (ask: string, imports = '') => `${imports}
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  let said = 'nothing';
  try { said = await (async () => { ${ask} })(); } catch (error) { console.log('asked in vain', error.message); }
  const isCall = event.InvocationEventType === 'NEW_INBOUND_CALL';
  return { SchemaVersion: '1.0', Actions: isCall ? [said === 'wait' ? ${PAUSE} : { Type: 'Hangup' }] : [] };
};`;

describe('what leaves a JavaScript handler is blocked, told, and not charged to it', () => {
  it.each<[string, () => string]>([
    ['fetch', () => asking(`return (await fetch('http://${place}/', { method: 'POST' })).text();`)],
    [
      'an HTTP client',
      () =>
        asking(
          `return new Promise((done, failed) => http.get('http://${place}/', (answer) => answer.on('data', (d) => done(String(d)))).on('error', failed));`,
          `import http from 'node:http';`,
        ),
    ],
    [
      'a bare socket',
      () =>
        asking(
          `return new Promise((done, failed) => { const [host, port] = '${place}'.split(':');
        const socket = connect(Number(port), host, () => socket.write('GET / HTTP/1.0\\r\\n\\r\\n')); socket.on('error', failed); socket.on('data', () => done('wait')); });`,
          `import { connect } from 'node:net';`,
        ),
    ],
    [
      'a worker thread',
      () =>
        asking(
          `return new Promise((done) => new Worker("fetch('http://${place}/').then((r) => r.text()).catch(() => 'no').then((t) => require('worker_threads').parentPort.postMessage(t))", { eval: true }).on('message', done));`,
          `import { Worker } from 'node:worker_threads';`,
        ),
    ],
  ])('%s', async (_what, source) => {
    const blocked = await check(source());
    expect(requests).toBe(0);
    expect(blocked.of('network')).toMatchObject({ status: 'unknown', seen: expect.stringContaining(place) });
    expect(blocked.of('holds-caller')).toMatchObject({
      status: 'unknown',
      seen: expect.stringMatching(/could not reach .* It hangs up/),
      advice: expect.stringContaining('--allow-network'),
    });
    expect(blocked.findings).toEqual([]);
    expect(blocked.result.joined).toBeNull();
  });

  it.each<[string, string, () => string, () => string]>([
    ['TLS', `import tls from 'node:tls';`, () => `tls.connect(${port()}, '127.0.0.1').on('error', done)`, () => place],
    ['HTTPS', `import https from 'node:https';`, () => `https.get('https://${place}/').on('error', done)`, () => place],
    ['HTTP/2', `import h2 from 'node:http2';`, () => `h2.connect('http://${place}').on('error', done)`, () => place],
    [
      'a shell and curl',
      `import { exec } from 'node:child_process';`,
      () => `exec('curl -s http://${place}/', done)`,
      () => 'the program /bin/sh',
    ],
    [
      'another Node',
      `import { spawn } from 'node:child_process';`,
      () => `spawn(process.execPath, ['-e', "fetch('http://${place}/')"], { env: {} }).on('exit', done)`,
      () => 'the program ',
    ],
    [
      'a worker thread with options of its own',
      `import { Worker } from 'node:worker_threads';`,
      () =>
        `new Worker("require('net').connect(${port()}, '127.0.0.1').on('error', () => {})", { eval: true, execArgv: [], env: {} }).on('exit', done)`,
      () => place,
    ],
    [
      'a datagram socket that is connected',
      `import { createSocket } from 'node:dgram';`,
      () => `{ const s = createSocket('udp4'); s.connect(53, '192.0.2.1', () => s.send('question', done)); }`,
      () => '192.0.2.1:53',
    ],
    [
      'a part of a datagram',
      `import { createSocket } from 'node:dgram';`,
      () => `createSocket('udp4').send(Buffer.from('question'), 2, 4, 53, '192.0.2.1', done)`,
      () => '192.0.2.1:53',
    ],
    [
      'a name server of its own',
      `import { Resolver } from 'node:dns';`,
      () => `new Resolver().resolveTxt('db.example', done)`,
      () => 'db.example',
    ],
    ['whose an address is', `import dns from 'node:dns';`, () => `dns.reverse('192.0.2.7', done)`, () => '192.0.2.7'],
    [
      'what lies beneath the sockets',
      '',
      () =>
        `{ const { TCP, TCPConnectWrap } = process.binding('tcp_wrap'); new TCP(0).connect(new TCPConnectWrap(), '127.0.0.1', ${port()}); }`,
      () => 'process.binding(tcp_wrap)',
    ],
  ])('nothing arrives by %s', async (_what, imports, call, told) => {
    const { of, findings } = await check(
      asking(
        `return new Promise((end, failed) => { const done = () => end('nothing'); try { ${call()} } catch (error) { failed(error); } });`,
        imports,
      ),
    );
    expect([requests, connections]).toEqual([0, 0]);
    expect(of('network')).toMatchObject({ status: 'unknown', seen: expect.stringContaining(told()) });
    expect(findings).toEqual([]);
  });

  it('with --allow-network it arrives, and the handler is judged by what it does then', async () => {
    const { of } = await check(asking(`return (await fetch('http://${place}/')).text();`), '.mjs', {
      allowNetwork: true,
    });
    expect(requests).toBeGreaterThan(0);
    expect(of('holds-caller')?.status).toBe('ok');
    expect(of('network')).toMatchObject({ status: 'ok', seen: expect.stringContaining(place) });
  });

  it('another program, a name and a datagram are blocked too', async () => {
    const { of } = await check(
      asking(
        `try { execFileSync('/bin/echo', ['x']); } catch {}
         try { await lookup('db.example'); } catch {}
         await new Promise((done) => createSocket('udp4').send('x', 53, '192.0.2.1', done)); return 'nothing';`,
        `import { execFileSync } from 'node:child_process'; import { lookup } from 'node:dns/promises'; import { createSocket } from 'node:dgram';`,
      ),
    );
    const seen = of('network')?.seen ?? '';
    expect(['/bin/echo', 'db.example', '192.0.2.1:53'].filter((what) => !seen.includes(what))).toEqual([]);
  });

  it('an SDK without credentials is not the handler: each event has its own reason', async () => {
    const { of } = await check(`export const handler = async (event) => {
      console.log(JSON.stringify(event));
      if (event.InvocationEventType === 'NEW_INBOUND_CALL') {
        throw Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' });
      }
      if (event.InvocationEventType === 'INVALID_LAMBDA_RESPONSE') throw new Error('CredentialsProviderError once more');
      return { SchemaVersion: '1.0' };
    };`);
    expect(of('answers-in-time')).toMatchObject({
      status: 'unknown',
      seen: expect.stringMatching(/no AWS credentials here.*NEW_INBOUND_CALL: CredentialsProviderError/),
      advice: expect.not.stringMatching(/Catch/),
    });
    expect(of('joins')?.status).toBe('unknown');
  });
});

it('in a rehearsal too, and whoever runs it is told once', async () => {
  const said: string[] = [];
  const handlerFile = written(asking(`return (await fetch('http://${place}/')).text();`));
  const emulator = await startEmulator({ handlerFile, stderr: (line) => said.push(line) });
  try {
    await emulator.placeCall();
    await emulator.placeCall();
    expect(requests).toBe(0);
    expect(said).toEqual([`${handlerFile} tried to reach ${place}: blocked (--allow-network lets it)`]);
  } finally {
    await emulator.close();
  }
});

describePython('what leaves a Python handler', () => {
  const source = (ask: string) => `
import json, socket, subprocess, urllib.request
def lambda_handler(event, context):
    print(json.dumps(event))
    said = 'nothing'
    try:
        ${ask}
    except Exception as error:
        print(error)
    if event['InvocationEventType'] != 'NEW_INBOUND_CALL':
        return {'SchemaVersion': '1.0'}
    action = {'Type': 'Pause', 'Parameters': {'DurationInMilliseconds': '20000'}} if said == 'wait' else {'Type': 'Hangup'}
    return {'SchemaVersion': '1.0', 'Actions': [action]}
`;
  it.each<[string, () => string, () => string]>([
    [
      'http.client',
      () => `import http.client; http.client.HTTPConnection('${place}').request('GET', '/')`,
      () => place,
    ],
    ['connect_ex', () => `socket.socket().connect_ex(('127.0.0.1', ${port()}))`, () => place],
    ['a datagram', () => `socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))`, () => '192.0.2.1:53'],
    ['a shell', () => `import os; os.system('curl -s http://${place}/')`, () => `the program curl -s http://${place}/`],
    [
      'a new process of multiprocessing',
      () => `import multiprocessing as m; m.get_context('spawn').Process(target=print).start()`,
      () => 'the program ',
    ],
    ['whose an address is', () => `socket.gethostbyaddr('192.0.2.7')`, () => '192.0.2.7'],
    [
      'the C library',
      () =>
        `import ctypes; c = ctypes.CDLL(None); c.connect(c.socket(2, 1, 0), b'\\x02\\x00' + (${port()}).to_bytes(2, 'big') + b'\\x7f\\x00\\x00\\x01' + bytes(8), 16)`,
      () => 'ctypes (connect)',
    ],
  ])('nothing arrives by %s', async (_what, ask, told) => {
    const seen = (await check(source(ask()), '.py')).of('network')?.seen ?? '';
    expect([requests, connections]).toEqual([0, 0]);
    expect(seen).toContain(told());
  });
  it.each<[string, () => string]>([
    ['urllib', () => `said = urllib.request.urlopen('http://${place}/').read().decode()`],
    ['a socket', () => `socket.create_connection(('127.0.0.1', ${place.split(':')[1]})); said = 'wait'`],
  ])('%s is blocked and told; with --allow-network it arrives', async (_what, ask) => {
    const blocked = await check(source(ask()), '.py');
    expect(requests).toBe(0);
    expect(blocked.of('network')?.seen).toContain(place);
    expect(blocked.of('holds-caller')?.status).toBe('unknown');
    const let_ = await check(source(ask()), '.py', { allowNetwork: true });
    expect(let_.of('holds-caller')?.status).toBe('ok');
  });
  it('by another program or a name is blocked', async () => {
    const ask = `socket.gethostbyname('db.example') if event['Sequence'] % 2 else subprocess.run(['/bin/echo'])`;
    const seen = (await check(source(ask), '.py')).of('network')?.seen ?? '';
    expect([seen.includes('db.example'), seen.includes('/bin/echo')]).toEqual([true, true]);
  });
});
