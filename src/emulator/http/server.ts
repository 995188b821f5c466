import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Answer, controlAnswer } from './answer.js';
import type { AwsFace } from './aws.js';
import { readBody } from './body.js';
import { foreignness } from './caller.js';
import { send } from './send.js';

/** Loopback only, and nothing else, ever. */
const ADDRESS = '127.0.0.1';

const CONTROL_PREFIX = '/_emulator';

/** The control plane: its answer to a method, a path below `/_emulator` and a body. */
export type ControlPlane = (request: { method: string; path: string; body: Buffer }) => Promise<Answer>;

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // How often the two are looked at; node's own 30 seconds would keep a slow sender four times as long.
  connectionsCheckingInterval: 1_000,
  // Longer than any SDK keeps an idle connection: a server that hangs up first makes the next request fail.
  keepAliveTimeout: 75_000,
};

/** The emulator's HTTP server, before or after it listens. */
export interface HttpServer {
  /** Rejects with node's error and its `code` (EADDRINUSE, EACCES, …) where that is not possible. */
  listen(port: number): Promise<number>;
  /** Serves a connection that a program of this very process has made. */
  accept(connection: Duplex): void;
  /** Ends every connection, kept-alive and waiting ones included. */
  close(): Promise<void>;
}

/** HTTP's own port stands for that of a server that does not listen. */
const HTTP_PORT = 80;

export function createHttpServer(face: AwsFace, control: ControlPlane): HttpServer {
  const server = createServer(LIMITS, (request, response) => {
    response.on('error', () => undefined);
    const own = (server.address() as AddressInfo | null)?.port ?? HTTP_PORT;
    answerRequest({ request, response }, own, { face, control }).catch(() => response.socket?.destroy());
  });
  server.on('clientError', refuseUnreadable);
  return {
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
        server.listen(port, ADDRESS, resolve);
      });
      return (server.address() as AddressInfo).port;
    },
    accept: (connection) => void server.emit('connection', connection),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerRequest(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  port: number,
  { face, control }: { face: AwsFace; control: ControlPlane },
): Promise<void> {
  const foreign = foreignness(request, port);
  if (foreign !== undefined) return refuse(request, response, 403, foreign);
  const url = request.url ?? '';
  if (!url.startsWith('/')) return refuse(request, response, 400, 'the request target must be a path');
  const body = await readBody(request);
  if (body === 'gone') return;
  if (body === 'too-large') response.setHeader('connection', 'close');
  const path = url.split('?')[0] ?? '';
  if (path !== CONTROL_PREFIX && !path.startsWith(`${CONTROL_PREFIX}/`)) return face.serve(request, body, response);
  if (body === 'too-large') return send(response, controlAnswer(413, { message: 'the request is too large' }));
  const method = request.method ?? '';
  return send(response, await control({ method, path: path.slice(CONTROL_PREFIX.length), body }));
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, message: string): void {
  response.setHeader('connection', 'close');
  request.resume();
  send(response, controlAnswer(status, { message }));
}

/** What is no HTTP, or too much of it, before there is a request to answer. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  else socket.destroy();
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  const inUse = error.code === 'EADDRINUSE';
  const message = inUse
    ? `port ${port} of ${ADDRESS} is already in use`
    : `cannot listen on port ${port} of ${ADDRESS}: ${error.message}`;
  return Object.assign(new Error(message, { cause: error }), { code: error.code });
}
