import type { ProxyServer } from './proxy.js';

/** What a proxy can do to a connection before TLS with the service stands. The catalogue knows each. */
export type ProxyFaultCode =
  | 'ERR_PROXY_UNREACHABLE'
  | 'ERR_PROXY_SIGN_IN_MISSING'
  | 'ERR_PROXY_SIGN_IN_REFUSED'
  | 'ERR_PROXY_FORBIDDEN'
  | 'ERR_PROXY_FAILED'
  | 'ERR_PROXY_TIMED_OUT'
  | 'ERR_PROXY_CUT';

/** A tunnel that did not come to stand: nothing can have been sent. Its text names the proxy, never its password. */
export class ProxyFault extends Error {
  readonly way: { proxy: string; trust: null };

  constructor(
    readonly code: ProxyFaultCode,
    proxy: ProxyServer,
    what: string,
  ) {
    super(`${what} [proxy ${proxy.name}]`);
    this.way = { proxy: proxy.name, trust: null };
  }

  /** The SDK makes a text of it where credentials could not be fetched. */
  override toString(): string {
    return `${this.code}: ${this.message}`;
  }

  /** Of what went wrong before the tunnel stood. The library tells a refusal by its words alone. */
  static of(error: Error | null, proxy: ProxyServer): ProxyFault {
    const status = /^Bad response: (\d{3})/.exec(error?.message ?? '')?.[1];
    if (status === undefined) return new ProxyFault('ERR_PROXY_UNREACHABLE', proxy, error?.message ?? 'no connection');
    return new ProxyFault(refusal(Number(status), proxy.signsIn), proxy, `CONNECT was answered with ${status}`);
  }

  /**
   * Of what went wrong with TLS in the tunnel. OpenSSL's and Node's own words for it are known; a connection that is cut
   * looks as it would after a request, and only here is it known that there was none.
   */
  static inHandshake(error: Error, proxy: ProxyServer): Error {
    const cut = 'code' in error && ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(String(error.code));
    return cut ? new ProxyFault('ERR_PROXY_CUT', proxy, error.message) : error;
  }
}

function refusal(status: number, signsIn: boolean): ProxyFaultCode {
  if (status === 407) return signsIn ? 'ERR_PROXY_SIGN_IN_REFUSED' : 'ERR_PROXY_SIGN_IN_MISSING';
  return status >= 400 && status < 500 ? 'ERR_PROXY_FORBIDDEN' : 'ERR_PROXY_FAILED';
}
