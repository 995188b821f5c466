import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { invokeOverHttp } from '../../../src/emulator/sma/invocation-api.js';

const open: { close(): void; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const PATH = '/2015-03-31/functions/mine/invocations';
const never = new AbortController().signal;

/** The URL of a function on loopback that answers so, and what it was sent. */
async function functionAt(answer: (response: ServerResponse, body: string) => void) {
  const got: { request: IncomingMessage; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ request, body });
      answer(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}` };
}

const logged = (...lines: string[]) => Buffer.from(lines.join('\n')).toString('base64');

describe('an invocation over HTTP', () => {
  it('posts the event as Lambda’s API wants it, and asks for the tail of the log', async () => {
    const { got, url } = await functionAt((response) => response.end('{}'));
    await invokeOverHttp(url, { Sequence: 1 }, never);
    const [{ request, body } = { request: undefined, body: '' }] = got;
    expect(request).toMatchObject({ method: 'POST', url: PATH });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amz-invocation-type': 'RequestResponse',
      'x-amz-log-type': 'Tail',
    });
    expect(JSON.parse(body)).toEqual({ Sequence: 1 });
  });

  it('is answered with the text as it came', async () => {
    const { url } = await functionAt((response) => response.end('{"SchemaVersion":"1.0" }'));
    expect(await invokeOverHttp(url, {}, never)).toEqual({
      kind: 'answered',
      text: '{"SchemaVersion":"1.0" }',
      log: null,
    });
  });

  it('has failed where the function’s error is marked, with its words', async () => {
    const { url } = await functionAt((response) =>
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end('{"errorMessage":"no"}'),
    );
    expect(await invokeOverHttp(url, {}, never)).toMatchObject({ kind: 'failed', text: '{"errorMessage":"no"}' });
  });

  it('has the lines of its log where the answer brings them, blank ones left out', async () => {
    const { url } = await functionAt((response) =>
      response.writeHead(200, { 'x-amz-log-result': logged('START', '', '  ', 'END') }).end('{}'),
    );
    expect((await invokeOverHttp(url, {}, never)).log).toEqual(['START', 'END']);
  });

  it.each([404, 429, 500, 302])('that is answered %i is an error that says so', async (status) => {
    const { got, url } = await functionAt((response) => response.writeHead(status, { location: '/x' }).end('sorry'));
    await expect(invokeOverHttp(url, {}, never)).rejects.toThrow(`HTTP ${status}: sorry`);
    expect(got).toHaveLength(1);
  });

  it('takes no answer of more than 6 MB', async () => {
    const { url } = await functionAt((response) => response.end('x'.repeat(6 * 2 ** 20 + 1)));
    await expect(invokeOverHttp(url, {}, never)).rejects.toThrow('the answer is longer than 6 MB');
  });

  it('takes an answer of exactly 6 MB', async () => {
    const { url } = await functionAt((response) => response.end('x'.repeat(6 * 2 ** 20)));
    expect((await invokeOverHttp(url, {}, never)).text).toHaveLength(6 * 2 ** 20);
  });

  it('is an error where nothing answers', async () => {
    const { url } = await functionAt((response) => response.destroy());
    await expect(invokeOverHttp(url, {}, never)).rejects.toThrow();
  });

  it('ends with its signal', async () => {
    const stop = new AbortController();
    const { url } = await functionAt(() => stop.abort());
    await expect(invokeOverHttp(url, {}, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
