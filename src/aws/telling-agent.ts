import { Agent, type AgentOptions } from 'node:https';

/**
 * Connections that tell whether TLS stood when they failed. OpenSSL uses some of its codes in the handshake and for any
 * later record alike, and only the former means that no request can have gone out. A handshake that takes longer than
 * `handshakeMs` ends the connection: the SDK's own time limit for connecting ends where TLS begins.
 */
export class TellingAgent extends Agent {
  constructor(
    options: AgentOptions,
    private readonly handshakeMs: number,
  ) {
    super(options);
  }

  override createConnection(...args: Parameters<Agent['createConnection']>) {
    const socket = super.createConnection(...args);
    let late: NodeJS.Timeout | undefined;
    const settled = () => clearTimeout(late);
    socket?.once('connect', () => {
      late = setTimeout(() => socket.destroy(handshakeTimeout()), this.handshakeMs);
    });
    socket?.once('close', settled);
    socket?.once('secureConnect', () => {
      settled();
      socket.prependListener('error', (error) => void Object.assign(error, { afterTls: true }));
    });
    return socket;
  }
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
