/** An AWS that repeats in its errors the request that it refuses, join token included. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Echo {
  /** An operation's path or target holds this text. */
  of: RegExp;
  status: number;
  times: number;
}

/** Hands everything on to the emulator at `url`, but for what `echoes` names. */
export async function openEchoingAws(url: string, echoes: Echo[]) {
  const left = echoes.map((echo) => ({ ...echo }));
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const what = `${request.method} ${request.url} ${request.headers['x-amz-target'] ?? ''}`;
    const echo = left.find(({ of, times }) => of.test(what) && times > 0);
    if (echo !== undefined) {
      echo.times -= 1;
      const message = `Cannot use ${body}`;
      const type = echo.status < 500 ? 'BadRequestException' : 'ServiceFailureException';
      response.writeHead(echo.status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
      response.end(JSON.stringify({ Code: 'BadRequest', Message: message, message, __type: type }));
      return;
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    delete headers['connection'];
    delete headers['content-length'];
    const init = { method: request.method ?? 'GET', headers, ...(body === '' ? {} : { body }) };
    const answer = await fetch(`${url}${request.url}`, init).catch(() => null);
    if (answer === null) {
      response.destroy();
      return;
    }
    const text = await answer.text();
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return text;
}
