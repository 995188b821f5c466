import { Agent } from 'node:https';

/**
 * Connections that tell whether TLS stood when they failed. OpenSSL uses some of its codes in the handshake and for any
 * later record alike, and only the former means that no request can have gone out.
 */
export class TellingAgent extends Agent {
  override createConnection(...args: Parameters<Agent['createConnection']>) {
    const socket = super.createConnection(...args);
    socket?.once('secureConnect', () => {
      socket.prependListener('error', (error) => void Object.assign(error, { afterTls: true }));
    });
    return socket;
  }
}

/** The error arose on a connection whose TLS stood: a request may have gone out on it. */
export function isAfterTls(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'afterTls' in error;
}
