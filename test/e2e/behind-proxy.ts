/** What stands between an office and AWS: a proxy that opens tunnels, and an https front with a private authority. */
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, request } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}.pem`, import.meta.url));
/** The file that an operator names in AWS_CA_BUNDLE. Its certificates hold for a hundred years; its key is gone. */
export const AUTHORITY = fixture('authority');
const FRONT = { cert: readFileSync(fixture('front-cert')), key: readFileSync(fixture('front-key')) };

const toClose: (() => void)[] = [];
afterAll(() => {
  for (const close of toClose) close();
});

/** Its port, once it listens on loopback. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('close', () => sockets.delete(socket));
  });
  toClose.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

/** An https server that hands every request on to `target`, an http one. */
export async function httpsFront(target: string) {
  const hosts: string[] = [];
  let connections = 0;
  const server = createHttpsServer(FRONT, (incoming, answer) => {
    hosts.push(incoming.headers.host ?? '');
    const { method = 'GET', url = '/' } = incoming;
    // What stands behind knows itself by its own name alone.
    const headers = { ...incoming.headers, host: new URL(target).host };
    const onward = request(new URL(url, target), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  server.on('secureConnection', () => {
    connections += 1;
  });
  const port = await listening(server);
  return { port, url: `https://localhost:${port}`, hosts, connections: () => connections };
}

export interface ProxyManners {
  /** Instead of opening the tunnel. */
  answer?: number;
  /** The tunnel leads here, whatever was asked for. */
  leadsTo?: number;
  /** `user:password` it wants. */
  signIn?: string;
  /** It takes the CONNECT and says nothing. */
  silent?: true;
  /** It opens the tunnel, and nothing comes through it. */
  blackHole?: true;
  /** It opens the tunnel, and cuts it at the first byte. */
  cuts?: true;
  /** It is reached over TLS itself. */
  tls?: true;
}

/** A proxy, and what it was asked for. */
export async function connectProxy(manners: ProxyManners = {}) {
  const asked: string[] = [];
  const { answer, leadsTo, signIn, silent, blackHole, cuts, tls } = manners;
  const opened = (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => {});
    asked.push(incoming.url ?? '');
    const given = incoming.headers['proxy-authorization'] ?? '';
    const wanted = signIn === undefined ? '' : `Basic ${Buffer.from(signIn).toString('base64')}`;
    if (silent) return socket.resume().once('end', () => socket.end());
    const status = answer ?? (wanted !== '' && given !== wanted ? 407 : null);
    if (status !== null) return socket.end(`HTTP/1.1 ${status} No\r\nconnection: close\r\n\r\n`);
    if (blackHole || cuts) {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      return socket.on('data', () => cuts && socket.resetAndDestroy());
    }
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(incoming.url ?? '') ?? [];
    const onward = connect(leadsTo ?? Number(port), leadsTo === undefined ? host : '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.once('close', () => onward.destroy());
    return onward;
  };
  const server = tls ? createHttpsServer(FRONT) : createHttpServer();
  server.on('connect', opened);
  // Whoever asks it for a page is no tunnel.
  server.on('request', (incoming: IncomingMessage, response) => {
    asked.push(`NO TUNNEL ${incoming.url}`);
    response.writeHead(501).end();
  });
  const port = await listening(server);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
  });
  /** It answers in plain text on connections that are encrypted. */
  const breakIn = () => {
    for (const socket of sockets) socket.write('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  };
  return {
    port,
    breakIn,
    open: () => sockets.size,
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}`,
    asked,
  };
}
