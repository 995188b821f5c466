import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';

/** What stood between this machine and the service, for whoever tells of an error. */
export interface Way {
  /** `proxy.example.com:3128 (HTTPS_PROXY)` */
  proxy: string | null;
  /** `AWS_CA_BUNDLE (/etc/ssl/corp.pem)` */
  trust: string | null;
}

/**
 * Connections that tell whether TLS stood when they failed. OpenSSL uses some of its codes in the handshake and for any
 * later record alike, and only the former means that no request can have gone out. A handshake that takes longer than
 * `handshakeMs` ends the connection: the SDK's own time limit for connecting ends where TLS begins.
 */
export class ReportingAgent extends Agent {
  constructor(
    options: AgentOptions,
    private readonly handshakeMs: number,
    private readonly trust: string | null = null,
  ) {
    super(options);
  }

  override createConnection(...args: Parameters<Agent['createConnection']>) {
    const socket = super.createConnection(...args);
    return socket && telling(inTime(socket, this.handshakeMs), { proxy: null, trust: this.trust });
  }
}

/** Ends a connection whose TLS does not stand `ms` after it was made. */
export function inTime<Connection extends Duplex>(socket: Connection, ms: number): Connection {
  let late: NodeJS.Timeout | undefined;
  const settled = () => clearTimeout(late);
  socket.once('connect', () => {
    late = setTimeout(() => socket.destroy(handshakeTimeout()), ms);
  });
  socket.once('close', settled);
  socket.once('secureConnect', settled);
  return socket;
}

/** Has the errors of a TLS connection say how far it had come, and on which way. */
export function telling<Connection extends Duplex>(socket: Connection, way: Way): Connection {
  let afterTls = false;
  socket.prependListener('error', (error) => void Object.assign(error, afterTls ? { afterTls, way } : { way }));
  socket.once('secureConnect', () => {
    afterTls = true;
  });
  return socket;
}

/** Named so that the SDK may repeat it, and coded so that the catalogue knows that nothing was sent. */
function handshakeTimeout(): Error {
  const error = new Error('TLS was not set up in time');
  return Object.assign(error, { name: 'TimeoutError', code: 'ERR_TLS_HANDSHAKE_TIMEOUT' });
}

/** The error arose on a connection whose TLS stood: a request may have gone out on it. */
export function isAfterTls(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'afterTls' in error;
}

/** The way that the failed connection had taken; null where the error is not of a connection. */
export function wayOf(error: unknown): Way | null {
  return typeof error === 'object' && error !== null && 'way' in error ? (error.way as Way) : null;
}
