import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { openProbe } from '../../../src/emulator/sma/probe.js';
import { createSipMediaApplication } from '../../../src/emulator/sma/sip-media-application.js';
import { fakeClock, fakeDoor, fakeLogs, PAUSE } from './rig.js';

const HOLD = JSON.stringify({ SchemaVersion: '1.0', Actions: [PAUSE] });
const EVENT = { InvocationEventType: 'NEW_INBOUND_CALL' };
const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

type Answer = (response: ServerResponse, event: Record<string, unknown>, request: IncomingMessage) => void;

/** A server that speaks Lambda's invocation API as the test says; its URL. */
async function functionAt(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => answer(response, JSON.parse(text), request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/2015-03-31/functions/my-function/invocations`;
}

async function smaAt(url: string) {
  const logs = fakeLogs();
  const stderr: string[] = [];
  const sma = await createSipMediaApplication({
    clock: fakeClock(),
    logs,
    door: fakeDoor(),
    eventFaults: { next: () => undefined },
    handler: { url },
    region: 'us-east-1',
    accountId: '111122223333',
    stderr: (line) => stderr.push(line),
  });
  closing.push(() => void sma.close());
  await sma.placeInbound({});
  const messages = logs.lines(`/aws/ChimeSipMediaApplicationSipMessages/${sma.sipMediaApplicationId}`);
  return { sma, stderr, messages, records: logs.lines(sma.logGroupName) };
}

const header = (log: string) => ({ 'X-Amz-Log-Result': Buffer.from(log).toString('base64') });

describe('a function behind a URL', () => {
  it('is invoked as Lambda is, and answers the call', async () => {
    const seen: unknown[] = [];
    const url = await functionAt((response, event, { method, url: path, headers }) => {
      seen.push([method, path, headers['x-amz-log-type'], event['InvocationEventType']]);
      response.end(HOLD);
    });
    const { sma, records } = await smaAt(url);
    expect(sma.calls()[0]?.status).toBe('Connected');
    expect(sma.functionName).toBe('my-function');
    expect(seen[0]).toEqual(['POST', '/2015-03-31/functions/my-function/invocations', 'Tail', 'NEW_INBOUND_CALL']);
    expect(records).toEqual([]);
  });

  it('has the log tail of its answers in its log group', async () => {
    const log = 'START RequestId: 1\n2026-11-22T00:00:00Z\t1\tINFO\t{"a":1}\n\nEND RequestId: 1\n';
    const { records } = await smaAt(await functionAt((response) => response.writeHead(200, header(log)).end(HOLD)));
    expect(records).toEqual(['START RequestId: 1', '2026-11-22T00:00:00Z\t1\tINFO\t{"a":1}', 'END RequestId: 1']);
  });

  it.each<[string, Answer, string | null]>([
    [
      'an unhandled error',
      (response) => response.writeHead(200, { 'X-Amz-Function-Error': 'Unhandled' }).end('{"errorType":"TypeError"}'),
      null,
    ],
    [
      'an error of the API',
      (response) => response.writeHead(502).end('no such function'),
      'HTTP 502: no such function',
    ],
    ['a redirect', (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), 'HTTP 307'],
    ['a broken connection', (response) => response.destroy(), 'socket hang up'],
    [
      'an answer that breaks off',
      (response) => response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()),
      'aborted',
    ],
    ['an answer without end', (response) => response.writeHead(200).end('"'.padEnd(7 * 2 ** 20)), 'longer than 6 MB'],
  ])('with %s loses the call', async (_what, answer, told) => {
    const { sma, stderr } = await smaAt(await functionAt(answer));
    expect(sma.calls()[0]?.status).toBe('Ended');
    expect(stderr.join('\n')).toContain(told ?? '');
    if (told === null) expect(stderr).toEqual([]);
  });

  it('whose answer is no JSON has given one that cannot be used', async () => {
    const { messages } = await smaAt(await functionAt((response) => response.end('<html>')));
    expect(messages.join()).toContain('Error while reading actions list.');
  });

  it('that is probed tells its answer, its error, its log and its silence', async () => {
    const url = await functionAt((response, { say }) => {
      if (say === 'error') response.writeHead(200, { 'X-Amz-Function-Error': 'Unhandled' }).end('{"errorType":"E"}');
      else if (say === 'log') response.writeHead(200, header('one\ntwo')).end('{}');
      else if (say === 'answer') response.end('{}');
    });
    const probe = await openProbe({ url }, 60_000);
    expect(await probe.invoke({ say: 'answer' }, true)).toMatchObject({ kind: 'answered', records: null, reads: null });
    expect(await probe.invoke({ say: 'error' }, false)).toMatchObject({ kind: 'threw', text: '{"errorType":"E"}' });
    expect(await probe.invoke({ say: 'log' }, false)).toMatchObject({ records: ['one', 'two'] });
    const impatient = await openProbe({ url }, 50);
    expect(await impatient.invoke({ say: 'nothing' }, false)).toMatchObject({ kind: 'timed-out', records: null });
    probe.close();
    impatient.close();
  });

  it('where nobody listens cannot be probed', async () => {
    const probe = await openProbe({ url: 'http://127.0.0.1:9/2015-03-31/functions/f/invocations' }, 200);
    await expect(probe.invoke(EVENT, false)).rejects.toThrow(/ECONNREFUSED/);
  });
});
