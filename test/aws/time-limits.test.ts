import dns from 'node:dns';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { failureOf, hang, never, type Reply, stall, startStub, UPDATE, useTestAccount } from './stub.js';

const LIMITS = { connectMs: 200, requestMs: 2_500 };
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

async function profileThatHangs(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-'));
  toClose.push(() => rm(folder, { recursive: true }));
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
  await writeFile(join(folder, 'config'), '[default]\ncredential_process = sleep 3\n');
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

function opened(endpointUrl: string) {
  const settings = { region: 'us-east-1', meetingsRegion: 'us-east-1', profile: null, endpointUrl };
  const aws = openAws(settings, { limits: LIMITS, chance: () => 0 });
  toClose.push(() => aws.close());
  return aws;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  return [await work(), performance.now() - began];
}

describe('the time limit of a request ends it', () => {
  it.each([
    ['while the host is looked up', 'UNREACHABLE', 'not-sent', LIMITS.connectMs],
    ['while the connection is made', 'UNREACHABLE', 'not-sent', LIMITS.connectMs],
    ['while TLS is set up', 'UNREACHABLE', 'not-sent', LIMITS.connectMs],
    ['before the headers of the answer', 'TIMED_OUT', 'unknown', LIMITS.requestMs],
    ['in the body of the answer', 'TIMED_OUT', 'unknown', LIMITS.requestMs],
  ])('%s: %s, %s', async (phase, code, delivery, afterMs) => {
    const aws = opened((await PHASES[phase]?.()) ?? '');
    // The first request loads the SDK.
    await failureOf(aws.calls.update(UPDATE, AbortSignal.timeout(1)));
    const [failure, ms] = await timed(() => failureOf(aws.calls.update(UPDATE, never)));
    expect(failure).toMatchObject({ code, delivery, attempts: 1 });
    expect(ms).toBeGreaterThan(afterMs * 0.9);
    expect(ms).toBeLessThan(afterMs + 1_500);
  });
});

describe('an abort ends a request at once', () => {
  it.each([...Object.keys(PHASES), 'while credentials are fetched'])('%s', async (phase) => {
    const aws = opened((await (PHASES[phase] ?? profileThatHangs)()) ?? '');
    await failureOf(aws.calls.update(UPDATE, AbortSignal.timeout(1)));
    const [failure, ms] = await timed(() => failureOf(aws.calls.update(UPDATE, AbortSignal.timeout(50))));
    expect(failure.code).toBe('TIMED_OUT');
    expect(ms).toBeLessThan(1_000);
  });
});

it('a handshake that hangs is tried again where that does no harm', async () => {
  const failure = await failureOf(opened(await silentServer()).meetings.find(UPDATE.transactionId, never));
  expect(failure).toMatchObject({ code: 'UNREACHABLE', delivery: 'not-sent', attempts: 3 });
});
