import dns from 'node:dns';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { failureOf, hang, never, type Reply, stall, startStub, UPDATE, useTestAccount } from './stub.js';

/** The one that is waited for is short; a test that reached the other one would not end in time. */
const NEVER_MS = 60_000;
const LIMIT_MS = 300;
const toClose: (() => unknown)[] = [];
beforeEach(useTestAccount);
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of toClose.splice(0)) await close();
});

async function stubbed(reply: Reply): Promise<string> {
  const stub = await startStub(reply);
  toClose.push(() => stub.close());
  return stub.url;
}

/** Takes connections, and never says a word. */
async function silentServer(): Promise<string> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => sockets.push(socket));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  toClose.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const SLEEP_MS = 10_000;

async function profileThatHangs(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-'));
  toClose.push(() => rm(folder, { recursive: true }));
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
  await writeFile(join(folder, 'config'), `[default]\ncredential_process = sleep ${SLEEP_MS / 1_000}\n`);
  return 'http://127.0.0.1:9';
}

/** Where it hangs, and the endpoint of an AWS that hangs there. */
const PHASES: Record<string, () => Promise<string>> = {
  'while the host is looked up': async () => {
    vi.spyOn(dns, 'lookup').mockImplementation((() => {}) as never);
    return 'http://meetings.example';
  },
  'while the connection is made': async () => {
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket) {
      Object.assign(this, { connecting: true });
      return this;
    });
    return 'http://127.0.0.1:9';
  },
  'while TLS is set up': silentServer,
  'before the headers of the answer': () => stubbed(hang),
  'in the body of the answer': () => stubbed(stall),
};

function opened(endpointUrl: string, limits: { connectMs: number; requestMs: number }) {
  const settings = { region: 'us-east-1', meetingsRegion: 'us-east-1', profile: null, endpointUrl };
  const aws = openAws(settings, { limits, chance: () => 0 });
  toClose.push(() => aws.close());
  return aws;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  return [await work(), performance.now() - began];
}

describe('the time limit of a request ends it', () => {
  it.each([
    ['while the host is looked up', 'UNREACHABLE', 'not-sent', 'connectMs'],
    ['while the connection is made', 'UNREACHABLE', 'not-sent', 'connectMs'],
    ['while TLS is set up', 'UNREACHABLE', 'not-sent', 'connectMs'],
    ['before the headers of the answer', 'TIMED_OUT', 'unknown', 'requestMs'],
    ['in the body of the answer', 'TIMED_OUT', 'unknown', 'requestMs'],
  ])('%s: %s, %s', async (phase, code, delivery, limit) => {
    const limits = { connectMs: NEVER_MS, requestMs: NEVER_MS, [limit]: LIMIT_MS };
    const aws = opened((await PHASES[phase]?.()) ?? '', limits);
    // The first request loads the SDK.
    await failureOf(aws.calls.update(UPDATE, AbortSignal.timeout(1)));
    const [failure, ms] = await timed(() => failureOf(aws.calls.update(UPDATE, never)));
    expect(failure).toMatchObject({ code, delivery, attempts: 1 });
    expect(ms).toBeGreaterThan(LIMIT_MS * 0.9);
  });
});

describe('an abort ends a request at once', () => {
  it.each([...Object.keys(PHASES), 'while credentials are fetched'])('%s', async (phase) => {
    const limits = { connectMs: NEVER_MS, requestMs: NEVER_MS };
    const aws = opened((await (PHASES[phase] ?? profileThatHangs)()) ?? '', limits);
    await failureOf(aws.calls.update(UPDATE, AbortSignal.timeout(1)));
    const [failure, ms] = await timed(() => failureOf(aws.calls.update(UPDATE, AbortSignal.timeout(50))));
    expect(failure.code).toBe('TIMED_OUT');
    expect(ms).toBeLessThan(SLEEP_MS / 2);
  });
});

it('a handshake that hangs is tried again where that does no harm', async () => {
  const aws = opened(await silentServer(), { connectMs: LIMIT_MS, requestMs: NEVER_MS });
  const failure = await failureOf(aws.meetings.find(UPDATE.transactionId, never));
  expect(failure).toMatchObject({ code: 'UNREACHABLE', delivery: 'not-sent', attempts: 3 });
});
